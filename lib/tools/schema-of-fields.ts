// The JSON Schema of an object with typed fields, as a model is told what a workflow asks for. Pure.

import type { Field } from "../graph/schema";
import type { Json, JsonObject } from "../shared/json";

const types: Readonly<Record<string, string>> = {
  string: "string",
  number: "number",
  boolean: "boolean",
  object: "object",
  array: "array",
};

function schemaOfField(field: Field): JsonObject {
  const schema: JsonObject = {};
  const type = types[field.type];
  if (type !== undefined) schema.type = type;
  if (field.label) schema.title = field.label;
  if (field.description) schema.description = field.description;
  const items = field.items === undefined ? undefined : types[field.items];
  if (type === "array") schema.items = items === undefined ? {} : { type: items };
  if (field.options && field.options.length > 0) schema.enum = [...field.options];
  if (field.maxLength !== undefined && type === "string") schema.maxLength = field.maxLength;
  if (field.default !== undefined) schema.default = field.default;
  return schema;
}

/** A schema with a property for each field; those that have a default need not be given. */
export function schemaOfFields(fields: readonly Field[]): JsonObject {
  const required: Json[] = fields
    .filter((field) => field.required === true && (field.default ?? null) === null)
    .map((field) => field.name);
  return {
    type: "object",
    properties: Object.fromEntries(fields.map((field) => [field.name, schemaOfField(field)])),
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
}
