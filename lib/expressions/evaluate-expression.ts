// Gives an expression its value. Sees nothing but what `lookup` answers; spends from a budget, so it always ends.

import type { Json } from "../shared/json";
import type { BinaryOperator, Expression, Outcome, Segment, Template } from "./ast";
import { Budget } from "./budget";
import { ExpressionFault, outcomeOf } from "./fault";
import { isFunctionName } from "./function-names";
import { Arguments, functions, isBlank } from "./functions";
import { readKey } from "./read-path";
import { isSame, isTruthy, textOf, typeOf } from "./values";

/**
 * Where values come from: the root of a path (a node id, `vars`, `sys`, `secrets`) and the way down from there.
 * `undefined` means that there is no such thing, which is an error unless the expression gives an alternative.
 */
export type Lookup = (root: string, segments: readonly Segment[]) => Json | undefined;

/** The value of an expression, or what is wrong. */
export function evaluateExpression(expression: Expression, lookup: Lookup, budget = new Budget()): Outcome<Json> {
  return outcomeOf(() => evaluateNow(expression, lookup, budget));
}

/** The typed value of a template that is one expression, else its text. */
export function evaluateTemplate(template: Template, lookup: Lookup, budget = new Budget()): Outcome<Json> {
  return outcomeOf(() => evaluateTemplateNow(template, lookup, budget));
}

/** As `evaluateTemplate`, throwing ExpressionFault. */
export function evaluateTemplateNow(template: Template, lookup: Lookup, budget: Budget): Json {
  if (template.single !== null) return evaluateNow(template.single, lookup, budget);
  let text = "";
  for (const part of template.parts) {
    const at = typeof part === "string" ? 0 : part.at;
    const piece = typeof part === "string" ? part : textOf(evaluateNow(part, lookup, budget), at);
    budget.make(piece.length, at);
    text += piece;
  }
  return text;
}

/** As `evaluateExpression`, throwing ExpressionFault. */
export function evaluateNow(expression: Expression, lookup: Lookup, budget: Budget): Json {
  budget.step(1, expression.at);
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "path": {
      const value = lookup(expression.root, expression.segments);
      if (value === undefined) throw new ExpressionFault("reference_unknown", expression.at, namesOf(expression));
      return value;
    }
    case "access": {
      let value = evaluateNow(expression.target, lookup, budget);
      for (const key of expression.keys) {
        const segment = evaluateNow(key, lookup, budget);
        value = typeof segment === "string" || typeof segment === "number" ? (readKey(value, segment) ?? null) : null;
      }
      return value;
    }
    case "unary": {
      const value = evaluateNow(expression.operand, lookup, budget);
      if (expression.operator === "!") return !isTruthy(value);
      return 0 - numberFor("-", value, expression.at);
    }
    case "choice": {
      const chosen = isTruthy(evaluateNow(expression.test, lookup, budget))
        ? expression.whenTrue
        : expression.whenFalse;
      return evaluateNow(chosen, lookup, budget);
    }
    case "call":
      return valueOfCall(expression, lookup, budget);
    case "chain":
      return valueOfChain(expression, lookup, budget);
  }
}

function valueOfCall(call: Extract<Expression, { kind: "call" }>, lookup: Lookup, budget: Budget): Json {
  if (!isFunctionName(call.name)) throw new ExpressionFault("function_unknown", call.at, { name: call.name });
  const [first, second] = call.args;
  if (call.name === "default" && first !== undefined && second !== undefined) {
    const value = valueOrNull(first, lookup, budget);
    return isBlank(value) ? evaluateNow(second, lookup, budget) : value;
  }
  const values = call.args.map((argument) => evaluateNow(argument, lookup, budget));
  return functions[call.name](new Arguments(values, budget, call.at, call.name));
}

function valueOfChain(chain: Extract<Expression, { kind: "chain" }>, lookup: Lookup, budget: Budget): Json {
  const isAlternative = chain.rest[0]?.operator === "??";
  let left = isAlternative ? valueOrNull(chain.first, lookup, budget) : evaluateNow(chain.first, lookup, budget);
  for (const [index, { operator, operand }] of chain.rest.entries()) {
    budget.step(1, operand.at);
    if (operator === "??") {
      if (left !== null) continue;
      const isLast = index === chain.rest.length - 1;
      left = isLast ? evaluateNow(operand, lookup, budget) : valueOrNull(operand, lookup, budget);
    } else if (operator === "&&") {
      if (isTruthy(left)) left = evaluateNow(operand, lookup, budget);
    } else if (operator === "||") {
      if (!isTruthy(left)) left = evaluateNow(operand, lookup, budget);
    } else {
      left = combine(operator, left, evaluateNow(operand, lookup, budget), operand.at, budget);
    }
  }
  return left;
}

/** A reference to nothing is null where an alternative follows; every other fault stays one. */
function valueOrNull(expression: Expression, lookup: Lookup, budget: Budget): Json {
  if (expression.kind !== "path") return evaluateNow(expression, lookup, budget);
  budget.step(1, expression.at);
  return lookup(expression.root, expression.segments) ?? null;
}

type Combining = Exclude<BinaryOperator, "??" | "&&" | "||">;

function combine(operator: Combining, left: Json, right: Json, at: number, budget: Budget): Json {
  switch (operator) {
    case "==":
      return isSame(left, right, () => budget.step(1, at));
    case "!=":
      return !isSame(left, right, () => budget.step(1, at));
    case "<":
    case "<=":
    case ">":
    case ">=":
      return isOrdered(operator, left, right, at);
    case "+":
      if (typeof left === "string" || typeof right === "string") {
        const [a, b] = [textOf(left, at), textOf(right, at)];
        budget.make(a.length + b.length, at);
        return a + b;
      }
      return finite(numberFor("+", left, at) + numberFor("+", right, at), at);
    default: {
      const [a, b] = [numberFor(operator, left, at), numberFor(operator, right, at)];
      if (operator === "-") return finite(a - b, at);
      if (operator === "*") return finite(a * b, at);
      if (b === 0) throw new ExpressionFault("division_by_zero", at);
      return finite(operator === "/" ? a / b : a % b, at);
    }
  }
}

function isOrdered(operator: "<" | "<=" | ">" | ">=", left: Json, right: Json, at: number): boolean {
  const comparable =
    (typeof left === "number" && typeof right === "number") || (typeof left === "string" && typeof right === "string");
  if (!comparable)
    throw new ExpressionFault("wrong_type", at, { operator, given: `${typeOf(left)}, ${typeOf(right)}` });
  if (operator === "<") return left < right;
  if (operator === "<=") return left <= right;
  return operator === ">" ? left > right : left >= right;
}

function numberFor(operator: string, value: Json, at: number): number {
  if (typeof value === "number") return value;
  throw new ExpressionFault("wrong_type", at, { operator, wanted: "number", given: typeOf(value) });
}

function finite(value: number, at: number): number {
  if (!Number.isFinite(value)) throw new ExpressionFault("too_large", at);
  return value;
}

function namesOf(path: Extract<Expression, { kind: "path" }>): Record<string, string> {
  return { reference: [path.root, ...path.segments].join(".").slice(0, 200) };
}
