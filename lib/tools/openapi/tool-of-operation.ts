// One operation of a document as a tool: a name, words, a schema of arguments that stands by itself, and where each
// argument goes in the call. Pure.

import { isJsonObject, type Json, type JsonObject } from "../../shared/json";
import type { ToolAnnotations } from "../../shared/tool-facts";
import { type HttpMethod, httpMethods, type OpenApiConfig, parameterPlaces } from "../contract";
import { entriesOf, follow, listOf, type OpenApiDocument, textOf } from "./document";
import { OperationProblem } from "./operation-problem";
import { SchemaWriter } from "./own-schema";

const longestName = 64;
const maxSchemaLength = 200_000;

export interface FoundOperation {
  /** Names it in the document. */
  key: string;
  method: HttpMethod;
  path: string;
  operation: JsonObject;
  /** Parameters of the path itself. */
  shared: Json[];
}

export interface OperationTool {
  name: string;
  displayName: string;
  description: string;
  inputSchema: JsonObject;
  annotations: ToolAnnotations;
  parameters: OpenApiConfig["parameters"];
  body: OpenApiConfig["body"];
}

/** Every operation of a document, in its order. */
export function listOperations(document: OpenApiDocument): FoundOperation[] {
  const found: FoundOperation[] = [];
  for (const [path, given] of entriesOf(document.root.paths)) {
    if (!path.startsWith("/") || !isJsonObject(given)) continue;
    const item = typeof given.$ref === "string" ? followOrEmpty(document, given) : given;
    for (const method of httpMethods) {
      const operation = item[method.toLowerCase()];
      if (!isJsonObject(operation)) continue;
      found.push({ key: `${method} ${path}`, method, path, operation, shared: listOf(item.parameters) });
    }
  }
  return found;
}

function followOrEmpty(document: OpenApiDocument, item: JsonObject): JsonObject {
  try {
    return follow(document, item);
  } catch {
    return {};
  }
}

/** A name that models accept: the operation's id, else made of method and path. */
export function nameOfOperation({ method, path, operation }: FoundOperation): string {
  const said = textOf(operation.operationId) || `${method.toLowerCase()}${path}`;
  const plain = said
    .replace(/[^A-Za-z0-9_-]+/g, "_")
    .replace(/^[^A-Za-z]+/, "")
    .replace(/_+$/, "")
    .slice(0, longestName);
  return plain === "" ? "operation" : plain;
}

/** What people read. */
export function titleOfOperation({ key, operation }: FoundOperation): string {
  return (textOf(operation.summary, 120).trim() || textOf(operation.operationId, 120).trim() || key).slice(0, 120);
}

function annotationsOf(method: HttpMethod): ToolAnnotations {
  const readOnlyHint = method === "GET" || method === "HEAD";
  return {
    readOnlyHint,
    destructiveHint: method === "DELETE",
    idempotentHint: readOnlyHint || method === "PUT" || method === "DELETE",
    openWorldHint: true,
  };
}

interface Drafted {
  properties: JsonObject;
  required: string[];
}

/** A name that no other argument has: parameters of one name may stand in several places. */
function freeKey(properties: JsonObject, name: string, place: string): string {
  if (!Object.hasOwn(properties, name)) return name;
  let key = `${name}_${place}`;
  for (let n = 2; Object.hasOwn(properties, key); n++) key = `${name}_${place}_${n}`;
  return key;
}

/** Parameters of the operation over those of its path that have the same name and place. */
function parametersOf(document: OpenApiDocument, { operation, shared }: FoundOperation): JsonObject[] {
  const byPlace = new Map<string, JsonObject>();
  for (const given of [...shared, ...listOf(operation.parameters)]) {
    const parameter = follow(document, given);
    byPlace.set(`${textOf(parameter.in)} ${textOf(parameter.name)}`, parameter);
  }
  return [...byPlace.values()];
}

