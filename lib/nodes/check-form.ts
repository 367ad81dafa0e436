// The check of form that every node type shares: required fields that are shown, then the config schema.
// Knows fields and schemas, no node type.

import type { z } from "zod";
import type { ConfigFault } from "../graph/node-type";
import type { Json, JsonObject } from "../shared/json";
import type { ConfigField } from "./contract";

/** What deciding needs of a field: of the code's own and of those that metadata changed. */
interface Drawn {
  key: string;
  default?: Json | undefined;
  visibleWhen?: { key: string; in: readonly Json[] } | null | undefined;
}

/**
 * Whether a field is drawn, given what the others hold or, where they are unset, start with. What depends on a hidden
 * field is hidden too; a field can only depend on one listed before it.
 */
export function isShown(field: Drawn, config: JsonObject, fields: readonly Drawn[]): boolean {
  const when = field.visibleWhen;
  if (!when) return true;
  const deciding = fields.find((other) => other.key === when.key);
  if (deciding === undefined || deciding === field) return true;
  const before = fields.slice(0, fields.indexOf(deciding) + 1);
  return when.in.includes(config[when.key] ?? deciding.default ?? null) && isShown(deciding, config, before);
}

function isBlank(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  return Array.isArray(value) && value.length === 0;
}

/** Faults of a config: what is required and missing, and what does not fit the schema. */
export function checkForm(config: JsonObject, schema: z.ZodType, fields: readonly ConfigField[]): ConfigFault[] {
  const faults: ConfigFault[] = [];
  const missing = new Set<string>();
  const hidden = new Set<string>();
  for (const field of fields) {
    if (!isShown(field, config, fields)) hidden.add(field.key);
    else if (field.required && isBlank(config[field.key])) {
      missing.add(field.key);
      faults.push({ field: `config.${field.key}`, code: "field_missing" });
    }
  }
  const parsed = schema.safeParse(config);
  if (parsed.success) return faults;
  for (const issue of parsed.error.issues) {
    const key = String(issue.path[0] ?? "");
    // What is missing has been said, and what nobody sees nobody can mend.
    if (missing.has(key) || hidden.has(key)) continue;
    const field = ["config", ...issue.path.map(String)].join(".");
    faults.push(isAbsent(config, issue.path) ? { field, code: "field_missing" } : { field, code: "field_invalid" });
  }
  return faults;
}

/** Whether a path of an issue leads to nothing, or to a blank text. */
function isAbsent(config: JsonObject, path: readonly PropertyKey[]): boolean {
  let value: unknown = config;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return false;
    value = Reflect.get(value, part);
  }
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}
