// How a value is laid out: long texts of an object each for themselves, the rest as one JSON. Pure.

import { isJsonObject, type Json } from "@/lib/shared/json";

/** A text longer than this, or of several lines, can't be read inside of JSON. */
const longText = 160;

export interface ValueParts {
  texts: { name: string; text: string }[];
  /** Null where nothing is left. */
  json: string | null;
}

const isLong = (value: Json | undefined): value is string =>
  typeof value === "string" && (value.length > longText || value.includes("\n"));

/** The long texts among the members of a value, and everything else as indented JSON. */
export function splitValue(value: Json): ValueParts {
  if (!isJsonObject(value)) return { texts: [], json: value === null ? null : JSON.stringify(value, null, 2) };
  const texts: ValueParts["texts"] = [];
  const rest: [string, Json][] = [];
  for (const [name, member] of Object.entries(value)) {
    if (isLong(member)) texts.push({ name, text: member });
    else rest.push([name, member]);
  }
  return { texts, json: rest.length === 0 ? null : JSON.stringify(Object.fromEntries(rest), null, 2) };
}
