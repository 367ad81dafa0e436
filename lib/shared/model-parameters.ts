// What a model's parameters may be, and whether values fit them: the same for controls, for validation and for the
// call itself. Knows neither models nor providers. Pure.

import type { Json, JsonObject } from "./json";

export const parameterKinds = ["number", "integer", "select", "boolean"] as const;
export type ParameterKind = (typeof parameterKinds)[number];

/** One parameter; a number where no kind is said. */
export interface ParameterSpec {
  kind?: ParameterKind;
  /** What people see; the parameter's name where absent. */
  label?: string;
  /** Sent where nothing is chosen; absent = the model decides. */
  default?: number | string | boolean;
  min?: number;
  max?: number;
  step?: number;
  options?: string[];
}
export type ParameterSpecs = Readonly<Record<string, ParameterSpec>>;

/** Values by the names of parameters, as people choose them. */
export type ParameterValues = Readonly<Record<string, Json | undefined>>;

export type ParameterFault =
  | {
      name: string;
      code: "parameter_out_of_range";
      params: { bounds: "both" | "min" | "max"; min: number; max: number };
    }
  | { name: string; code: "parameter_invalid"; params: { wanted: ParameterKind; options: string } }
  | { name: string; code: "parameter_unknown"; params: Record<string, never> };

/** What every model takes, also one whose parameters are listed without it. */
const always: ReadonlySet<string> = new Set(["maxTokens", "stop", "responseFormat"]);

export const kindOf = (spec: ParameterSpec): ParameterKind => spec.kind ?? "number";

/** Why a value can't be that of a parameter; null where it can, as where nothing is chosen. */
export function findParameterFault(
  specs: ParameterSpecs,
  name: string,
  value: Json | undefined,
): ParameterFault | null {
  if (value === undefined || value === null) return null;
  const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
  if (!spec) return always.has(name) ? null : { name, code: "parameter_unknown", params: {} };
  const kind = kindOf(spec);
  const unfit: ParameterFault = {
    name,
    code: "parameter_invalid",
    params: { wanted: kind, options: (spec.options ?? []).join(", ") },
  };
  if (kind === "boolean") return typeof value === "boolean" ? null : unfit;
  if (kind === "select") return typeof value === "string" && (spec.options ?? []).includes(value) ? null : unfit;
  if (typeof value !== "number" || !Number.isFinite(value)) return unfit;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = spec;
  if (value < min || value > max) {
    const bounds = spec.min === undefined ? "max" : spec.max === undefined ? "min" : "both";
    return { name, code: "parameter_out_of_range", params: { bounds, min: spec.min ?? 0, max: spec.max ?? 0 } };
  }
  return kind === "integer" && !Number.isInteger(value) ? unfit : null;
}

/** Every fault of chosen values. */
export function findParameterFaults(specs: ParameterSpecs, values: ParameterValues): ParameterFault[] {
  return Object.entries(values).flatMap(([name, value]) => findParameterFault(specs, name, value) ?? []);
}

/** A fault in plain words, for logs and answers of the API. */
export function tellParameterFault({ name, code, params }: ParameterFault): string {
  if (code === "parameter_unknown") return `The model has no parameter ${name}.`;
  if (code === "parameter_out_of_range") {
    const { bounds, min, max } = params;
    if (bounds === "both") return `${name} has to be from ${min} to ${max}.`;
    return bounds === "min" ? `${name} has to be ${min} or more.` : `${name} has to be ${max} or less.`;
  }
  if (params.wanted === "select") return `${name} has to be one of: ${params.options}.`;
  const wanted = { number: "a number", integer: "a whole number", boolean: "true or false" };
  return `${name} has to be ${wanted[params.wanted]}.`;
}

/**
 * What a model can be asked with: defaults where nothing is chosen, and of a value that does not fit the nearest that
 * does, or none. Everything that is changed is told in `notes`. For calls that must not fail because a model's
 * parameters were changed after the graph was published, or because another model answers.
 */
export function fitParameters(specs: ParameterSpecs, values: JsonObject): { values: JsonObject; notes: string[] } {
  const fitted: JsonObject = {};
  const notes: string[] = [];
  for (const [name, spec] of Object.entries(specs)) {
    const chosen = values[name];
    const isOpen = chosen === undefined || chosen === null;
    if (isOpen && spec.default !== undefined && findParameterFault(specs, name, spec.default) === null) {
      fitted[name] = spec.default;
    }
  }
  for (const [name, value] of Object.entries(values)) {
    const fault = findParameterFault(specs, name, value);
    if (fault === null) {
      if (value !== null) fitted[name] = value;
      continue;
    }
    const nearest = nearestTo(value, specs[name] ?? {});
    if (fault.code === "parameter_out_of_range" && findParameterFault(specs, name, nearest) === null) {
      fitted[name] = nearest;
      notes.push(`${tellParameterFault(fault)} Asked with ${nearest} instead of ${value}.`);
    } else notes.push(`${tellParameterFault(fault)} Asked without it.`);
  }
  return { values: fitted, notes };
}

function nearestTo(
  value: Json,
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: ParameterSpec,
): Json {
  return typeof value === "number" ? Math.max(min, Math.min(max, value)) : value;
}

/** Faults of a parameter's own description: bounds that leave no value, a choice of nothing, a default that does not fit. */
export function findSpecFault(spec: ParameterSpec): "bounds" | "options" | "default" | null {
  const { min, max, options = [] } = spec;
  if (min !== undefined && max !== undefined && min > max) return "bounds";
  if (kindOf(spec) === "select" && options.length === 0) return "options";
  return spec.default !== undefined && findParameterFault({ it: spec }, "it", spec.default) ? "default" : null;
}
