// Structured answers as forms ask for them: rows of fields, or a JSON Schema where rows can't say it. Shared by the node
// types that want one; loaded by the browser.

import type { ConfigFault } from "../graph/node-type";
import type { Field, GraphNode } from "../graph/schema";
import { isJsonObject, type Json, type JsonObject } from "../shared/json";
import { findTakenNames } from "./find-taken-names";
import { fieldsOf, wholeFieldsOf } from "./read-config";
import { fieldsOfSchema, schemaOfFields } from "./schema-fields";

/** The schema that is typed; null where none is or where it is no object. */
function typedSchemaOf(value: Json | undefined): JsonObject | null {
  if (typeof value !== "string" || value.trim() === "") return null;
  try {
    const read: unknown = JSON.parse(value);
    return isJsonObject(read) ? read : null;
  } catch {
    return null;
  }
}

/** The schema of the answer that a config asks for; null where it asks for none. */
export function answerSchemaOf({ fields, schema }: JsonObject): JsonObject | null {
  const typed = typedSchemaOf(schema);
  if (typed) return typed;
  const rows = wholeFieldsOf(fields);
  return rows.length === 0 ? null : schemaOfFields(rows);
}

/** What a node gives beside its own outputs: the members of its answer by their names. */
export function answerFieldsOf({ fields, schema }: JsonObject, taken: readonly string[]): Field[] {
  const typed = typedSchemaOf(schema);
  const all = typed ? fieldsOfSchema(typed).map(({ name, type }): Field => ({ name, type })) : fieldsOf(fields);
  return all.filter(({ name }) => !taken.includes(name));
}

/** Values by the names of those fields; null where the answer has none. */
export function answerValues(config: JsonObject, taken: readonly string[], object: Json): JsonObject {
  const members = isJsonObject(object) ? object : {};
  const fields = answerFieldsOf(config, taken);
  return Object.fromEntries(
    fields.map(({ name }) => [name, Object.hasOwn(members, name) ? (members[name] ?? null) : null]),
  );
}

/** Names that are taken, and a schema that is none. */
export function findAnswerFaults({ config }: GraphNode, taken: readonly string[]): ConfigFault[] {
  const faults = findTakenNames(config.fields, "fields", taken);
  const { schema } = config;
  const isWrong = typeof schema === "string" && schema.trim() !== "" && typedSchemaOf(schema) === null;
  return isWrong ? [...faults, { field: "config.schema", code: "field_invalid" }] : faults;
}
