// When a loop ends before the model says so: after a tool that is named, or when an expression over the last result is
// true. Pure.

import { evaluateExpression, type Lookup } from "../../expressions/evaluate-expression";
import { readPath } from "../../expressions/read-path";
import { cachedExpression } from "../../expressions/template-cache";
import { isTruthy } from "../../expressions/values";
import type { Json } from "../../shared/json";
import type { MadeCall } from "./answer-requests";

export interface StopRule {
  /** Whether the loop ends after this call. */
  ends(made: MadeCall, turn: number, note: (line: string) => void): boolean;
}

/** The rule of a node's config; calls that failed end nothing. */
export function makeStopRule(tools: readonly string[], expression: string): StopRule {
  const names = new Set(tools.map((name) => name.trim().toLowerCase()).filter((name) => name !== ""));
  const parsed = expression.trim() === "" ? null : cachedExpression(expression);
  return {
    ends(made, turn, note) {
      if (!made.ok) return false;
      if (names.has(made.tool.name.toLowerCase()) || names.has(made.tool.title.toLowerCase())) return true;
      if (!parsed?.ok) return false;
      const roots: Record<string, Json> = { result: made.value, text: made.text, tool: made.tool.name, turn };
      const lookup: Lookup = (root, segments) =>
        Object.hasOwn(roots, root) ? (readPath(roots[root] ?? null, segments) ?? null) : undefined;
      const outcome = evaluateExpression(parsed.value, lookup);
      if (!outcome.ok) note(`The condition to stop could not be evaluated: ${outcome.error.code}.`);
      return outcome.ok && isTruthy(outcome.value);
    },
  };
}
