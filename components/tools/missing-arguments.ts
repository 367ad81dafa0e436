// Arguments that an HTTP tool puts into its request and never asks for. Pure.

import { isJsonObject, type JsonObject } from "@/lib/shared/json";
import type { ToolDraft } from "./tool-draft";

const template = /\{\{([^}]*)\}\}/g;
const argument = /\barguments\.([A-Za-z_]\w*)/g;
/** A schema with one of these may have more properties than it lists. */
const open = ["additionalProperties", "patternProperties", "$ref", "allOf", "anyOf", "oneOf"];

function schemaOf(text: string): JsonObject | null {
  try {
    const schema: unknown = JSON.parse(text);
    return isJsonObject(schema) ? schema : null;
  } catch {
    return null;
  }
}

/** Names in templates of the request that the schema has no property for; none while the schema can't be read. */
export function missingArguments({ http, bodyJson, inputSchema }: ToolDraft): string[] {
  const schema = schemaOf(inputSchema);
  if (!http || !schema || open.some((key) => schema[key] !== undefined && schema[key] !== false)) return [];
  const asked = isJsonObject(schema.properties) ? schema.properties : {};
  const body = { none: "", json: bodyJson, text: http.bodyText, form: http.bodyForm }[http.bodyType];
  const written = JSON.stringify([http.url, http.query, http.headers, body]);
  const named = [...written.matchAll(template)].flatMap(([, inside = ""]) =>
    [...inside.matchAll(argument)].map(([, name = ""]) => name),
  );
  return [...new Set(named)].filter((name) => !Object.hasOwn(asked, name));
}

/** The schema with a text of each name asked for besides. */
export function withArguments(inputSchema: string, names: readonly string[]): string {
  const schema = schemaOf(inputSchema) ?? { type: "object" };
  const asked = isJsonObject(schema.properties) ? schema.properties : {};
  const more = Object.fromEntries(names.map((name) => [name, { type: "string" }]));
  return JSON.stringify({ ...schema, properties: { ...asked, ...more } }, null, 2);
}