/** Headers that the connection, the body or signing in set. */
const ownHeaders = new Set(["accept", "content-type", "authorization"]);

function addParameters(
  document: OpenApiDocument,
  found: FoundOperation,
  writer: SchemaWriter,
  drafted: Drafted,
): OpenApiConfig["parameters"] {
  const parameters: OpenApiConfig["parameters"] = [];
  for (const parameter of parametersOf(document, found)) {
    const place = parameterPlaces.find((one) => one === parameter.in);
    const name = textOf(parameter.name, 200);
    if (!place || name === "") throw new OperationProblem("parameter_incomplete");
    if (place === "header" && ownHeaders.has(name.toLowerCase())) continue;
    const key = freeKey(drafted.properties, name, place);
    const inContent = entriesOf(parameter.content)[0]?.[1];
    const written = writer.write(parameter.schema ?? (isJsonObject(inContent) ? inContent.schema : undefined));
    const said = textOf(parameter.description);
    drafted.properties[key] = isJsonObject(written) && said !== "" ? { ...written, description: said } : written;
    if (parameter.required === true || place === "path") drafted.required.push(key);
    const isForm = place === "query" || place === "cookie";
    const explode = typeof parameter.explode === "boolean" ? parameter.explode : isForm;
    parameters.push({ key, name, in: place, explode, deep: parameter.style === "deepObject" });
  }
  return parameters;
}

const bodyKinds: readonly { type: "json" | "form" | "text"; pattern: RegExp }[] = [
  { type: "json", pattern: /^application\/(?:json|[\w.+-]+\+json)(?:;|$)/i },
  { type: "form", pattern: /^application\/x-www-form-urlencoded(?:;|$)/i },
  { type: "text", pattern: /^text\/[\w.+-]+(?:;|$)/i },
  { type: "json", pattern: /^\*\/\*$|^application\/\*$/ },
];

function addBody(
  document: OpenApiDocument,
  { operation }: FoundOperation,
  writer: SchemaWriter,
  drafted: Drafted,
): OpenApiConfig["body"] {
  if (operation.requestBody === undefined) return null;
  const body = follow(document, operation.requestBody);
  const content = entriesOf(body.content);
  if (content.length === 0) return null;
  for (const { type, pattern } of bodyKinds) {
    const taken = content.find(([contentType]) => pattern.test(contentType));
    if (!taken) continue;
    const [said, media] = taken;
    const key = freeKey(drafted.properties, "body", "content");
    drafted.properties[key] = writer.write(isJsonObject(media) ? media.schema : undefined);
    if (body.required === true) drafted.required.push(key);
    return { key, type, contentType: said.includes("*") ? "application/json" : said };
  }
  const first = content[0]?.[0] ?? "";
  throw new OperationProblem("body_type", first);
}

/** The tool of an operation; throws OperationProblem where it can't be one. */
export function toolOfOperation(document: OpenApiDocument, found: FoundOperation): OperationTool {
  const writer = new SchemaWriter(document);
  const drafted: Drafted = { properties: {}, required: [] };
  const parameters = addParameters(document, found, writer, drafted);
  const body = addBody(document, found, writer, drafted);
  const definitions = writer.definitionsOf();
  const inputSchema: JsonObject = {
    type: "object",
    properties: drafted.properties,
    ...(drafted.required.length > 0 ? { required: drafted.required } : {}),
    additionalProperties: false,
    ...(definitions ? { $defs: definitions } : {}),
  };
  if (JSON.stringify(inputSchema).length > maxSchemaLength) {
    throw new OperationProblem("too_large");
  }
  const { operation, method } = found;
  const description = [textOf(operation.summary).trim(), textOf(operation.description).trim()].filter(Boolean);
  return {
    name: nameOfOperation(found),
    displayName: titleOfOperation(found),
    description: [...new Set(description)].join("\n\n").slice(0, 10_000) || found.key,
    inputSchema,
    annotations: annotationsOf(method),
    parameters,
    body,
  };
}
