// Whether a value is of a declared type, and what spells one. Knows no node type.

import { numberOfText } from "../expressions/values";
import type { ValueType } from "../graph/schema";
import { isJsonObject, type Json } from "../shared/json";

/** Whether a value is of a type as it stands; null is of every type, since it stands for nothing. */
export function isOfType(value: Json, type: ValueType): boolean {
  if (value === null || type === "any") return true;
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isJsonObject(value);
  if (type === "file") return isJsonObject(value) || typeof value === "string";
  return typeof value === type;
}

/** The type of a value in the words of a graph. */
export function typeName(value: Json): ValueType | "null" {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "object") return "object";
  return typeof value === "string" ? "string" : typeof value === "number" ? "number" : "boolean";
}

type Coercion = { ok: true; value: Json } | { ok: false };
const no: Coercion = { ok: false };
const yes = (value: Json): Coercion => ({ ok: true, value });

function parsed(text: string, fits: (value: Json) => boolean): Coercion {
  try {
    const value: Json = JSON.parse(text);
    return fits(value) ? yes(value) : no;
  } catch {
    return no;
  }
}

/** A value as one of a type: what spells it is taken for it, since forms and query strings know texts alone. */
export function coerceValue(value: Json, type: ValueType): Coercion {
  switch (type) {
    case "any":
      return yes(value);
    case "string":
      if (typeof value === "string") return yes(value);
      return typeof value === "number" || typeof value === "boolean" ? yes(String(value)) : no;
    case "number": {
      const number = typeof value === "string" ? numberOfText(value) : value;
      return typeof number === "number" && Number.isFinite(number) ? yes(number) : no;
    }
    case "boolean":
      if (typeof value === "boolean") return yes(value);
      return value === "true" || value === "false" ? yes(value === "true") : no;
    case "object":
      if (isJsonObject(value)) return yes(value);
      return typeof value === "string" ? parsed(value, isJsonObject) : no;
    case "array":
      if (Array.isArray(value)) return yes(value);
      return typeof value === "string" ? parsed(value, Array.isArray) : no;
    case "file":
      return isJsonObject(value) || (typeof value === "string" && value !== "") ? yes(value) : no;
  }
}
