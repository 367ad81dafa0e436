// An OpenAPI document as it was read: its text becomes plain data within limits, and references inside of it are
// followed without an end to cycles. References that lead out of it are never followed. Pure.

import { parse } from "yaml";
import { AppError } from "../../shared/errors";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json";
import { OperationProblem } from "./operation-problem";

export const maxDocumentBytes = 20_971_520;
/** YAML takes a hundred times as long to read as JSON. */
const maxYamlBytes = 5_242_880;
const maxHops = 32;

export interface OpenApiDocument {
  root: JsonObject;
  version: "3.0" | "3.1";
}

function invalid(message: string): AppError {
  return new AppError("document_invalid", message);
}

function dataOf(text: string): unknown {
  if (Buffer.byteLength(text) > maxDocumentBytes) throw invalid("The document is larger than 20 MB.");
  if (/^\s*\{/.test(text)) {
    try {
      return JSON.parse(text);
    } catch (error) {
      throw invalid(`The document is no valid JSON: ${error instanceof Error ? error.message.slice(0, 200) : "?"}`);
    }
  }
  if (/^\s*</.test(text)) throw invalid("This is a web page and no OpenAPI document.");
  if (Buffer.byteLength(text) > maxYamlBytes) {
    throw invalid("The document is YAML of more than 5 MB. Convert it to JSON, which may have 20 MB.");
  }
  try {
    return parse(text, { maxAliasCount: 100, logLevel: "error" });
  } catch (error) {
    const said = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
    throw invalid(`The document is neither JSON nor YAML: ${said.slice(0, 200)}`);
  }
}

/** Reads a document's text; throws `document_invalid` with what is wrong. */
export function readDocument(text: string): OpenApiDocument {
  const root = dataOf(text.replace(/^\uFEFF/, ""));
  if (!isJsonObject(root)) throw invalid("The document is no OpenAPI document: it is not an object.");
  if (root.swagger !== undefined) throw invalid("This is Swagger 2.0. Convert it to OpenAPI 3.0 or 3.1 first.");
  const version = typeof root.openapi === "string" ? /^3\.[01](?=\.|$)/.exec(root.openapi)?.[0] : undefined;
  if (version !== "3.0" && version !== "3.1") {
    throw invalid("The document does not say that it is OpenAPI 3.0 or 3.1 (the member “openapi”).");
  }
  if (!isJsonObject(root.paths)) throw invalid("The document has no paths.");
  return { root, version };
}

/** What a reference inside of the document leads to. */
export function lookUp({ root }: OpenApiDocument, reference: string): Json {
  if (!reference.startsWith("#")) throw new OperationProblem("other_document", reference);
  let at: Json | undefined = root;
  for (const part of reference.slice(1).split("/").slice(1)) {
    const key = decode(part);
    if (Array.isArray(at)) at = at[Number(key)];
    else at = isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
    if (at === undefined) throw new OperationProblem("reference_missing", reference);
  }
  return at ?? null;
}

function decode(part: string): string {
  const plain = part.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/** The object itself, or the one that its chain of references ends at. */
export function follow(document: OpenApiDocument, value: Json | undefined): JsonObject {
  let at = value;
  for (let hops = 0; hops < maxHops; hops++) {
    if (!isJsonObject(at)) throw new OperationProblem("part_no_object");
    if (typeof at.$ref !== "string") return at;
    at = lookUp(document, at.$ref);
  }
  throw new OperationProblem("reference_circle");
}

/** A member that should be a text. */
export function textOf(value: Json | undefined, max = 10_000): string {
  return typeof value === "string" ? value.slice(0, max) : "";
}

/** A member that should be a list; anything else is an empty one. */
export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** The members of a member that should be an object. */
export function entriesOf(value: Json | undefined): [string, Json][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}
