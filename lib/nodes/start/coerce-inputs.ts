// What a run was given, brought into the types that its start asks for. Pure, so that a form, the API and the start
// node itself agree.

import type { Field } from "../../graph/schema";
import type { ErrorDetail } from "../../shared/errors";
import type { Json, JsonObject } from "../../shared/json";
import { coerceValue } from "../value-types";

export interface CoercedInputs {
  /** A value for every field, null where there is none. What no field asks for is left out. */
  values: JsonObject;
  faults: ErrorDetail[];
}

function fault(field: Field, code: string, message: string): ErrorDetail {
  return { path: `inputs.${field.name}`, code, message: `${field.label ?? field.name} ${message}` };
}

type Outcome = { value: Json } | { fault: ErrorDetail };

function coerceItems(field: Field, items: readonly Json[]): Outcome {
  const type = field.items ?? "any";
  const values: Json[] = [];
  for (const [index, item] of items.entries()) {
    const coerced = coerceValue(item, type);
    if (!coerced.ok) {
      return { fault: fault(field, "wrong_type", `has an element that is no ${type}, at place ${index + 1}.`) };
    }
    values.push(coerced.value);
  }
  return { value: values };
}

function coerceField(field: Field, given: Json): Outcome {
  const coerced = coerceValue(given, field.type);
  if (!coerced.ok) return { fault: fault(field, "wrong_type", `should be of type ${field.type}.`) };
  const { value } = coerced;
  if (Array.isArray(value)) return coerceItems(field, value);
  if (typeof value !== "string") return { value };
  if (field.maxLength !== undefined && value.length > field.maxLength) {
    return { fault: fault(field, "too_long", `may have ${field.maxLength} characters.`) };
  }
  if (field.options && field.options.length > 0 && !field.options.includes(value)) {
    return { fault: fault(field, "not_an_option", `should be one of: ${field.options.join(", ")}.`) };
  }
  return { value };
}

/** Brings inputs into the types of the fields and tells every fault, each with the name of its field. */
export function coerceInputs(fields: readonly Field[], inputs: Readonly<JsonObject>): CoercedInputs {
  const values: JsonObject = {};
  const found: ErrorDetail[] = [];
  for (const field of fields) {
    const given = Object.hasOwn(inputs, field.name) ? (inputs[field.name] ?? null) : null;
    const isMissing = given === null || (given === "" && field.type !== "string" && field.type !== "any");
    if (isMissing || (given === "" && field.required)) {
      values[field.name] = field.default ?? null;
      if (field.required && (field.default ?? null) === null) found.push(fault(field, "required", "is required."));
      continue;
    }
    const outcome = coerceField(field, given);
    if ("fault" in outcome) found.push(outcome.fault);
    else values[field.name] = outcome.value;
  }
  return { values, faults: found };
}
