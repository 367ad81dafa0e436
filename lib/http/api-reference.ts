// The API document as a reader sees it: each operation with its parameters, body, answers, and a call to copy. Pure;
// reads the document and nothing else, so that it can't say anything the document doesn't.

import { exampleOf } from "./schema-example";
import { type JsonSchema, type SchemaRow, type Schemas, schemaRows, typeWords } from "./schema-rows";

export interface DocumentedOperation {
  id: string;
  method: string;
  path: string;
  tag: string;
  summary: string;
  description: string;
  isPublic: boolean;
}

export interface OperationParameter {
  name: string;
  place: string;
  type: string;
  isRequired: boolean;
  description: string;
}

export interface OperationAnswer {
  status: string;
  description: string;
  mediaTypes: string[];
  rows: SchemaRow[];
  type: string | null;
}

export interface OperationDetails extends DocumentedOperation {
  parameters: OperationParameter[];
  body: SchemaRow[] | null;
  answers: OperationAnswer[];
  failures: { status: string; codes: string[] }[];
  curl: string;
}

type Content = Record<string, { schema?: JsonSchema }>;
interface RawOperation {
  operationId?: string;
  tags?: string[];
  summary?: string;
  description?: string;
  security?: unknown[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: JsonSchema }[];
  requestBody?: { content?: Content };
  responses?: Record<string, { description?: string; content?: Content }>;
}
/** As much of an OpenAPI document as is read here. */
export interface RawDocument {
  servers?: { url: string }[];
  paths?: Record<string, Record<string, RawOperation>>;
  components?: { schemas?: Schemas };
}

/** The document as it is read here; its own types describe far more than any document of ours holds. */
export function readDocument(document: object): RawDocument {
  return document as RawDocument;
}

function allOperations(document: RawDocument): { method: string; path: string; raw: RawOperation }[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item).map(([method, raw]) => ({ method: method.toUpperCase(), path, raw })),
  );
}

function summarise({ method, path, raw }: ReturnType<typeof allOperations>[number]): DocumentedOperation {
  return {
    id: raw.operationId ?? "",
    method,
    path,
    tag: raw.tags?.[0] ?? "",
    summary: raw.summary ?? "",
    description: raw.description ?? "",
    isPublic: (raw.security ?? []).length === 0,
  };
}

/** The operations in which every word of a search occurs, in the order of the document. */
export function findOperations(document: RawDocument, search: string): DocumentedOperation[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return allOperations(document)
    .map(summarise)
    .filter((operation) => {
      const text = Object.values(operation).join(" ").toLowerCase();
      return words.every((word) => text.includes(word));
    });
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function curlOf(operation: DocumentedOperation, raw: RawOperation, document: RawDocument): string {
  const schemas = document.components?.schemas ?? {};
  const body = raw.requestBody?.content?.["application/json"]?.schema;
  const isStream = raw.responses?.["200"]?.content?.["text/event-stream"] !== undefined;
  const parts = [
    `curl${isStream ? " -N" : ""}${operation.method === "GET" ? "" : ` -X ${operation.method}`} ${quote((document.servers?.[0]?.url ?? "") + operation.path)}`,
    ...(operation.isPublic ? [] : [`-H "Authorization: Bearer $WEFT_KEY"`]),
    ...(body ? [`-H 'Content-Type: application/json'`, `-d ${quote(JSON.stringify(exampleOf(body, schemas)))}`] : []),
  ];
  return parts.join(" \\\n  ");
}

function describeAnswer(
  status: string,
  { description = "", content = {} }: { description?: string; content?: Content },
  schemas: Schemas,
): OperationAnswer {
  const [schema] = Object.values(content).map((media) => media.schema);
  return {
    status,
    description,
    mediaTypes: Object.keys(content),
    rows: schema ? schemaRows(schema, schemas) : [],
    type: schema ? typeWords(schema, schemas) : null,
  };
}

/** Everything about one operation; null when there is none with this id. */
export function describeOperation(document: RawDocument, id: string): OperationDetails | null {
  const found = allOperations(document).find(({ raw }) => raw.operationId === id);
  if (!found) return null;
  const { raw } = found;
  const schemas = document.components?.schemas ?? {};
  const operation = summarise(found);
  const body = raw.requestBody?.content?.["application/json"]?.schema;
  const responses = Object.entries(raw.responses ?? {});
  return {
    ...operation,
    parameters: (raw.parameters ?? []).map((parameter) => ({
      name: parameter.name,
      place: parameter.in,
      type: typeWords(parameter.schema ?? {}, schemas),
      isRequired: parameter.required ?? false,
      description: parameter.description ?? parameter.schema?.description ?? "",
    })),
    body: body ? schemaRows(body, schemas) : null,
    answers: responses
      .filter(([status]) => Number(status) < 400)
      .map(([status, response]) => describeAnswer(status, response, schemas)),
    failures: responses
      .filter(([status]) => Number(status) >= 400)
      .map(([status, { description = "" }]) => ({
        status,
        codes: [...description.matchAll(/`([a-z_]+)`/g)].map((match) => match[1] ?? ""),
      })),
    curl: curlOf(operation, raw, document),
  };
}
