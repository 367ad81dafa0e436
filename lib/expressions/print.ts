// Expressions and templates back into text that parses to the same: for renaming and pasting references.

import type { BinaryOperator, Expression, Segment, Template } from "./ast";

const tightness: Record<BinaryOperator, number> = {
  "??": 1,
  "||": 2,
  "&&": 3,
  "==": 4,
  "!=": 4,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  "+": 6,
  "-": 6,
  "*": 7,
  "/": 7,
  "%": 7,
};
const unaryTightness = 8;
const namePattern = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The text of a template. */
export function printTemplate(template: Template): string {
  return template.parts
    .map((part, index) => {
      if (typeof part !== "string") return `{{ ${printExpression(part)} }}`;
      return escapeText(part, index < template.parts.length - 1);
    })
    .join("");
}

/** The text of an expression, without braces. */
export function printExpression(expression: Expression): string {
  return print(expression, 0);
}

/** The text of a reference: `fetch.body["content-type"][0]`. */
export function printReference(root: string, segments: readonly Segment[]): string {
  return root + segments.map(printSegment).join("");
}

/** A text literal in quotes. */
function printText(text: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "\\'")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t");
  return `'${escaped}'`;
}

/** Braces that must not open, and backslashes that must not escape, are escaped; a brace may touch the next part. */
function escapeText(text: string, isFollowed: boolean): string {
  return text.replace(/(\\*)(\{*)/g, (run: string, slashes: string, braces: string, offset: number) => {
    const touches = isFollowed && offset + run.length === text.length;
    if (run === "" || braces.length + (touches ? 2 : 0) < 2) return run;
    return slashes + slashes + "\\{{".repeat(braces.length >> 1) + "{".repeat(braces.length % 2);
  });
}

function printSegment(segment: Segment): string {
  if (typeof segment === "number") return `[${segment}]`;
  return namePattern.test(segment) ? `.${segment}` : `[${printText(segment)}]`;
}

function print(expression: Expression, outer: number): string {
  switch (expression.kind) {
    case "literal":
      return typeof expression.value === "string" ? printText(expression.value) : String(expression.value);
    case "path":
      return printReference(expression.root, expression.segments);
    case "access":
      return printTarget(expression.target, expression.keys) + expression.keys.map(printKey).join("");
    case "unary":
      return `${expression.operator}${print(expression.operand, unaryTightness)}`;
    case "call":
      return `${expression.name}(${expression.args.map((argument) => print(argument, 0)).join(", ")})`;
    case "choice": {
      const text = `${print(expression.test, 1)} ? ${print(expression.whenTrue, 0)} : ${print(expression.whenFalse, 0)}`;
      return outer > 0 ? `(${text})` : text;
    }
    case "chain": {
      const own = tightness[expression.rest[0]?.operator ?? "??"];
      // An operand of the same tightness would melt into this chain, so it keeps its parentheses.
      const rest = expression.rest.map(({ operator, operand }) => ` ${operator} ${print(operand, own + 1)}`);
      const text = print(expression.first, own + 1) + rest.join("");
      return own < outer ? `(${text})` : text;
    }
  }
}

function printTarget(target: Expression, keys: readonly Expression[]): string {
  const text = print(target, 0);
  if (target.kind === "call") return text;
  return target.kind === "path" && !isStatic(keys[0]) ? text : `(${text})`;
}

function isStatic(key: Expression | undefined): boolean {
  if (key?.kind !== "literal") return false;
  return typeof key.value === "string" || (typeof key.value === "number" && Number.isSafeInteger(key.value));
}

function printKey(key: Expression): string {
  if (key.kind === "literal" && typeof key.value === "string" && namePattern.test(key.value)) return `.${key.value}`;
  return `[${print(key, 0)}]`;
}
