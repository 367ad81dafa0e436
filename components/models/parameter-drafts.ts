// Parameters of a model while they are edited: every number is a text until it is one. Pure.

import { parameterNamePattern } from "@/lib/models/contract";
import {
  findSpecFault,
  kindOf,
  type ParameterKind,
  type ParameterSpec,
  type ParameterSpecs,
} from "@/lib/shared/model-parameters";

export interface ParameterDraft {
  /** Tells rows apart while their names are typed. */
  key: string;
  name: string;
  kind: ParameterKind;
  label: string;
  min: string;
  max: string;
  step: string;
  /** Empty = the model decides. */
  standard: string;
  /** With commas between. */
  options: string;
}

export type DraftFault = "name" | "twice" | "number" | "step" | "bounds" | "options" | "default";

const textOf = (value: unknown) => (value === undefined ? "" : String(value));

/** Parameters as they are edited. */
export function draftsOf(specs: ParameterSpecs): ParameterDraft[] {
  return Object.entries(specs).map(([name, spec]) => ({
    key: name,
    name,
    kind: kindOf(spec),
    label: spec.label ?? "",
    min: textOf(spec.min),
    max: textOf(spec.max),
    step: textOf(spec.step),
    standard: textOf(spec.default),
    options: (spec.options ?? []).join(", "),
  }));
}

const isTyped = (text: string) => text.trim() !== "";
const optionsOf = (text: string) =>
  [...new Set(text.split(/[,，、]/).map((one) => one.trim()))].filter((one) => one !== "");

function specOf(draft: ParameterDraft): ParameterSpec {
  const { kind, label, min, max, step, standard } = draft;
  const isNumber = kind === "number" || kind === "integer";
  const defaultValue = isNumber ? Number(standard) : kind === "boolean" ? standard.trim() === "true" : standard.trim();
  return {
    kind,
    ...(isTyped(label) ? { label: label.trim() } : {}),
    ...(isTyped(standard) ? { default: defaultValue } : {}),
    ...(isNumber && isTyped(min) ? { min: Number(min) } : {}),
    ...(isNumber && isTyped(max) ? { max: Number(max) } : {}),
    ...(isNumber && isTyped(step) ? { step: Number(step) } : {}),
    ...(kind === "select" ? { options: optionsOf(draft.options) } : {}),
  };
}

/** What is wrong with one of several drafts; null = nothing. */
export function findDraftFault(draft: ParameterDraft, all: readonly ParameterDraft[]): DraftFault | null {
  if (!parameterNamePattern.test(draft.name)) return "name";
  if (all.some((other) => other.key !== draft.key && other.name === draft.name)) return "twice";
  if (draft.kind === "number" || draft.kind === "integer") {
    const numbers = [draft.min, draft.max, draft.step, draft.standard].filter(isTyped);
    if (numbers.some((text) => !Number.isFinite(Number(text)))) return "number";
    if (isTyped(draft.step) && Number(draft.step) <= 0) return "step";
  }
  return findSpecFault(specOf(draft));
}

/** Whole drafts as parameters. */
export function specsOf(drafts: readonly ParameterDraft[]): Record<string, ParameterSpec> {
  return Object.fromEntries(drafts.map((draft) => [draft.name, specOf(draft)]));
}
