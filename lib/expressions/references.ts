// Which values an expression, template or compiled value asks for. Tells what is written, not what exists.

import type { BinaryOperator, Expression, Segment, Template } from "./ast";
import { type Compiled, walkCompiled } from "./compiled";

export interface Reference {
  root: string;
  /** The part of the way that is known without evaluating. */
  segments: readonly Segment[];
  at: number;
  end: number;
  /** Whether something is made of its value, such as by a function; else it is handed on, alone or in a text. */
  isTransformed: boolean;
}

/** Every reference of an expression from left to right. */
export function referencesOfExpression(expression: Expression): Reference[] {
  const found: Reference[] = [];
  collect(expression, found, false);
  return found;
}

/** Every reference of a template from left to right. */
export function referencesOf(template: Template): Reference[] {
  const found: Reference[] = [];
  for (const part of template.parts) if (typeof part !== "string") collect(part, found, false);
  return found;
}

/** Every reference in a compiled value, with the dotted way to the text it stands in. */
export function referencesOfCompiled(compiled: Compiled): (Reference & { path: string })[] {
  const found: (Reference & { path: string })[] = [];
  walkCompiled(compiled, (part, path) => {
    const references =
      part.kind === "template"
        ? referencesOf(part.template)
        : part.kind === "expression"
          ? referencesOfExpression(part.expression)
          : [];
    for (const reference of references) found.push({ ...reference, path });
  });
  return found;
}

function collect(expression: Expression, found: Reference[], isTransformed: boolean): void {
  switch (expression.kind) {
    case "literal":
      return;
    case "path": {
      const { root, segments, at, end } = expression;
      found.push({ root, segments, at, end, isTransformed });
      return;
    }
    case "access":
      collect(expression.target, found, true);
      for (const key of expression.keys) collect(key, found, true);
      return;
    case "unary":
      collect(expression.operand, found, true);
      return;
    case "choice":
      collect(expression.test, found, isTransformed);
      collect(expression.whenTrue, found, isTransformed);
      collect(expression.whenFalse, found, isTransformed);
      return;
    case "call":
      for (const argument of expression.args) collect(argument, found, true);
      return;
    case "chain": {
      const isMade = isTransformed || expression.rest.some(({ operator }) => !handsOn.has(operator));
      collect(expression.first, found, isMade);
      for (const { operand } of expression.rest) collect(operand, found, isMade);
    }
  }
}

/** Operators that give one of their operands, or a text with both in it. */
const handsOn: ReadonlySet<BinaryOperator> = new Set(["+", "&&", "||", "??"]);
