// JSON Schema and typed fields, each made of the other: fields that somebody lists become the schema of a structured
// answer, the schema of a tool becomes the form in which its arguments are looked at and changed. Pure.

import { type Field, fieldNamePattern, graphLimits, type ValueType } from "../graph/schema";
import { isJsonObject, type Json, type JsonObject } from "../shared/json";

const schemaOfType: Record<ValueType, JsonObject> = {
  string: { type: "string" },
  number: { type: "number" },
  boolean: { type: "boolean" },
  object: { type: "object" },
  array: { type: "array" },
  file: { type: "string" },
  any: {},
};

/** The schema of an object with these members; what is not required may be null. */
export function schemaOfFields(fields: readonly Field[]): JsonObject {
  const properties = Object.fromEntries(fields.map((field) => [field.name, schemaOfField(field)]));
  // Providers that hold models to a schema want every member named; null stands for nothing.
  return { type: "object", properties, required: fields.map(({ name }) => name), additionalProperties: false };
}

function schemaOfField({ type, items, options, description, label, required }: Field): JsonObject {
  const schema: JsonObject = { ...schemaOfType[type] };
  if (type === "array") schema.items = items === undefined ? {} : { ...schemaOfType[items] };
  const isChoice = type === "string" && options !== undefined && options.length > 0;
  if (isChoice) schema.enum = required ? [...options] : [...options, null];
  if (!required && typeof schema.type === "string") schema.type = [schema.type, "null"];
  const told = [label, description].filter((text) => text !== undefined && text !== "").join(": ");
  return told === "" ? schema : { ...schema, description: told };
}

/** The members of an object schema as fields of a form, each beginning with its value; nothing for names that no field can have. */
export function fieldsOfSchema(schema: JsonObject, values: JsonObject = {}): Field[] {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const names = [...new Set([...Object.keys(properties), ...Object.keys(values)])];
  return names
    .filter((name) => fieldNamePattern.test(name))
    .slice(0, graphLimits.fields)
    .map((name) => fieldOfSchema(name, properties[name] ?? {}, required.has(name), values[name]));
}

function fieldOfSchema(name: string, given: Json, required: boolean, value: Json | undefined): Field {
  const schema = isJsonObject(given) ? given : {};
  const type = typeOfSchema(schema, value);
  const field: Field = { name, type };
  if (required) field.required = true;
  if (typeof schema.title === "string" && schema.title !== "") field.label = schema.title.slice(0, 200);
  if (typeof schema.description === "string") field.description = schema.description.slice(0, 2_000);
  const options = Array.isArray(schema.enum) ? schema.enum.filter((option) => typeof option === "string") : [];
  const isChoice = type === "string" && options.length > 0 && options.length <= 200;
  if (isChoice && options.every((option) => option.length <= 500)) field.options = options;
  else if (typeof value === "string" && (value.length > 80 || value.includes("\n"))) field.multiline = true;
  const first = value ?? (required ? schema.default : undefined);
  if (first !== undefined && first !== null) field.default = first;
  return field;
}

function typeOfSchema({ type }: JsonObject, value: Json | undefined): ValueType {
  const named = (Array.isArray(type) ? type : [type]).filter((one) => typeof one === "string" && one !== "null");
  const only = named.length === 1 ? named[0] : undefined;
  if (only === "integer") return "number";
  if (only === "string" || only === "number" || only === "boolean" || only === "object" || only === "array")
    return only;
  if (named.length > 0) return "any";
  if (Array.isArray(value)) return "array";
  return isJsonObject(value) ? "object" : "any";
}
