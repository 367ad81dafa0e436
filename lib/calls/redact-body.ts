// Makes what was sent and answered fit for a log: values under names that hold credentials are blanked, whatever looks
// like a key is too, and what is long is cut. Pure.

import { type Json, storableText } from "../shared/json";

const hidden = "[hidden]";
const secretName =
  /^(?:authorization|proxy-authorization|cookie|set-cookie)$|api[-_]?key|password|passwd|secret|credential|private[-_]?key|access[-_]?token|refresh[-_]?token|^token$/i;
/** Bearer tokens, and the prefixes that providers give their keys. */
const keyLike = /\bBearer\s+[\w.~+/=-]{8,}|\b(?:sk|pk|rk|ghp|gho|xox[abp]|AKIA|AIza)[-_]?[A-Za-z0-9_-]{16,}/g;

const maxTextLength = 20_000;
const maxItems = 200;
const maxDepth = 12;

/** The same value without credentials, bounded in every direction. */
export function redactBody(value: Json, depth = 0): Json {
  if (typeof value === "string") {
    const text = value.length > maxTextLength ? `${value.slice(0, maxTextLength)}…` : value;
    return storableText(text.replace(keyLike, hidden));
  }
  if (typeof value !== "object" || value === null) return value;
  if (depth >= maxDepth) return "…";
  if (Array.isArray(value)) return value.slice(0, maxItems).map((item) => redactBody(item, depth + 1));
  const clean: Record<string, Json> = {};
  for (const [name, inner] of Object.entries(value).slice(0, maxItems)) {
    clean[storableText(name)] = secretName.test(name) && inner !== null ? hidden : redactBody(inner, depth + 1);
  }
  return clean;
}
