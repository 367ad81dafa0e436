// Evaluates an expression of the product's own language over values that are handed in: it has no way to anything else.

import type { Lookup } from "../../expressions/evaluate-expression";
import { evaluateExpression } from "../../expressions/evaluate-expression";
import { readPath } from "../../expressions/read-path";
import { cachedExpression } from "../../expressions/template-cache";
import type { Json, JsonObject } from "../../shared/json";
import { wrong } from "./read-arguments";

/** The value of an expression whose roots are the members of `roots`. */
export function evaluateOver(text: string, roots: JsonObject): Json {
  const parsed = cachedExpression(text);
  if (!parsed.ok) throw fault(parsed.error.code, parsed.error.at);
  const lookup: Lookup = (root, segments) => {
    const value = Object.hasOwn(roots, root) ? roots[root] : undefined;
    return value === undefined ? undefined : readPath(value, segments);
  };
  const outcome = evaluateExpression(parsed.value, lookup);
  if (!outcome.ok) throw fault(outcome.error.code, outcome.error.at);
  return outcome.value;
}

function fault(code: string, at: number) {
  return wrong(`The expression can't be evaluated: ${code.replaceAll("_", " ")} at character ${at + 1}.`);
}
