// What a form asks for, by the JSON Schema of the object that it makes, and the object that was typed. A part that no
// control fits is typed as JSON. Pure.

import { isJsonObject, type Json, type JsonObject } from "@/lib/shared/json";

/** What stands in the controls: a text each, fields within fields for objects. */
export type Draft = { [name: string]: string | Draft };

export type FieldKind = "text" | "long" | "number" | "integer" | "boolean" | "choice" | "lines" | "json" | "group";

export interface SchemaField {
  name: string;
  label: string;
  hint: string;
  isRequired: boolean;
  kind: FieldKind;
  /** Of a choice, as texts; the values are those of the schema. */
  options: { text: string; value: Json }[];
  /** Shown in an empty control. */
  example: string;
  /** Of a group. */
  fields: SchemaField[];
  maxLength: number | null;
}

/** Why a part of the draft can't be sent. */
export type SchemaFault = "missing" | "number" | "integer" | "json";

const maxDepth = 3;
const maxHops = 8;
const longFrom = 200;

function resolved(schema: Json | undefined, root: JsonObject): JsonObject {
  let at: Json | undefined = schema;
  for (let hops = 0; hops < maxHops && isJsonObject(at) && typeof at.$ref === "string"; hops++) {
    const name = /^#\/(?:\$defs|definitions)\/(.+)$/.exec(at.$ref)?.[1];
    const defs = isJsonObject(root.$defs) ? root.$defs : root.definitions;
    at = name !== undefined && isJsonObject(defs) ? defs[name] : undefined;
  }
  return isJsonObject(at) ? at : {};
}

/** The one type that a value has beside null; null where there are several or none. */
function typeOf(schema: JsonObject): string | null {
  const types = (Array.isArray(schema.type) ? schema.type : [schema.type]).filter((one) => one !== "null");
  return types.length === 1 && typeof types[0] === "string" ? types[0] : null;
}

function kindOf(schema: JsonObject, root: JsonObject, depth: number): FieldKind {
  if (Array.isArray(schema.enum)) return "choice";
  switch (typeOf(schema)) {
    case "string":
      return typeof schema.maxLength === "number" && schema.maxLength <= longFrom ? "text" : "long";
    case "number":
      return "number";
    case "integer":
      return "integer";
    case "boolean":
      return "boolean";
    case "array":
      return typeOf(resolved(schema.items, root)) === "string" ? "lines" : "json";
    case "object":
      return isJsonObject(schema.properties) && depth < maxDepth ? "group" : "json";
    default:
      return "json";
  }
}

const textOf = (value: Json | undefined) => (typeof value === "string" ? value : JSON.stringify(value ?? null));

function fieldOf(name: string, given: Json, isRequired: boolean, root: JsonObject, depth: number): SchemaField {
  const schema = resolved(given, root);
  const kind = kindOf(schema, root, depth);
  const example = schema.default ?? (Array.isArray(schema.examples) ? schema.examples[0] : undefined);
  return {
    name,
    label: typeof schema.title === "string" && schema.title !== "" ? schema.title : name,
    hint: typeof schema.description === "string" ? schema.description : "",
    isRequired,
    kind,
    options: Array.isArray(schema.enum) ? schema.enum.map((value) => ({ text: textOf(value), value })) : [],
    example: example === undefined ? "" : textOf(example),
    fields: kind === "group" ? fieldsOf(schema, root, depth + 1) : [],
    maxLength: typeof schema.maxLength === "number" ? schema.maxLength : null,
  };
}

/** The fields of an object's schema, those that are needed first. */
export function fieldsOf(schema: JsonObject, root: JsonObject = schema, depth = 0): SchemaField[] {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const properties = isJsonObject(schema.properties) ? Object.entries(schema.properties) : [];
  const fields = properties.map(([name, one]) => fieldOf(name, one, required.has(name), root, depth));
  return [...fields.filter((one) => one.isRequired), ...fields.filter((one) => !one.isRequired)];
}

function draftOfValue(field: SchemaField, value: Json | undefined): string | Draft {
  if (field.kind === "group") return draftOf(field.fields, isJsonObject(value) ? value : {});
  if (value === undefined || value === null) return "";
  if (field.kind === "lines" && Array.isArray(value)) return value.map(textOf).join("\n");
  return field.kind === "json" ? JSON.stringify(value, null, 2) : textOf(value);
}

/** What stands in the controls for a value. */
export function draftOf(fields: readonly SchemaField[], value: JsonObject): Draft {
  return Object.fromEntries(fields.map((field) => [field.name, draftOfValue(field, value[field.name])]));
}

type Read = { value: Json | undefined } | { fault: SchemaFault };

function readText(field: SchemaField, text: string): Read {
  if (text.trim() === "") return field.isRequired ? { fault: "missing" } : { value: undefined };
  switch (field.kind) {
    case "number":
    case "integer": {
      const number = Number(text.trim());
      if (!Number.isFinite(number)) return { fault: "number" };
      return field.kind === "integer" && !Number.isInteger(number) ? { fault: "integer" } : { value: number };
    }
    case "boolean":
      return { value: text === "true" };
    case "choice":
      return { value: field.options.find((one) => one.text === text)?.value };
    case "lines":
      return { value: text.split("\n").filter((line) => line.trim() !== "") };
    case "json":
      try {
        return { value: JSON.parse(text) };
      } catch {
        return { fault: "json" };
      }
    default:
      return { value: text };
  }
}

export interface ReadDraft {
  value: JsonObject;
  /** By the way to the field, its names joined by dots. */
  faults: Record<string, SchemaFault>;
}

/** The object that was typed; what is empty is left out. */
export function readDraft(fields: readonly SchemaField[], draft: Draft, way = ""): ReadDraft {
  const value: JsonObject = {};
  const faults: Record<string, SchemaFault> = {};
  for (const field of fields) {
    const path = `${way}${field.name}`;
    const typed = draft[field.name];
    if (field.kind === "group") {
      const inner = readDraft(field.fields, typeof typed === "object" ? typed : {}, `${path}.`);
      const isEmpty = Object.keys(inner.value).length === 0;
      // Nobody who leaves out an object has to fill in what it needs.
      const isTouched = !isEmpty || Object.values(inner.faults).some((fault) => fault !== "missing");
      if (field.isRequired || isTouched) Object.assign(faults, inner.faults);
      if (field.isRequired || !isEmpty) value[field.name] = inner.value;
      continue;
    }
    const read = readText(field, typeof typed === "string" ? typed : "");
    if ("fault" in read) faults[path] = read.fault;
    else if (read.value !== undefined) value[field.name] = read.value;
  }
  return { value, faults };
}
