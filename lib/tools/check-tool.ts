// Whether what somebody made of a tool can work: its configuration, its templates, its rule, the secrets that it names.
// Faults are told field by field. Server only: it looks whether the secrets are there.

import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { secrets } from "@/db/schema/access";
import { compileExpression, errorsOf } from "../expressions/compiled";
import { referencesOfCompiled } from "../expressions/references";
import { AppError, type ErrorDetail } from "../shared/errors";
import { isJsonObject, type Json, type JsonObject } from "../shared/json";
import type { toolApprovals, toolKinds } from "../shared/statuses";
import { codeConfigSchema, type HttpConfig, httpConfigSchema, openApiConfigSchema, type ToolAuth } from "./contract";
import { readTemplates } from "./fill-templates";

type Kind = (typeof toolKinds)[number];

export interface CheckedConfig {
  config: JsonObject;
  secretNames: string[];
}

const schemas: Partial<Record<Kind, z.ZodType<JsonObject>>> = {
  http: httpConfigSchema as z.ZodType<unknown> as z.ZodType<JsonObject>,
  code: codeConfigSchema as z.ZodType<unknown> as z.ZodType<JsonObject>,
  openapi: openApiConfigSchema as z.ZodType<unknown> as z.ZodType<JsonObject>,
};

function refuse(details: readonly ErrorDetail[]): void {
  const [first] = details;
  if (first)
    throw new AppError("invalid_request", `${first.path}: ${first.message}`, { details: details.slice(0, 50) });
}

function parseConfig(kind: Kind, given: JsonObject): JsonObject {
  const schema = schemas[kind];
  if (!schema) throw new AppError("invalid_request", "Tools of this kind have no configuration of their own.");
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  refuse(
    parsed.error.issues.map((issue) => ({
      path: ["config", ...issue.path.map(String)].join("."),
      code: issue.code,
      message: issue.message,
    })),
  );
  throw new AppError("invalid_request", "The configuration does not fit.");
}

/** Which templates an HTTP tool has, and where. */
function templatesOf(config: HttpConfig): [path: string, value: Json][] {
  const rows = (name: "query" | "headers" | "bodyForm"): [string, Json][] =>
    config[name].map((row, at) => [`config.${name}.${at}.value`, row.value]);
  const body: Record<HttpConfig["bodyType"], [string, Json][]> = {
    none: [],
    json: [["config.bodyJson", config.bodyJson]],
    text: [["config.bodyText", config.bodyText]],
    form: rows("bodyForm"),
  };
  return [["config.url", config.url], ...rows("query"), ...rows("headers"), ...body[config.bodyType]];
}

function checkHttp(config: HttpConfig): string[] {
  const details: ErrorDetail[] = [];
  const names: string[] = [];
  for (const [path, value] of templatesOf(config)) {
    const facts = readTemplates(value, path, true);
    names.push(...facts.secretNames);
    details.push(...facts.faults.map((fault) => ({ ...fault, code: "expression_invalid" })));
  }
  const isPlain = !config.url.includes("{{");
  if (isPlain && !/^https?:\/\/[^\s/]/i.test(config.url)) {
    details.push({ path: "config.url", code: "invalid_format", message: "Write the whole address, with https://" });
  } else if (isPlain && URL.canParse(config.url) && new URL(config.url).password !== "") {
    details.push({ path: "config.url", code: "invalid_format", message: "Put the password into a secret instead." });
  }
  details.push(...expressionFaults("config.pick", config.pick, ["response"]));
  refuse(details);
  return names;
}

/** What is wrong with an expression that may read from these roots; the first is the one to advise. */
function expressionFaults(path: string, text: string, roots: readonly string[]): ErrorDetail[] {
  const compiled = compileExpression(text);
  const faults = errorsOf(compiled).map(({ error }) => ({
    path,
    code: "expression_invalid",
    message: `The expression can't be read: ${error.code.replaceAll("_", " ")} at character ${error.at + 1}.`,
  }));
  for (const reference of referencesOfCompiled(compiled)) {
    if (roots.includes(reference.root)) continue;
    const message =
      reference.root === "secrets"
        ? "No secret may be used here."
        : `“${reference.root}” is not known here. Use ${roots[0]}.`;
    faults.push({ path, code: "expression_unknown_reference", message });
  }
  return faults;
}

/** Reads and checks a configuration; gives it as it is kept, with the names of the secrets that it may be given. */
export async function checkConfig(
  tx: Transaction,
  workspaceId: string,
  kind: Kind,
  given: JsonObject,
): Promise<CheckedConfig> {
  const config = parseConfig(kind, given);
  const auth = (config.auth ?? []) as unknown as ToolAuth[];
  const names = kind === "http" ? checkHttp(httpConfigSchema.parse(config)) : [];
  const secretNames = [...new Set([...names, ...auth.map((one) => one.secret)])].sort();
  await refuseMissing(tx, workspaceId, secretNames);
  return { config, secretNames };
}

async function refuseMissing(tx: Transaction, workspaceId: string, names: string[]): Promise<void> {
  if (names.length === 0) return;
  const rows = await tx
    .select({ name: secrets.name })
    .from(secrets)
    .where(and(eq(secrets.workspaceId, workspaceId), inArray(secrets.name, names)));
  const there = new Set(rows.map((row) => row.name));
  const missing = names.filter((name) => !there.has(name));
  if (missing.length === 0) return;
  throw new AppError("secret_missing", `There is no secret called ${missing.join(", ")} in this workspace.`, {
    params: { name: missing.join(", ") },
    details: missing.map((name) => ({
      path: "config",
      code: "secret_missing",
      message: `There is no secret ${name}.`,
    })),
  });
}

/**
 * Checks the rule by which calls have to be approved: an expression over `arguments`, or over single ones by their
 * names. One that reads from anything else would never be true, and nobody would be asked.
 */
export function checkApproval(
  approval: (typeof toolApprovals)[number],
  rule: string | null,
  inputSchema: JsonObject,
): void {
  if (approval !== "rule") return;
  if (rule === null || rule.trim() === "") {
    refuse([{ path: "approvalRule", code: "required", message: "Write the rule as an expression over arguments." }]);
    return;
  }
  const { properties } = inputSchema;
  const names = isJsonObject(properties) ? Object.keys(properties) : [];
  refuse(expressionFaults("approvalRule", rule, ["arguments", ...names]));
}
