// Whether a typed-in value can stand where a type is wanted. Templates are judged elsewhere, by what they lead to.

import { mayBeTemplate } from "../expressions/parse-template";
import { numberOfText, typeOf } from "../expressions/values";
import type { Json } from "../shared/json";
import type { ValueType } from "./schema";

/** Whether a literal fits; a text that spells a number or a boolean counts as one. */
export function fitsType(value: Json, wanted: ValueType): boolean {
  if (wanted === "any" || wanted === "file" || value === null) return true;
  if (typeof value === "string") {
    if (mayBeTemplate(value) || wanted === "string") return true;
    if (wanted === "number") return numberOfText(value) !== null;
    return wanted === "boolean" && (value === "true" || value === "false");
  }
  return wanted === "string" || typeOf(value) === wanted;
}
