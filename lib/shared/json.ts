// JSON values as they travel between nodes, the database and clients. Knows no schema.

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Whether a value is an object with string keys, so neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Makes text storable in PostgreSQL and JSON: NUL becomes U+FFFD, so do surrogates without a partner.
 * Returns the same string where nothing had to change.
 */
export function storableText(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes("\u0000") ? whole.replaceAll("\u0000", "\uFFFD") : whole;
}

/** Applies `storableText` to every string and key of a JSON value; returns the same value where nothing had to change. */
export function storableJson(value: Json): Json {
  if (typeof value === "string") return storableText(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    let changed = false;
    const items = value.map((item) => {
      const next = storableJson(item);
      changed ||= next !== item;
      return next;
    });
    return changed ? items : value;
  }
  let changed = false;
  const entries: [string, Json][] = [];
  for (const [key, item] of Object.entries(value)) {
    const nextKey = storableText(key);
    const next = storableJson(item);
    changed ||= next !== item || nextKey !== key;
    entries.push([nextKey, next]);
  }
  return changed ? Object.fromEntries(entries) : value;
}
