// Calls one operation of an API that was imported from its OpenAPI document: puts each argument where the document
// says. Server only.

import type { HttpBody } from "../nodes/contract";
import { isJsonObject, type Json, type JsonObject } from "../shared/json";
import { type OpenApiConfig, openApiConfigSchema } from "./contract";
import { escapePiece } from "./fill-templates";
import type { CallKind } from "./kind-call";
import { bodyValue, type Draft, failureOf, sendCall } from "./send-call";

type Parameter = OpenApiConfig["parameters"][number];

function textOf(value: Json): string {
  return typeof value === "string" ? value : typeof value === "object" ? JSON.stringify(value) : String(value);
}

function joined(value: Json): string {
  if (Array.isArray(value)) return value.map(textOf).join(",");
  if (isJsonObject(value))
    return Object.entries(value)
      .flatMap(([key, one]) => [key, textOf(one)])
      .join(",");
  return textOf(value);
}

function queryOf({ name, explode, deep }: Parameter, value: Json): [string, string][] {
  if (Array.isArray(value)) return explode ? value.map((one) => [name, textOf(one)]) : [[name, joined(value)]];
  if (!isJsonObject(value)) return [[name, textOf(value)]];
  if (deep) return Object.entries(value).map(([key, one]) => [`${name}[${key}]`, textOf(one)]);
  return explode ? Object.entries(value).map(([key, one]) => [key, textOf(one)]) : [[name, joined(value)]];
}

function bodyOf(config: OpenApiConfig, args: JsonObject): { body: HttpBody | undefined; type: string | null } {
  const given = config.body && args[config.body.key];
  if (!config.body || given === undefined || given === null) return { body: undefined, type: null };
  const { type, contentType } = config.body;
  if (type === "json") return { body: { json: given }, type: contentType };
  if (type === "text") return { body: textOf(given), type: contentType };
  const rows = isJsonObject(given) ? Object.entries(given) : [];
  return { body: { form: rows.map(([name, value]) => [name, joined(value)]) }, type: null };
}

/** The call that arguments make of an operation, before it is signed in. */
export function writeOperation(config: OpenApiConfig, args: JsonObject): Draft {
  let path = config.path;
  const headers: Record<string, string> = {};
  const query: [string, string][] = [];
  const cookies: string[] = [];
  for (const parameter of config.parameters) {
    const value = args[parameter.key];
    if (value === undefined || value === null) continue;
    if (parameter.in === "path") path = path.replaceAll(`{${parameter.name}}`, () => escapePiece(joined(value)));
    else if (parameter.in === "query") query.push(...queryOf(parameter, value));
    else if (parameter.in === "header") headers[parameter.name.toLowerCase()] = joined(value);
    else cookies.push(`${parameter.name}=${encodeURIComponent(joined(value))}`);
  }
  if (cookies.length > 0) headers.cookie = cookies.join("; ");
  const { body, type } = bodyOf(config, args);
  if (type !== null) headers["content-type"] = type;
  headers.accept ??= "application/json, text/plain;q=0.9, */*;q=0.5";
  return { url: `${config.baseUrl.replace(/\/+$/, "")}${path}`, method: config.method, headers, query, body };
}

export const callOperation: CallKind = async (call) => {
  const config = openApiConfigSchema.parse(call.tool.config);
  const answer = await sendCall(call, config.auth, () => writeOperation(config, call.arguments));
  return answer.status >= 400 ? failureOf(answer) : { value: bodyValue(answer), statusCode: answer.status };
};
