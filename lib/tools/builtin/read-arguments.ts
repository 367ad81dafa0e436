// Reads arguments as a tool expects them; what does not fit is told in a sentence that a model can act on. Pure.

import { AppError } from "../../shared/errors";
import type { JsonObject } from "../../shared/json";

/** A text; refused where it is missing or longer than `max`. */
export function textArgument(input: JsonObject, name: string, max: number): string {
  const value = input[name];
  if (typeof value !== "string" || value === "") throw wrong(`The argument “${name}” has to be a text.`);
  if (value.length > max) throw wrong(`The argument “${name}” may have at most ${max} characters.`);
  return value;
}

/** A text that may be left out. */
export function optionalText(input: JsonObject, name: string, max: number): string {
  return input[name] === undefined || input[name] === null || input[name] === "" ? "" : textArgument(input, name, max);
}

/** An argument that does not fit. */
export function wrong(message: string): AppError {
  return new AppError("inputs_invalid", message);
}
