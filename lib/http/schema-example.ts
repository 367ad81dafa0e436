// A small value that fits a JSON schema, for examples: what is required, filled with what the schema suggests. Pure.

import type { Json, JsonObject } from "../shared/json";
import { type JsonSchema, resolveSchema, type Schemas } from "./schema-rows";

const byFormat: Record<string, string> = {
  uuid: "018f4d3c-0000-7000-8000-000000000000",
  "date-time": "2027-01-31T09:00:00Z",
  email: "ada@example.com",
  uri: "https://example.com",
  ipv4: "203.0.113.7",
};

function textFor(schema: JsonSchema): string {
  const known = schema.format === undefined ? undefined : byFormat[schema.format];
  return known ?? "…".padEnd(schema.minLength ?? 1, "…");
}

/** An example of a schema; members that may be left out are. */
export function exampleOf(given: JsonSchema, schemas: Schemas, depth = 0): Json {
  const { schema } = resolveSchema(given, schemas);
  if (schema.default !== undefined) return schema.default as Json;
  if (schema.examples?.[0] !== undefined) return schema.examples[0] as Json;
  if (schema.const !== undefined) return schema.const as Json;
  if (schema.enum) return (schema.enum[0] ?? null) as Json;
  const [option] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? [];
  if (option) return exampleOf(option, schemas, depth);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "object" || schema.properties) {
    const example: JsonObject = {};
    if (depth > 6) return example;
    for (const name of schema.required ?? []) {
      const member = schema.properties?.[name];
      // What has a default need not be sent.
      if (member && member.default === undefined) example[name] = exampleOf(member, schemas, depth + 1);
    }
    return example;
  }
  if (type === "array") return [];
  if (type === "boolean") return false;
  if (type === "integer" || type === "number") return Math.max(0, schema.minimum ?? 0);
  return type === "string" ? textFor(schema) : null;
}
