// Makes the OpenAPI 3.1 document from operations. Nothing in it is written by hand but the words about the whole.

import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import { errorsOf, problemDetailsSchema } from "./openapi-errors";
import type { Operation } from "./operation";

export type OpenApiDocument = ReturnType<typeof createDocument>;

const about = `Everything the studio does is done with these endpoints.

Send an API key as \`Authorization: Bearer weft_…\`; it implies its workspace. A browser's session names the workspace in the header \`Weft-Workspace\`.

Failures are RFC 9457 problem details with a stable \`code\`. Lists answer \`{items, nextCursor}\`; send \`nextCursor\` as \`cursor\` for the next page. Streams are server-sent events; send the last \`id\` you saw as \`Last-Event-ID\` to go on after it.`;

const workspaceHeader = z.string().optional().meta({
  description: "Slug or id of the workspace. Needed with a session, implied by an API key.",
});
const lastEventHeader = z.string().optional().meta({ description: "The id of the last event you saw." });
const eventStream = z.string().meta({ description: "Server-sent events; each `data` is a JSON value." });

function isObject(schema: z.ZodType | undefined): schema is z.ZodObject {
  return schema instanceof z.ZodObject;
}

function headersOf(operation: Operation): z.ZodObject | undefined {
  const needsWorkspace = operation.allow === "member" || operation.allow.includes(".");
  const shape = {
    ...(needsWorkspace ? { "Weft-Workspace": workspaceHeader } : {}),
    ...(operation.stream && operation.method === "GET" ? { "Last-Event-ID": lastEventHeader } : {}),
  };
  return Object.keys(shape).length > 0 ? z.object(shape) : undefined;
}

/** Whether the caller chooses between a whole answer, a stream and none yet. */
function offersChoice(operation: Operation): boolean {
  return operation.stream === true && isObject(operation.body) && "respond" in operation.body.shape;
}

function successOf(operation: Operation): ZodOpenApiOperationObject["responses"] {
  const { result, stream, status } = operation;
  const json = result ? { "application/json": { schema: result } } : undefined;
  // What one event carries; the media type says how they follow each other.
  const events = { "text/event-stream": { schema: offersChoice(operation) || !result ? eventStream : result } };
  if (offersChoice(operation)) {
    return {
      "200": { description: "The whole answer, or a stream of it.", content: { ...json, ...events } },
      "202": { description: "Accepted; it goes on without you.", ...(json ? { content: json } : {}) },
    };
  }
  if (stream) return { "200": { description: "A stream of server-sent events.", content: events } };
  if (operation.download) {
    const file = z.string().meta({ description: "The bytes of the file.", format: "binary" });
    return { "200": { description: "The file.", content: { "application/octet-stream": { schema: file } } } };
  }
  if (!json) return { "204": { description: "Done." } };
  return { [`${status ?? 200}` as const]: { description: "Done.", content: json } };
}

function failuresOf(operation: Operation): ZodOpenApiOperationObject["responses"] {
  return Object.fromEntries(
    [...errorsOf(operation)].map(([status, codes]) => [
      String(status),
      {
        description: codes.map((code) => `\`${code}\``).join(", "),
        content: { "application/problem+json": { schema: problemDetailsSchema } },
      },
    ]),
  );
}

function securityOf(operation: Operation): { [scheme: string]: string[] }[] {
  return operation.allow === "public" ? [] : [{ apiKey: [] }, { session: [] }];
}

function describe(operation: Operation): string {
  const needs = operation.allow.includes(".") ? `Needs the permission \`${operation.allow}\`.` : "";
  return [operation.description, needs].filter(Boolean).join("\n\n");
}

function entryOf(operation: Operation): ZodOpenApiOperationObject {
  const header = headersOf(operation);
  const description = describe(operation);
  return {
    operationId: operation.id,
    tags: [operation.tag],
    summary: operation.summary,
    ...(description ? { description } : {}),
    security: securityOf(operation),
    requestParams: {
      ...(isObject(operation.params) ? { path: operation.params } : {}),
      ...(isObject(operation.query) ? { query: operation.query } : {}),
      ...(header ? { header } : {}),
    },
    ...(operation.body
      ? { requestBody: { required: true, content: { "application/json": { schema: operation.body } } } }
      : {}),
    responses: { ...successOf(operation), ...failuresOf(operation) },
  };
}

/** Says less where less is meant: what a reader, or a generator of clients, would only stumble over. */
const simplify: NonNullable<NonNullable<Parameters<typeof createDocument>[1]>["override"]> = ({
  jsonSchema,
  zodSchema,
  io,
}) => {
  // An answer may gain members without notice, so it is described as open; that also lets requests and answers share
  // one schema.
  if (io === "output" && zodSchema._zod.def.type === "object") delete jsonSchema.additionalProperties;
  // The formats say it already, in words that tools know.
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
};

const anonymous = /^#\/components\/schemas\/__/;

/** Nothing is recursive here but JSON itself, and that is any value: its nameless schemas become just that. */
function writeJsonPlainly<T>(document: T): T {
  const text = JSON.stringify(document, (key, value: unknown) => {
    if (key.startsWith("__schema")) return undefined;
    const ref = typeof value === "object" && value !== null && "$ref" in value ? value.$ref : undefined;
    return typeof ref === "string" && anonymous.test(ref) ? { description: "Any JSON value." } : value;
  });
  return JSON.parse(text) as T;
}

/** The document of some operations; `schemas` get a name and are referred to by it. */
export function makeOpenApiDocument(
  operations: readonly Operation[],
  schemas: Record<string, z.ZodType>,
  meta: { version: string; serverUrl: string },
): OpenApiDocument {
  const paths: ZodOpenApiPathsObject = {};
  for (const operation of operations) {
    const path = `/api/v1${operation.path}`;
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: entryOf(operation) };
  }
  const document: ZodOpenApiObject = {
    openapi: "3.1.1",
    info: {
      title: "Weft",
      version: meta.version,
      description: about,
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: meta.serverUrl }],
    tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...schemas, ProblemDetails: problemDetailsSchema },
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "An API key, as made in the settings." },
        session: { type: "apiKey", in: "cookie", name: "authjs.session-token", description: "A browser's session." },
      },
    },
  };
  return writeJsonPlainly(createDocument(document, { override: simplify }));
}
