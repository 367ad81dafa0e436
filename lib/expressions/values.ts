// What values mean to expressions: their types, their text, whether two are the same, whether one is empty.
// Total for every JSON value, however deep; knows no syntax.

import type { Json } from "../shared/json";
import { ExpressionFault } from "./fault";
import { expressionLimits } from "./limits";

export type TypeName = "null" | "string" | "number" | "boolean" | "array" | "object";

/** The type of a value in the words of expressions. */
export function typeOf(value: Json): TypeName {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  const type = typeof value;
  return type === "string" || type === "number" || type === "boolean" ? type : "object";
}

/** Whether a value counts as true in a condition: everything but null, false, 0 and the empty text. */
export function isTruthy(value: Json): boolean {
  return value !== null && value !== false && value !== 0 && value !== "";
}

/** Whether there is nothing in a value: null, or a text, list or object without content. */
export function isEmptyValue(value: Json): boolean {
  if (value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** A value inside of a text: null is empty, lists and objects are JSON. */
export function textOf(value: Json, at: number): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  return typeof value === "object" ? jsonText(value, at) : String(value);
}

/** A value as JSON text; too deep a value is a coded fault instead of an exhausted stack. */
export function jsonText(value: Json, at: number): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) throw new ExpressionFault("too_deep", at, { limit: expressionLimits.jsonDepth });
    throw error;
  }
}

/** Whether two values are the same by content; keys may come in any order. `pay` is called once for each pair. */
export function isSame(a: Json, b: Json, pay: () => void, depth = 0): boolean {
  pay();
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (depth >= expressionLimits.jsonDepth) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, i) => isSame(item, b[i] ?? null, pay, depth + 1));
  }
  if (Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isSame(a[key] ?? null, b[key] ?? null, pay, depth + 1));
}

/** The number that a text spells, null where it spells none. */
export function numberOfText(text: string): number | null {
  const trimmed = text.trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed)) return null;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : null;
}

/** Whether a JSON text is nested deeper than values may be, told without parsing it. */
export function isTextTooDeep(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (inText) {
      if (character === 92) i += 1;
      else if (character === 34) inText = false;
    } else if (character === 34) inText = true;
    else if (character === 91 || character === 123) {
      if (++depth > expressionLimits.jsonDepth) return true;
    } else if (character === 93 || character === 125) depth -= 1;
  }
  return false;
}
