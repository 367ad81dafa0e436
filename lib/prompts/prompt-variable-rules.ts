// What stands in double braces in a prompt's text, what is wrong with the braces, and how values take their places.
// Pure and loaded by the browser. A prompt has names alone in its braces, no expressions, and it is filled in one pass:
// what somebody typed as a value is never read as a text with braces again.

import { expressionLimits } from "../expressions/limits";
import { textOf } from "../expressions/values";
import { fieldNamePattern } from "../graph/schema";
import type { Json, JsonObject } from "../shared/json";

/** Characters of a prompt's text. */
export const longestPrompt = 200_000;
export const mostVariables = 100;

export interface PromptVariable {
  name: string;
  type: "string" | "number" | "boolean";
  /** A text of several lines. */
  multiline?: boolean;
  /** Where a text must be one of these. */
  options?: string[];
  required?: boolean;
  default?: string | number | boolean;
  description?: string;
}

/** Something wrong with the braces of a text; with an error the text can't be saved. */
export interface PromptProblem {
  code: "braces_unclosed" | "braces_unopened" | "name_invalid" | "too_many_variables";
  severity: "error" | "warning";
  /** Where in the text, and how many characters of it. */
  at: number;
  length: number;
  /** What stands between the braces, shortened, or the limit. */
  params: Record<string, string | number>;
}

/** A piece of a text: as it stands, or the variable whose value takes its place. */
export type PromptPart = { text: string; at: number } | { name: string; at: number; length: number };

export interface ReadPrompt {
  parts: PromptPart[];
  /** Names of its variables, each once, as they come. */
  names: string[];
  problems: PromptProblem[];
}

const mostProblems = 100;

/** The parts of a prompt's text; a backslash before the braces keeps them as text. Never throws. */
export function readPromptText(text: string): ReadPrompt {
  const parts: PromptPart[] = [];
  const names = new Set<string>();
  const problems: PromptProblem[] = [];
  const report = (problem: PromptProblem) => {
    if (problems.length < mostProblems) problems.push(problem);
  };
  const depth = { open: 0 };
  const keep = (plain: string, at: number) => {
    if (plain === "") return;
    const last = parts.at(-1);
    if (last && "text" in last) last.text += plain;
    else parts.push({ text: plain, at });
    findUnopened(plain, at, depth, report);
  };
  let from = 0;
  let close = -2;
  while (from < text.length) {
    const found = text.indexOf("{{", from);
    if (found < 0) break;
    const slashes = countSlashesBefore(text, found, from);
    keep(text.slice(from, found - slashes) + "\\".repeat(slashes >> 1), from);
    if (slashes % 2 === 1) {
      keep("{{", found);
      from = found + 2;
      continue;
    }
    // Of more than two in a row the last two open.
    let open = found;
    while (text.charAt(open + 2) === "{") open += 1;
    keep(text.slice(found, open), found);
    // Looked for once: a text may open thousands of braces that are never closed.
    if (close !== -1 && close < open + 2) close = text.indexOf("}}", open + 2);
    const next = text.indexOf("{{", open + 2);
    if (close === -1 || (next !== -1 && next < close)) {
      report({ code: "braces_unclosed", severity: "error", at: open, length: 2, params: {} });
      parts.push({ text: "{{", at: open });
      from = open + 2;
      continue;
    }
    const inside = text.slice(open + 2, close);
    const name = inside.trim();
    const place = { at: open, length: close + 2 - open };
    if (fieldNamePattern.test(name)) {
      names.add(name);
      parts.push({ name, ...place });
    } else {
      report({ code: "name_invalid", severity: "error", ...place, params: { name: name.slice(0, 60) } });
      parts.push({ text: text.slice(open, close + 2), at: open });
    }
    from = close + 2;
  }
  keep(text.slice(from), from);
  if (names.size > mostVariables) {
    report({ code: "too_many_variables", severity: "error", at: 0, length: 0, params: { limit: mostVariables } });
  }
  return { parts, names: [...names], problems };
}

function countSlashesBefore(text: string, at: number, from: number): number {
  let count = 0;
  while (at - count - 1 >= from && text.charAt(at - count - 1) === "\\") count += 1;
  return count;
}

/** Closing braces that nothing opened; those of JSON, which has single ones around it, are in order. */
function findUnopened(plain: string, from: number, depth: { open: number }, report: (problem: PromptProblem) => void) {
  for (let at = 0; at < plain.length; at += 1) {
    const sign = plain.charAt(at);
    if (sign === "{") depth.open += 1;
    if (sign !== "}") continue;
    if (depth.open > 0) depth.open -= 1;
    else if (plain.charAt(at + 1) === "}") {
      report({ code: "braces_unopened", severity: "warning", at: from + at, length: 2, params: {} });
      at += 1;
    }
  }
}

/** The variables of a text in its order: those that are described as they are, new ones as required texts. */
export function variablesOfText(text: string, described: readonly PromptVariable[] = []): PromptVariable[] {
  const known = new Map(described.map((variable) => [variable.name, variable]));
  return readPromptText(text).names.map((name) => known.get(name) ?? { name, type: "string", required: true });
}

/** Why a prompt can't be filled: a variable without a value or with one that does not fit, or too much text. */
export interface PromptFault {
  code: "value_missing" | "value_invalid" | "too_long";
  /** Of the variable; empty where it is about all of the text. */
  name: string;
}

export type FilledPrompt = { ok: true; text: string } | { ok: false; faults: PromptFault[] };

/** Puts values into a text, in one pass; what has none is left empty where it isn't required. */
export function fillPrompt(text: string, variables: readonly PromptVariable[], values: JsonObject): FilledPrompt {
  const { parts, names } = readPromptText(text);
  const described = new Map(variables.map((variable) => [variable.name, variable]));
  const faults: PromptFault[] = [];
  const texts = new Map<string, string>();
  for (const name of names) {
    const variable = described.get(name) ?? { name, type: "string", required: true };
    const outcome = textOfValue(variable, Object.hasOwn(values, name) ? (values[name] ?? null) : null);
    if (outcome.ok) texts.set(name, outcome.text);
    else faults.push({ code: outcome.code, name });
  }
  if (faults.length > 0) return { ok: false, faults };
  const pieces = parts.map((part) => ("text" in part ? part.text : (texts.get(part.name) ?? "")));
  // A large value that stands in a text thousands of times would fill the memory.
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length > expressionLimits.made) return { ok: false, faults: [{ code: "too_long", name: "" }] };
  return { ok: true, text: pieces.join("") };
}

type TextOutcome = { ok: true; text: string } | { ok: false; code: "value_missing" | "value_invalid" };

function textOfValue(variable: PromptVariable, given: Json): TextOutcome {
  const value = isBlank(given) ? (variable.default ?? null) : given;
  if (isBlank(value)) return variable.required ? { ok: false, code: "value_missing" } : { ok: true, text: "" };
  if (!fitsVariable(variable, value)) return { ok: false, code: "value_invalid" };
  return { ok: true, text: textOf(value, 0) };
}

function isBlank(value: Json): boolean {
  return value === null || (typeof value === "string" && value.trim() === "");
}

/** Whether a value is of the kind that a variable wants; numbers and truth may come as text, as forms and models give them. */
export function fitsVariable({ type, options }: PromptVariable, value: Json): boolean {
  if (type === "number") {
    return typeof value === "number" || (typeof value === "string" && Number.isFinite(Number(value)));
  }
  if (type === "boolean") return typeof value === "boolean" || value === "true" || value === "false";
  return options === undefined || options.length === 0 || options.includes(textOf(value, 0));
}
