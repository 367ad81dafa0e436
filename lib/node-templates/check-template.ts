// What a template must keep to, whoever writes it: presets fit the type, nothing hidden is left to be filled in. Pure.

import type { Field, SchemaPolicy } from "../graph/schema";
import type { NodeDefinition } from "../nodes/contract";
import { newNode } from "../nodes/new-node";
import type { ErrorDetail } from "../shared/errors";
import type { Json, JsonObject } from "../shared/json";
import { type FieldSettings, type TemplatePresets, templateLimits } from "./contract";

const fault = (path: string, code: string, message: string): ErrorDetail => ({ path, code, message });

/** Presets that the type doesn't know or that its config schema refuses. */
export function findPresetFaults(
  definition: NodeDefinition,
  { config, inputs, outputs }: TemplatePresets,
): ErrorDetail[] {
  const known = new Set([...definition.fields.map((field) => field.key), ...Object.keys(definition.initial.config)]);
  const faults = Object.keys(config)
    .filter((key) => !known.has(key))
    .map((key) => fault(`presets.config.${key}`, "field_unknown", `A ${definition.type} node has no field ${key}.`));
  if (JSON.stringify(config).length > templateLimits.config) {
    faults.push(fault("presets.config", "too_big", `Presets may take ${templateLimits.config} characters.`));
  }
  const place = { id: "preset", name: "preset", position: { x: 0, y: 0 } };
  const node = newNode(definition, place, { config });
  for (const { field, code } of definition.checkConfig(node)) {
    // What is missing is for the author of a graph to fill in.
    if (code === "field_missing" || !Object.hasOwn(config, field.split(".")[1] ?? "")) continue;
    faults.push(
      fault(`presets.${field}`, code, `${field.slice("config.".length)} does not fit a ${definition.type} node.`),
    );
  }
  for (const [side, fields] of [
    ["inputs", inputs],
    ["outputs", outputs],
  ] as const) {
    if (fields === undefined) continue;
    const broken = findBrokenSide(definition.initial[side], fields as Field[], definition.defaultSchemaPolicy[side]);
    if (broken !== null)
      faults.push(fault(`presets.${side}.${broken}`, "schema_policy", `The type does not allow ${broken}.`));
  }
  return faults;
}

/** The first field by which presets go beyond what the type lets its nodes change. */
function findBrokenSide(
  initial: readonly Field[],
  given: readonly Field[],
  allowed: SchemaPolicy["inputs"],
): string | null {
  const names = new Set<string>();
  for (const { name } of given) {
    if (names.has(name)) return name;
    names.add(name);
  }
  const lost = initial.find(({ name, isSystem }) => !names.has(name) && (isSystem || !allowed.remove));
  if (lost) return lost.name;
  if (allowed.add) return null;
  return given.find(({ name }) => !initial.some((field) => field.name === name))?.name ?? null;
}

/** Ways in which a template's policy would allow more than its type. */
export function findPolicyFaults(policy: SchemaPolicy, most: SchemaPolicy): ErrorDetail[] {
  const faults: ErrorDetail[] = [];
  for (const side of ["inputs", "outputs"] as const) {
    for (const right of ["add", "remove", "rename"] as const) {
      if (!policy[side][right] || most[side][right]) continue;
      faults.push(fault(`schemaPolicy.${side}.${right}`, "schema_policy", "The type does not allow this."));
    }
  }
  return faults;
}

/** Fields that are unknown, named twice, or required and out of reach without a preset. */
export function findFieldFaults(
  definition: NodeDefinition,
  settings: readonly FieldSettings[],
  config: JsonObject,
): ErrorDetail[] {
  const faults: ErrorDetail[] = [];
  const byKey = new Map(settings.map((one) => [one.key, one]));
  const isFixed = (key: string) => (byKey.get(key)?.isHidden || byKey.get(key)?.isLocked) ?? false;
  const presetOf = (key: string): Json => config[key] ?? null;
  /** Whether a person may come to need the field, whatever they choose in the fields they see. */
  const mayBeAsked = (key: string): boolean => {
    const when = definition.fields.find((field) => field.key === key)?.visibleWhen;
    if (!when || when.key === key) return true;
    return mayBeAsked(when.key) && (!isFixed(when.key) || when.in.includes(presetOf(when.key)));
  };
  const seen = new Set<string>();
  for (const { key } of settings) {
    const field = definition.fields.find((one) => one.key === key);
    if (!field) faults.push(fault(`fields.${key}`, "field_unknown", `A ${definition.type} node has no field ${key}.`));
    else if (seen.has(key)) faults.push(fault(`fields.${key}`, "field_twice", `${key} is listed twice.`));
    else if (field.required && isFixed(key) && isBlank(presetOf(key)) && mayBeAsked(key)) {
      faults.push(
        fault(`fields.${key}`, "field_unreachable", `${key} is required, so it needs a preset to be hidden or locked.`),
      );
    }
    seen.add(key);
  }
  return faults;
}

function isBlank(value: Json): boolean {
  return (
    value === null || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0)
  );
}
