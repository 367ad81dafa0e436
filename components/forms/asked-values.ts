// What a graph asks people for, before a question or a decision: values as they were typed, what of them is sent, what
// is wrong with them. Pure; checks by the same rules as the server.

import type { Field } from "@/lib/graph/schema";
import { coerceInputs } from "@/lib/nodes/start/coerce-inputs";
import { AppError } from "@/lib/shared/errors";
import type { JsonObject } from "@/lib/shared/json";

export const faultCodes = ["required", "wrong_type", "too_long", "not_an_option"] as const;
export type FaultCode = (typeof faultCodes)[number];
/** Fields at fault, by their names. */
export type InputFaults = Partial<Record<string, FaultCode>>;

/** The values that a form begins with. */
export function firstInputs(fields: readonly Field[]): JsonObject {
  const values: JsonObject = {};
  for (const { name, type, default: given } of fields) {
    // An empty box is seen as a no, so it is one.
    const first = given ?? (type === "boolean" ? false : null);
    if (first !== null) values[name] = first;
  }
  return values;
}

/** What is sent of the values: nothing for fields that were left empty, nothing that no field asks for. */
export function inputsToSend(fields: readonly Field[], values: Readonly<JsonObject>): JsonObject {
  const given = filledInputs(fields, values);
  const { values: coerced } = coerceInputs(fields, given);
  const sent: JsonObject = {};
  // What can't be brought into its type goes as it was typed: the server says what is wrong with it.
  for (const [name, value] of Object.entries(given)) sent[name] = coerced[name] ?? value;
  return sent;
}

function filledInputs(fields: readonly Field[], values: Readonly<JsonObject>): JsonObject {
  const filled: JsonObject = {};
  for (const { name, type, options } of fields) {
    const value = Object.hasOwn(values, name) ? (values[name] ?? null) : null;
    const mayBeEmpty = type === "string" && (options ?? []).length === 0;
    if (value !== null && (value !== "" || mayBeEmpty)) filled[name] = value;
  }
  return filled;
}

const isFaultCode = (code: string): code is FaultCode => faultCodes.some((known) => known === code);

function faultsFrom(details: readonly { path: string; code: string }[]): InputFaults {
  const faults: InputFaults = {};
  for (const { path, code } of details) {
    const name = /^(?:inputs|values)\.(.+)$/.exec(path)?.[1];
    if (name) faults[name] ??= isFaultCode(code) ? code : "wrong_type";
  }
  return faults;
}

/** What is wrong with the values, as the server would tell. */
export function faultsIn(fields: readonly Field[], values: Readonly<JsonObject>): InputFaults {
  return faultsFrom(coerceInputs(fields, filledInputs(fields, values)).faults);
}

/** The fields that the server has refused; null where an error is about something else. */
export function faultsOf(error: unknown): InputFaults | null {
  return error instanceof AppError && error.code === "inputs_invalid" ? faultsFrom(error.details) : null;
}
