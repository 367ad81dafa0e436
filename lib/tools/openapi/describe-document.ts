// What people choose from when they import a document: its servers, ways to sign in and operations. Pure.

import { isJsonObject, type Json, type JsonObject } from "../../shared/json";
import type { ApiDocument, ApiOperation, ApiScheme } from "../contract";
import { entriesOf, follow, listOf, type OpenApiDocument, textOf } from "./document";
import { OperationProblem } from "./operation-problem";
import {
  type FoundOperation,
  listOperations,
  nameOfOperation,
  titleOfOperation,
  toolOfOperation,
} from "./tool-of-operation";

/** Sets of ways to sign in, each enough by itself; an empty list where none is needed. */
export function securityOf(document: OpenApiDocument, operation: JsonObject): string[][] {
  const wanted = Array.isArray(operation.security) ? operation.security : document.root.security;
  const sets = listOf(wanted).map((set) => entriesOf(set).map(([name]) => name));
  return sets.some((set) => set.length === 0) ? [] : sets;
}

function schemeOf(document: OpenApiDocument, name: string, given: Json): ApiScheme {
  const scheme = followOrNull(document, given) ?? {};
  const view: ApiScheme = {
    name,
    type: "unsupported",
    description: textOf(scheme.description, 2_000),
    in: null,
    keyName: null,
    tokenUrl: null,
    scopes: [],
  };
  const place = (["header", "query", "cookie"] as const).find((one) => one === scheme.in);
  if (scheme.type === "apiKey" && place)
    return { ...view, type: "apiKey", in: place, keyName: textOf(scheme.name, 200) };
  const http = textOf(scheme.scheme).toLowerCase();
  if (scheme.type === "http" && http === "bearer") return { ...view, type: "bearer" };
  if (scheme.type === "http" && http === "basic") return { ...view, type: "basic" };
  const flow = isJsonObject(scheme.flows) ? scheme.flows.clientCredentials : undefined;
  if (scheme.type === "oauth2" && isJsonObject(flow)) {
    const scopes = entriesOf(flow.scopes).map(([scope]) => scope);
    return { ...view, type: "oauth2", tokenUrl: textOf(flow.tokenUrl, 2_000), scopes };
  }
  return view;
}

function followOrNull(document: OpenApiDocument, value: Json): JsonObject | null {
  try {
    return follow(document, value);
  } catch {
    return null;
  }
}

/** Why an operation can't become a tool; null where it can. */
function problemOf(document: OpenApiDocument, found: FoundOperation): ApiOperation["problem"] {
  try {
    toolOfOperation(document, found);
    return null;
  } catch (error) {
    if (error instanceof OperationProblem) return { code: error.code, message: error.message, value: error.value };
    throw error;
  }
}

function operationOf(document: OpenApiDocument, found: FoundOperation): ApiOperation {
  const { key, method, path, operation } = found;
  return {
    key,
    method,
    path,
    name: nameOfOperation(found),
    title: titleOfOperation(found),
    tag: textOf(listOf(operation.tags)[0], 100) || null,
    deprecated: operation.deprecated === true,
    security: securityOf(document, operation),
    problem: problemOf(document, found),
  };
}

/** An address of a server, whole where the document's own address is known. */
function serverUrl(url: string, base: string | null): string {
  const plain = url.replace(/\/+$/, "");
  if (/^https?:\/\//i.test(url) || base === null || !URL.canParse(base)) return plain;
  const origin = new URL(base).origin;
  // Braces of variables would be escaped by reading it as an address.
  return plain.startsWith("/") || plain === "" ? `${origin}${plain}` : `${new URL(".", base).href}${plain}`;
}

function serversOf({ root }: OpenApiDocument, base: string | null): ApiDocument["servers"] {
  const listed = listOf(root.servers).filter(isJsonObject);
  return (listed.length > 0 ? listed : [{ url: "/" }]).slice(0, 50).map((server) => ({
    url: serverUrl(textOf(server.url, 2_000), base),
    description: textOf((server as JsonObject).description, 500),
    variables: entriesOf((server as JsonObject).variables)
      .slice(0, 50)
      .map(([name, variable]) => {
        const { default: standard, enum: options, description } = isJsonObject(variable) ? variable : {};
        return {
          name,
          default: textOf(standard, 500),
          options: listOf(options).map((one) => textOf(one, 500)),
          description: textOf(description, 500),
        };
      }),
  }));
}

/** Everything to choose from in a document; `base` is the address it came from. */
export function describeDocument(document: OpenApiDocument, base: string | null): ApiDocument {
  const { info, components } = document.root;
  const about = isJsonObject(info) ? info : {};
  const schemes = isJsonObject(components) ? entriesOf(components.securitySchemes) : [];
  return {
    title: textOf(about.title, 200) || "API",
    version: textOf(about.version, 50),
    description: textOf(about.description, 2_000),
    servers: serversOf(document, base),
    schemes: schemes.slice(0, 50).map(([name, scheme]) => schemeOf(document, name, scheme)),
    operations: listOperations(document).map((found) => operationOf(document, found)),
  };
}
