// Tells the type of an expression without evaluating it, as far as it can be told; `any` where it cannot.

import type { ValueType } from "../graph/schema";
import type { Expression, Segment, Template } from "./ast";
import { type FunctionName, isFunctionName } from "./function-names";

export type TypeOfPath = (root: string, segments: readonly Segment[]) => ValueType;

const resultTypes: Readonly<Record<FunctionName, ValueType>> = {
  abs: "number",
  ceil: "number",
  contains: "boolean",
  default: "any",
  encodeUrl: "string",
  endsWith: "boolean",
  first: "any",
  floor: "number",
  formatDate: "string",
  isEmpty: "boolean",
  join: "string",
  json: "string",
  keys: "array",
  last: "any",
  length: "number",
  lower: "string",
  max: "number",
  min: "number",
  number: "number",
  parseJson: "any",
  pluck: "array",
  replace: "string",
  reverse: "array",
  round: "number",
  slice: "any",
  split: "array",
  startsWith: "boolean",
  string: "string",
  sum: "number",
  trim: "string",
  typeOf: "string",
  upper: "string",
  values: "array",
};

/** The type a template resolves to. */
export function typeOfTemplate(template: Template, typeOfPath: TypeOfPath): ValueType {
  return template.single === null ? "string" : typeOfExpression(template.single, typeOfPath);
}

/** The type an expression evaluates to. */
export function typeOfExpression(expression: Expression, typeOfPath: TypeOfPath): ValueType {
  switch (expression.kind) {
    case "literal":
      if (typeof expression.value === "string") return "string";
      if (typeof expression.value === "number") return "number";
      return expression.value === null ? "any" : "boolean";
    case "path":
      return typeOfPath(expression.root, expression.segments);
    case "access":
      return "any";
    case "unary":
      return expression.operator === "!" ? "boolean" : "number";
    case "call":
      return isFunctionName(expression.name) ? resultTypes[expression.name] : "any";
    case "choice":
      return common([expression.whenTrue, expression.whenFalse], typeOfPath);
    case "chain":
      return typeOfChain(expression, typeOfPath);
  }
}

/** Whether a value of one type can stand where another is wanted. */
export function isAssignable(given: ValueType, wanted: ValueType): boolean {
  // Anything but a file can be written as text.
  return given === wanted || given === "any" || wanted === "any" || (wanted === "string" && given !== "file");
}

function typeOfChain(chain: Extract<Expression, { kind: "chain" }>, typeOfPath: TypeOfPath): ValueType {
  const operands = [chain.first, ...chain.rest.map(({ operand }) => operand)];
  switch (chain.rest[0]?.operator) {
    case "??":
    case "||":
    case "&&":
      return common(operands, typeOfPath);
    case "+": {
      if (chain.rest.some(({ operator }) => operator === "-")) return "number";
      const types = operands.map((operand) => typeOfExpression(operand, typeOfPath));
      if (types.includes("string")) return "string";
      return types.every((type) => type === "number") ? "number" : "any";
    }
    case "-":
    case "*":
    case "/":
    case "%":
      return chain.rest.some(({ operator }) => operator === "+") ? "any" : "number";
    default:
      return "boolean";
  }
}

function common(expressions: readonly Expression[], typeOfPath: TypeOfPath): ValueType {
  const [first, ...others] = expressions.map((expression) => typeOfExpression(expression, typeOfPath));
  return first !== undefined && others.every((type) => type === first) ? first : "any";
}
