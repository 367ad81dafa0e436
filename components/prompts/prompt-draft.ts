// A prompt's text and its variables as they are typed, against a stored version: what of them is sent, and what is wrong
// with them. Variables that the text lost are remembered, so that what was said of them is back when they are. Pure.

import type { PromptVersion } from "@/lib/prompts/contract";
import { longestPrompt, type PromptVariable } from "@/lib/prompts/prompt-variable-rules";
import { readOnce } from "./read-once";

export const variableKinds = ["text", "long", "number", "boolean", "options"] as const;
export type VariableKind = (typeof variableKinds)[number];

export interface VariableDraft {
  name: string;
  kind: VariableKind;
  /** One a line. */
  options: string;
  isRequired: boolean;
  /** As typed; empty = none. */
  fallback: string;
  description: string;
}

export interface PromptDraft {
  template: string;
  /** By name; also of variables that the text has no longer. */
  variables: Readonly<Record<string, VariableDraft>>;
}

export type VariableFault = "options_missing" | "fallback_number" | "fallback_option";

function kindOf({ type, options, multiline }: PromptVariable): VariableKind {
  if (type !== "string") return type;
  if (options && options.length > 0) return "options";
  return multiline ? "long" : "text";
}

function draftOfVariable(variable: PromptVariable): VariableDraft {
  return {
    name: variable.name,
    kind: kindOf(variable),
    options: (variable.options ?? []).join("\n"),
    isRequired: variable.required ?? false,
    fallback: variable.default === undefined ? "" : String(variable.default),
    description: variable.description ?? "",
  };
}

/** What the form begins with. */
export function draftOfVersion({ template, variables }: Pick<PromptVersion, "template" | "variables">): PromptDraft {
  return {
    template,
    variables: Object.fromEntries(variables.map((variable) => [variable.name, draftOfVariable(variable)])),
  };
}

const firstDraft = (name: string): VariableDraft => ({
  name,
  kind: "text",
  options: "",
  isRequired: true,
  fallback: "",
  description: "",
});

/** The variables of the text in its order; new ones as required texts. */
export function variablesIn({ template, variables }: PromptDraft): VariableDraft[] {
  return readOnce(template).names.map((name) =>
    Object.hasOwn(variables, name) ? (variables[name] ?? firstDraft(name)) : firstDraft(name),
  );
}

/** The choices of a variable, each once. */
export function optionsOf({ options }: Pick<VariableDraft, "options">): string[] {
  return [...new Set(options.split("\n").map((line) => line.trim()))].filter(Boolean);
}

function fallbackOf({ kind, fallback }: VariableDraft): PromptVariable["default"] {
  if (fallback.trim() === "") return undefined;
  if (kind === "number") return Number(fallback);
  if (kind === "boolean") return fallback === "true";
  return fallback;
}

/** What is wrong with a variable; null where nothing is. */
export function faultOf(variable: VariableDraft): VariableFault | null {
  const { kind, fallback } = variable;
  const options = optionsOf(variable);
  if (kind === "options" && options.length === 0) return "options_missing";
  if (fallback.trim() === "") return null;
  if (kind === "number" && !Number.isFinite(Number(fallback))) return "fallback_number";
  const choices = kind === "options" ? options : kind === "boolean" ? ["true", "false"] : null;
  return choices && !choices.includes(fallback) ? "fallback_option" : null;
}

/** A variable as it is sent. */
function variableOf(variable: VariableDraft): PromptVariable {
  const { name, kind, isRequired, description } = variable;
  const fallback = fallbackOf(variable);
  return {
    name,
    type: kind === "number" || kind === "boolean" ? kind : "string",
    ...(kind === "long" ? { multiline: true } : {}),
    ...(kind === "options" ? { options: optionsOf(variable) } : {}),
    ...(isRequired ? { required: true } : {}),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(description.trim() === "" ? {} : { description: description.trim() }),
  };
}

/** What is sent of a draft. */
export function contentOf(draft: PromptDraft): { template: string; variables: PromptVariable[] } {
  return { template: draft.template, variables: variablesIn(draft).map(variableOf) };
}

/** Whether two drafts would be stored alike. */
export function isSameContent(a: PromptDraft, b: PromptDraft): boolean {
  // The text decides most often, and reading its variables twice is what costs.
  if (a.template !== b.template) return false;
  return a === b || JSON.stringify(contentOf(a)) === JSON.stringify(contentOf(b));
}

/** Whether a draft can be stored. */
export function isSendable(draft: PromptDraft): boolean {
  return (
    draft.template.trim() !== "" &&
    draft.template.length <= longestPrompt &&
    readOnce(draft.template).problems.every(({ severity }) => severity !== "error") &&
    variablesIn(draft).every((variable) => faultOf(variable) === null)
  );
}
