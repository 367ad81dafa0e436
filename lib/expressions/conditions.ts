// Typed comparisons and cases (if, else-if) for nodes that choose a way. Operands are values: whatever was an
// expression has been evaluated before. Every comparison is total; what can't be compared is false.

import { z } from "zod";
import type { Json } from "../shared/json";
import { isJsonObject } from "../shared/json";
import { includesText } from "./search-text";
import { isEmptyValue, isSame, numberOfText } from "./values";

export const operators = [
  "is",
  "isNot",
  "contains",
  "notContains",
  "startsWith",
  "endsWith",
  "oneOf",
  "notOneOf",
  "greater",
  "greaterOrEqual",
  "less",
  "lessOrEqual",
  "isTrue",
  "isFalse",
  "lengthIs",
  "lengthGreater",
  "lengthLess",
  "empty",
  "notEmpty",
] as const;
export type Operator = (typeof operators)[number];

/** Whether a text is one of the operators. */
function isOperator(text: string): text is Operator {
  return operators.some((operator) => operator === text);
}

/** Operators that look at one operand alone. */
export const unaryOperators: ReadonlySet<Operator> = new Set(["isTrue", "isFalse", "empty", "notEmpty"]);

const sizes = ["lengthIs", "lengthGreater", "lengthLess"] as const;
const presence = ["empty", "notEmpty"] as const;
const orders = ["greater", "greaterOrEqual", "less", "lessOrEqual"] as const;

/** Which operators make sense for a value of a type, in the order a form offers them. */
export const operatorsByType: Readonly<
  Record<"string" | "number" | "boolean" | "object" | "array" | "file" | "any", readonly Operator[]>
> = {
  string: [
    "is",
    "isNot",
    "contains",
    "notContains",
    "startsWith",
    "endsWith",
    "oneOf",
    "notOneOf",
    ...sizes,
    ...presence,
  ],
  number: ["is", "isNot", ...orders, "oneOf", "notOneOf", ...presence],
  boolean: ["isTrue", "isFalse", "is", "isNot", ...presence],
  object: ["contains", "notContains", ...presence],
  array: ["contains", "notContains", ...sizes, ...presence],
  file: [...presence],
  any: operators,
};

const maxGroupDepth = 8;

export interface ConditionRule {
  left: Json;
  /** One of the operators; no rule with another one is ever met. */
  operator: string;
  right?: Json | undefined;
}
export interface ConditionGroup {
  logic: "and" | "or";
  rules: ConditionRule[];
  groups?: ConditionGroup[] | undefined;
}
export interface ConditionCase extends ConditionGroup {
  id: string;
  name?: string | undefined;
}

const conditionRuleSchema: z.ZodType<ConditionRule> = z.object({
  left: z.json(),
  operator: z.enum(operators),
  right: z.json().optional(),
});
const conditionGroupSchema: z.ZodType<ConditionGroup> = z.object({
  logic: z.enum(["and", "or"]),
  rules: z.array(conditionRuleSchema).max(100),
  get groups(): z.ZodOptional<z.ZodArray<z.ZodType<ConditionGroup>>> {
    return z.array(conditionGroupSchema).max(20).optional();
  },
});
export const conditionCaseSchema: z.ZodType<ConditionCase> = z.object({
  id: z.string().min(1).max(64),
  name: z.string().max(200).optional(),
  logic: z.enum(["and", "or"]),
  rules: z.array(conditionRuleSchema).max(100),
  groups: z.array(conditionGroupSchema).max(20).optional(),
});

/** The id of the first case that holds; null where none does. */
export function evaluateCases(cases: readonly ConditionCase[]): string | null {
  return cases.find((one) => holds(one))?.id ?? null;
}

/** Whether a group of rules holds; one without any rule never does. */
export function holds(group: ConditionGroup, depth = 0): boolean {
  const groups = depth < maxGroupDepth ? (group.groups ?? []) : [];
  if (group.rules.length + groups.length === 0) return false;
  const isRuleMet = (rule: ConditionRule) =>
    isOperator(rule.operator) && compare(rule.left, rule.operator, rule.right ?? null);
  const isGroupMet = (inner: ConditionGroup) => holds(inner, depth + 1);
  return group.logic === "and"
    ? group.rules.every(isRuleMet) && groups.every(isGroupMet)
    : group.rules.some(isRuleMet) || groups.some(isGroupMet);
}

/** Whether a comparison holds. A text on the right is read as the type of the left where it spells one. */
export function compare(left: Json, operator: Operator, right: Json): boolean {
  switch (operator) {
    case "is":
      return isAlike(left, right);
    case "isNot":
      return !isAlike(left, right);
    case "contains":
      return includes(left, right);
    case "notContains":
      return !includes(left, right);
    case "startsWith":
      return isText(left) && isText(right) && String(left).startsWith(String(right));
    case "endsWith":
      return isText(left) && isText(right) && String(left).endsWith(String(right));
    case "oneOf":
      return choicesOf(right).some((choice) => isAlike(left, choice));
    case "notOneOf":
      return !choicesOf(right).some((choice) => isAlike(left, choice));
    case "greater":
      return orderOf(left, right) > 0;
    case "greaterOrEqual":
      return orderOf(left, right) >= 0;
    case "less":
      return orderOf(left, right) < 0;
    case "lessOrEqual":
      return orderOf(left, right) <= 0;
    case "isTrue":
      return left === true || left === "true";
    case "isFalse":
      return left === false || left === "false";
    case "lengthIs":
      return sizeOf(left) === toNumber(right);
    case "lengthGreater":
      return sizeOf(left) > toNumber(right);
    case "lengthLess":
      return sizeOf(left) < toNumber(right);
    case "empty":
      return isEmptyValue(left);
    case "notEmpty":
      return !isEmptyValue(left);
  }
}

// Values are as large as they are: comparing reads each part once.
function payNothing(): void {}

function isText(value: Json): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function isAlike(left: Json, right: Json): boolean {
  if (typeof left === "number" && typeof right === "string") return left === numberOfText(right);
  if (typeof left === "string" && typeof right === "number") return numberOfText(left) === right;
  if (typeof left === "boolean" && typeof right === "string") return String(left) === right.trim();
  if (typeof left === "string" && typeof right === "boolean") return left.trim() === String(right);
  if (left === null && right === "") return true;
  return isSame(left, right, payNothing);
}

function includes(whole: Json, part: Json): boolean {
  if (Array.isArray(whole)) return whole.some((item) => isAlike(item, part));
  if (isJsonObject(whole)) return typeof part === "string" && Object.hasOwn(whole, part);
  return isText(whole) && isText(part) && includesText(String(whole), String(part));
}

/** A list as it is; a text as the choices between its commas. */
function choicesOf(value: Json): Json[] {
  if (Array.isArray(value)) return value;
  return typeof value === "string" ? value.split(",").map((choice) => choice.trim()) : [value];
}

/** Negative, zero or positive; NaN, of which no comparison holds, where there is no order. */
function orderOf(left: Json, right: Json): number {
  if (typeof left === "string" && typeof right === "string") {
    const [a, b] = [numberOfText(left), numberOfText(right)];
    if (a !== null && b !== null) return a - b;
    return left < right ? -1 : left > right ? 1 : 0;
  }
  return toNumber(left) - toNumber(right);
}

function toNumber(value: Json): number {
  if (typeof value === "number") return value;
  return typeof value === "string" ? (numberOfText(value) ?? Number.NaN) : Number.NaN;
}

function sizeOf(value: Json): number {
  if (value === null) return 0;
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : Number.NaN;
}
