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
  visibleWhen?: Condition | null | undefined;
}

/** What another field has to hold, or with `not` must not hold, for a field to be drawn. */
export interface Condition {
  key: string;
  in: readonly Json[];
  not?: boolean | undefined;
}

/** Whether a value of the deciding field meets a condition; what is blank counts as null. */
export function isMet(condition: Condition, value: Json): boolean {
  const given = isBlank(value) ? null : value;
  const isListed = condition.in.some((one) => (isBlank(one) ? given === null : one === given));
  return isListed !== (condition.not ?? false);
}

/**
 * Whether a field is drawn, given what the others hold or, where they are unset, start with. What depends on a hidden
 * field is hidden too; what depends on a field that is gone, or on itself, is drawn.
 */
export function isShown(field: Drawn, config: JsonObject, fields: readonly Drawn[]): boolean {
  const passed = new Set<Drawn>();
  let asked = field;
  while (asked.visibleWhen && !passed.has(asked)) {
    passed.add(asked);
    const when = asked.visibleWhen;
    const deciding = fields.find((other) => other.key === when.key);
    if (deciding === undefined || passed.has(deciding)) return true;
    if (!isMet(when, config[when.key] ?? deciding.default ?? null)) return false;
    asked = deciding;
  }
  return true;
}

/** Keys of the fields that a form draws, requires and finds blank. */
export function findMissing(
  config: JsonObject,
  fields: readonly (Drawn & { required: boolean; isHidden: boolean })[],
): string[] {
  const isMissing = (field: (typeof fields)[number]) =>
    field.required && !field.isHidden && isBlank(config[field.key]) && isShown(field, config, fields);
  return fields.filter(isMissing).map(({ key }) => key);
}

/** Whether a value says nothing. */
export function isBlank(value: Json | undefined): boolean {
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
