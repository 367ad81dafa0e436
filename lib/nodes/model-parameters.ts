// What nodes that ask a model hold of its parameters: three that nearly every model has in fields of their own, the others
// under their names. Loaded by the browser.

import { z } from "zod";
import type { JsonObject } from "../shared/json";
import type { ConfigField } from "./contract";

const maxOthers = 30;

export const parameterShape = {
  temperature: z.number().min(0).max(2).nullable().optional(),
  topP: z.number().min(0).max(1).nullable().optional(),
  maxTokens: z.number().int().min(1).max(1_000_000).nullable().optional(),
  /** Whatever else the model has, by the parameter's name. */
  parameters: z
    .record(z.string().max(50), z.union([z.number(), z.string().max(200), z.boolean(), z.null()]))
    .refine((values) => Object.keys(values).length <= maxOthers)
    .optional(),
};
type ParameterConfig = z.infer<z.ZodObject<typeof parameterShape>>;

export const parameterFields: readonly ConfigField[] = [
  { key: "temperature", control: "slider", group: "advanced", min: 0, max: 2, step: 0.1 },
  { key: "topP", control: "slider", group: "advanced", min: 0, max: 1, step: 0.05 },
  { key: "maxTokens", control: "number", group: "advanced", min: 1, max: 1_000_000, step: 1 },
  { key: "parameters", control: "parameters", group: "advanced" },
];

/** Only what was set: a model's own defaults are better than ours. */
export function parametersOf({ temperature, topP, maxTokens, parameters = {} }: ParameterConfig): JsonObject {
  const chosen: JsonObject = {};
  for (const [name, value] of Object.entries({ ...parameters, temperature, topP, maxTokens })) {
    if (value !== undefined && value !== null) chosen[name] = value;
  }
  return chosen;
}
