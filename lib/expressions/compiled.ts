// A JSON value whose texts may be templates, prepared once and resolved as often as needed. What is resolved is never
// parsed again, so a value that looks like a template stays text.

import type { Json } from "../shared/json";
import type { Expression, ExpressionError, Outcome, Template } from "./ast";
import { Budget } from "./budget";
import { evaluateNow, evaluateTemplateNow, type Lookup } from "./evaluate-expression";
import { ExpressionFault, outcomeOf } from "./fault";
import { expressionLimits } from "./limits";
import { mayBeTemplate } from "./parse-template";
import { cachedExpression, cachedTemplate } from "./template-cache";

export type Compiled =
  /** Nothing in it has to be evaluated. */
  | { kind: "constant"; value: Json }
  | { kind: "template"; template: Template }
  | { kind: "expression"; expression: Expression }
  | { kind: "array"; items: readonly Compiled[] }
  | { kind: "object"; entries: readonly (readonly [key: string, value: Compiled])[] }
  /** Could not be parsed; resolving it fails with this error, so only the node that needs it fails. */
  | { kind: "invalid"; error: ExpressionError };

/** Prepares a value: each text in it, however nested, is a template. Keys are not. */
export function compileValue(value: Json, depth = 0): Compiled {
  if (typeof value === "string") {
    if (!mayBeTemplate(value)) return { kind: "constant", value };
    const parsed = cachedTemplate(value);
    return parsed.ok ? { kind: "template", template: parsed.value } : { kind: "invalid", error: parsed.error };
  }
  if (typeof value !== "object" || value === null) return { kind: "constant", value };
  if (depth >= expressionLimits.jsonDepth) {
    return { kind: "invalid", error: { code: "too_deep", at: 0, params: { limit: expressionLimits.jsonDepth } } };
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => compileValue(item, depth + 1));
    return items.every(isConstant) ? { kind: "constant", value } : { kind: "array", items };
  }
  const entries = Object.entries(value).map(([key, item]) => [key, compileValue(item, depth + 1)] as const);
  return entries.every(([, item]) => isConstant(item)) ? { kind: "constant", value } : { kind: "object", entries };
}

/** Prepares a text that is one expression without braces; an empty one is null. */
export function compileExpression(text: string): Compiled {
  if (text.trim() === "") return { kind: "constant", value: null };
  const parsed = cachedExpression(text);
  return parsed.ok ? { kind: "expression", expression: parsed.value } : { kind: "invalid", error: parsed.error };
}

/** The value with everything in it evaluated. */
export function resolveCompiled(compiled: Compiled, lookup: Lookup, budget = new Budget()): Outcome<Json> {
  if (compiled.kind === "constant") return { ok: true, value: compiled.value };
  return outcomeOf(() => resolve(compiled, lookup, budget));
}

/** Compiles and resolves in one go: for values that are met only once. */
export function resolveDeep(value: Json, lookup: Lookup): Outcome<Json> {
  return resolveCompiled(compileValue(value), lookup);
}

/** Every error that compiling left in a value, with the way to it. */
export function errorsOf(compiled: Compiled): { path: string; error: ExpressionError }[] {
  const errors: { path: string; error: ExpressionError }[] = [];
  walkCompiled(compiled, (part, path) => {
    if (part.kind === "invalid") errors.push({ path, error: part.error });
  });
  return errors;
}

/** Calls `visit` for every part of a value with the dotted way to it. */
export function walkCompiled(compiled: Compiled, visit: (part: Compiled, path: string) => void, path = ""): void {
  visit(compiled, path);
  if (compiled.kind === "array") {
    for (const [index, item] of compiled.items.entries()) walkCompiled(item, visit, join(path, String(index)));
  } else if (compiled.kind === "object") {
    for (const [key, item] of compiled.entries) walkCompiled(item, visit, join(path, key));
  }
}

function join(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

function isConstant(compiled: Compiled): boolean {
  return compiled.kind === "constant";
}

function resolve(compiled: Compiled, lookup: Lookup, budget: Budget): Json {
  switch (compiled.kind) {
    case "constant":
      return compiled.value;
    case "template":
      return evaluateTemplateNow(compiled.template, lookup, budget);
    case "expression":
      return evaluateNow(compiled.expression, lookup, budget);
    case "array":
      return compiled.items.map((item) => resolve(item, lookup, budget));
    case "object":
      return Object.fromEntries(compiled.entries.map(([key, item]) => [key, resolve(item, lookup, budget)]));
    case "invalid":
      throw new ExpressionFault(compiled.error.code, compiled.error.at, compiled.error.params);
  }
}
