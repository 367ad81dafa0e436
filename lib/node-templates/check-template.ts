// What a template must keep to, whoever writes it: presets fit the type, nothing hidden is left to be filled in. Pure.

import type { Field, SchemaPolicy } from "../graph/schema";
import { type Condition, isBlank, isMet } from "../nodes/check-form";
import type { ConfigField, NodeDefinition } from "../nodes/contract";
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

/** Fields that are unknown, named twice, required and out of reach without a preset, or shown on what can't be. */
export function findFieldFaults(
  definition: NodeDefinition,
  settings: readonly FieldSettings[],
  config: JsonObject,
): ErrorDetail[] {
  const faults: ErrorDetail[] = [];
  const byKey = new Map(settings.map((one) => [one.key, one]));
  const isFixed = (key: string) => (byKey.get(key)?.isHidden || byKey.get(key)?.isLocked) ?? false;
  const presetOf = (key: string): Json => config[key] ?? null;
  const conditionOf = (key: string): Condition | null => {
    const own = byKey.get(key)?.visibleWhen;
    return own === undefined ? (definition.fields.find((field) => field.key === key)?.visibleWhen ?? null) : own;
  };
  /** Whether a person may come to need the field, whatever they choose in the fields they see. */
  const mayBeAsked = (key: string, passed: readonly string[] = []): boolean => {
    const when = conditionOf(key);
    if (!when || passed.includes(key)) return true;
    return mayBeAsked(when.key, [...passed, key]) && (!isFixed(when.key) || isMet(when, presetOf(when.key)));
  };
  const seen = new Set<string>();
  for (const { key, required, visibleWhen } of settings) {
    const field = definition.fields.find((one) => one.key === key);
    if (!field) faults.push(fault(`fields.${key}`, "field_unknown", `A ${definition.type} node has no field ${key}.`));
    else if (seen.has(key)) faults.push(fault(`fields.${key}`, "field_twice", `${key} is listed twice.`));
    else if (field.required && required === false) {
      faults.push(fault(`fields.${key}`, "field_required", `A ${definition.type} node can't do without ${key}.`));
    } else {
      const broken = visibleWhen ? findBrokenCondition(definition, key, visibleWhen, conditionOf) : null;
      if (broken !== null) faults.push(fault(`fields.${key}`, broken, conditionMessages[broken]));
      else if (isBlank(presetOf(key)) && isOutOfReach(field, required ?? false, visibleWhen)) {
        faults.push(fault(`fields.${key}`, "field_unreachable", `${key} is required, so it needs a preset first.`));
      }
    }
    seen.add(key);
  }
  return faults;

  /** Whether publishing could ask for a field that the form doesn't let people fill in. */
  function isOutOfReach(field: ConfigField, isAsked: boolean, own: Condition | null | undefined): boolean {
    if ((field.required || isAsked) && isFixed(field.key)) return mayBeAsked(field.key);
    // The type asks for its own required fields, whatever the form's conditions are.
    return (field.required ?? false) && own !== undefined && !isAsWide(own, field.visibleWhen);
  }
}

const conditionMessages = {
  condition_unknown: "It depends on a field that the type does not have.",
  condition_circle: "It depends on itself.",
  condition_value: "It waits for a value that the other field can't have.",
};

function findBrokenCondition(
  definition: NodeDefinition,
  key: string,
  condition: Condition,
  conditionOf: (key: string) => Condition | null,
): keyof typeof conditionMessages | null {
  const deciding = definition.fields.find((field) => field.key === condition.key);
  if (!deciding) return "condition_unknown";
  const passed = new Set([key]);
  for (let next: Condition | null = condition; next; next = conditionOf(next.key)) {
    if (next.key === key) return "condition_circle";
    // A circle that others make is said of them.
    if (passed.has(next.key)) break;
    passed.add(next.key);
  }
  const { options } = deciding;
  const mayBe = (value: Json) =>
    isBlank(value) || options === undefined || (typeof value === "string" && options.includes(value));
  return condition.in.length > 0 && condition.in.every(mayBe) ? null : "condition_value";
}

/** Whether a condition lets a field be seen wherever another one does. */
function isAsWide(own: Condition | null, other: Condition | undefined): boolean {
  if (own === null) return true;
  return other !== undefined && own.key === other.key && !own.not && other.in.every((value) => isMet(own, value));
}
