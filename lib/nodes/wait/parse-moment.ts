// Reads a moment as people and programs write it: ISO 8601, or milliseconds since 1970. Without an offset it is UTC,
// since the clock of whichever machine runs the node must not matter.

import type { Json } from "../../shared/json";

const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))? ?(Z|[+-]\d{2}:?\d{2})?$/i;

/** Smaller numbers are seconds that somebody took for milliseconds: in milliseconds they lie before 1973. */
const leastMs = 100_000_000_000;

/** Milliseconds since 1970; null where a value is no moment. */
export function parseMoment(value: Json): number | null {
  if (typeof value === "number") return Number.isFinite(value) && value >= leastMs ? Math.round(value) : null;
  if (typeof value !== "string") return null;
  const text = value.trim();
  if (/^\d+$/.test(text)) return parseMoment(Number(text));
  const parts = iso.exec(text);
  if (parts === null) return null;
  const [, date, time = "00:00", offset = "Z"] = parts;
  const zone = /^z$/i.test(offset) ? "Z" : offset.includes(":") ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
  const moment = Date.parse(`${date}T${time}${zone}`);
  if (Number.isNaN(moment)) return null;
  // The 30th of February would silently become the 2nd of March.
  const day = Date.parse(`${date}T00:00Z`);
  return new Date(day).toISOString().startsWith(date ?? "") ? moment : null;
}
