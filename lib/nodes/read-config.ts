// Reads a node's config without trusting it. A draft holds whatever was typed so far, yet its handles and outputs are
// asked for at every keystroke, so these never throw and take what they can.

import { type Field, fieldNamePattern, fieldSchema, type ValueType, valueTypes } from "../graph/schema";
import { isJsonObject, type Json, type JsonObject } from "../shared/json";

/** The objects of a list; nothing where there is no list. */
export function rowsOf(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** A text that is not blank; undefined for anything else. */
function wordOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** A name that can be a field or a variable; undefined for anything else. */
export function fieldNameOf(value: Json | undefined): string | undefined {
  return typeof value === "string" && fieldNamePattern.test(value) ? value : undefined;
}

/** A value type; `any` where it is none. */
function valueTypeOf(value: Json | undefined): ValueType {
  return valueTypes.find((type) => type === value) ?? "any";
}

/** Rows of typed fields as they can be used now: those with a fit name, the first of each name. */
export function fieldsOf(value: Json | undefined): Field[] {
  const fields = new Map<string, Field>();
  for (const row of rowsOf(value)) {
    const name = fieldNameOf(row.name);
    if (name === undefined || fields.has(name)) continue;
    const label = wordOf(row.label);
    fields.set(name, { name, type: valueTypeOf(row.type), ...(label === undefined ? {} : { label }) });
  }
  return [...fields.values()];
}

/** Rows of typed fields with all that they say, those that are well-formed: for running, where nothing is half typed. */
export function wholeFieldsOf(value: Json | undefined): Field[] {
  return rowsOf(value).flatMap((row) => {
    const field = fieldSchema.safeParse(row);
    return field.success ? [field.data] : [];
  });
}

/** Ids of rows that can be handles: texts of up to 64 characters, the first of each. */
export function handleRowsOf(value: Json | undefined): { id: string; label?: string }[] {
  const handles = new Map<string, { id: string; label?: string }>();
  for (const row of rowsOf(value)) {
    const id = wordOf(row.id);
    if (id === undefined || id.length > 64 || handles.has(id)) continue;
    const label = wordOf(row.name);
    handles.set(id, label === undefined ? { id } : { id, label });
  }
  return [...handles.values()];
}
