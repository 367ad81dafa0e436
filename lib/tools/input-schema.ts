// The JSON Schema of a tool's arguments, as far as its author or an import may choose it. Pure, loaded by the browser.

import { z } from "zod";
import { isJsonObject, type JsonObject } from "../shared/json";

const maxLength = 200_000;

/** Why a value can't be the schema of arguments; null where it can. */
export function findSchemaFault(value: unknown): string | null {
  if (!isJsonObject(value)) return "The schema has to be a JSON object.";
  if (value.type !== "object") return 'Arguments are an object, so the schema needs "type": "object".';
  if (value.properties !== undefined && !isJsonObject(value.properties)) return "“properties” has to be an object.";
  if (value.required !== undefined && !isTexts(value.required)) return "“required” has to be a list of names.";
  if (JSON.stringify(value).length > maxLength) return "The schema is too large.";
  return null;
}

const isTexts = (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === "string");

export const inputSchemaSchema: z.ZodType<JsonObject> = z.record(z.string(), z.json()).superRefine((value, context) => {
  const message = findSchemaFault(value);
  if (message) context.addIssue({ code: "custom", message });
});
