// Reads OpenAPI documents and makes tools of their operations. A document comes as text, or from an address that is got
// the guarded way; nothing else is contacted. Server only.

import { inArray } from "drizzle-orm";
import type { z } from "zod";
import { withMeanings } from "@/db/errors";
import { tools } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../../auth/scope";
import { httpCall } from "../../net/http-call";
import { currentNetPolicy } from "../../settings/net-policy";
import { AppError } from "../../shared/errors";
import type { JsonObject } from "../../shared/json";
import { checkConfig } from "../check-tool";
import type { ApiDocument, importApiDocument as importOperation, ToolAuth, ToolSummary } from "../contract";
import { describeDocument, securityOf } from "../openapi/describe-document";
import { maxDocumentBytes, type OpenApiDocument, readDocument } from "../openapi/document";
import { OperationProblem } from "../openapi/operation-problem";
import { type FoundOperation, listOperations, toolOfOperation } from "../openapi/tool-of-operation";
import { selectTools, summaryOf } from "../views";
import { insertTool, readTakenNames, toolNameMeanings } from "./create-tool";

type Import = z.output<NonNullable<(typeof importOperation)["body"]>>;
interface Source {
  text?: string | undefined;
  url?: string | undefined;
}

const timeoutMs = 30_000;
const longestName = 64;

async function load({ text, url }: Source, signal: AbortSignal): Promise<OpenApiDocument> {
  if (text !== undefined) return readDocument(text);
  if (url === undefined) throw new AppError("invalid_request", "Give either the document's text or its address.");
  const headers = { accept: "application/json, application/yaml, text/yaml, */*;q=0.5" };
  const call = { url, method: "GET", headers, body: undefined, timeoutMs, maxBytes: maxDocumentBytes, signal };
  const answer = await httpCall(call, await currentNetPolicy());
  if (answer.status >= 400) {
    throw new AppError("document_invalid", `The address answered with status ${answer.status}.`);
  }
  return readDocument(answer.body);
}

/** What there is to choose from in a document. */
export async function readApiDocument(source: Source, signal: AbortSignal): Promise<ApiDocument> {
  return describeDocument(await load(source, signal), source.url ?? null);
}

/** Signs in by the first set of schemes that is filled in whole; not at all where none is. */
function authOf(document: OpenApiDocument, found: FoundOperation, given: Record<string, ToolAuth>): ToolAuth[] {
  const sets = securityOf(document, found.operation);
  const set = sets.find((names) => names.every((name) => Object.hasOwn(given, name)));
  return (set ?? []).flatMap((name) => given[name] ?? []);
}

/** The name, with a number where it is taken; names differ in more than capitals. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${name.slice(0, longestName - `_${n}`.length)}_${n}`;
  taken.add(free.toLowerCase());
  return free;
}

function chosenOf(document: OpenApiDocument, keys: readonly string[]): FoundOperation[] {
  const byKey = new Map(listOperations(document).map((found) => [found.key, found]));
  return [...new Set(keys)].map((key) => {
    const found = byKey.get(key);
    if (!found) throw new AppError("document_invalid", `The document has no operation ${key.slice(0, 200)}.`);
    return found;
  });
}

/** The rows of chosen operations, before they have names of their own. */
function drafts(document: OpenApiDocument, body: Import) {
  return chosenOf(document, body.operations).map((found) => {
    try {
      const { parameters, body: sent, ...tool } = toolOfOperation(document, found);
      const { key: operation, method, path } = found;
      const auth = authOf(document, found, body.auth);
      return { ...tool, config: { operation, method, path, baseUrl: body.server, parameters, body: sent, auth } };
    } catch (error) {
      if (!(error instanceof OperationProblem)) throw error;
      throw new AppError("document_invalid", `${found.key} can't become a tool. ${error.message}`);
    }
  });
}

/** Adds the tools of chosen operations as drafts, all or none. */
export async function importApiDocument(
  scope: Scope,
  body: Import,
  signal: AbortSignal,
): Promise<{ items: ToolSummary[] }> {
  const made = drafts(await load(body, signal), body);
  const { category, tags } = body;
  return withMeanings(toolNameMeanings, () =>
    withWorkspace(scope.workspaceId, async (tx) => {
      const taken = await readTakenNames(tx, scope.workspaceId);
      const ids: string[] = [];
      for (const { config, ...tool } of made) {
        const checked = await checkConfig(tx, scope.workspaceId, "openapi", config as unknown as JsonObject);
        const name = freeName(tool.name, taken);
        ids.push(await insertTool(tx, scope, { ...tool, ...checked, name, kind: "openapi", category, tags }));
      }
      const rows = await selectTools(tx).where(inArray(tools.id, ids)).orderBy(tools.id);
      return { items: rows.map(summaryOf) };
    }),
  );
}
