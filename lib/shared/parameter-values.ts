// Values that people choose for a model's parameters, as they come over the wire. Which parameters a model has, and what
// they may be, is told elsewhere.

import { z } from "zod";
import type { Json } from "./json";

const mostValues = 30;

const valueSchema = z.union([z.number(), z.string().max(200), z.boolean()]);
type ParameterValue = z.infer<typeof valueSchema>;

/** Chosen values by the names of parameters. */
export const parameterValuesSchema = z
  .record(z.string().max(50), valueSchema)
  .refine((values) => Object.keys(values).length <= mostValues, { error: "There are too many parameters." });
export type ChosenParameters = Record<string, ParameterValue>;

/** What of some values can be chosen; lists, objects and null can't. */
export function chosenOf(values: Readonly<Record<string, Json | undefined>>): ChosenParameters {
  const chosen: ChosenParameters = {};
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "number" || typeof value === "string" || typeof value === "boolean") chosen[name] = value;
  }
  return chosen;
}
