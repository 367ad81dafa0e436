// Which values an expression, template or compiled value asks for. Tells what is written, not what exists.

import type { Expression, Segment, Template } from "./ast";
import { type Compiled, walkCompiled } from "./compiled";

export interface Reference {
  root: string;
  /** The part of the way that is known without evaluating. */
  segments: readonly Segment[];
  at: number;
  end: number;
}

/** Every reference of an expression from left to right. */
export function referencesOfExpression(expression: Expression): Reference[] {
  const found: Reference[] = [];
  collect(expression, found);
  return found;
}

/** Every reference of a template from left to right. */
export function referencesOf(template: Template): Reference[] {
  const found: Reference[] = [];
  for (const part of template.parts) if (typeof part !== "string") collect(part, found);
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

function collect(expression: Expression, found: Reference[]): void {
  switch (expression.kind) {
    case "literal":
      return;
    case "path": {
      const { root, segments, at, end } = expression;
      found.push({ root, segments, at, end });
      return;
    }
    case "access":
      collect(expression.target, found);
      for (const key of expression.keys) collect(key, found);
      return;
    case "unary":
      collect(expression.operand, found);
      return;
    case "choice":
      collect(expression.test, found);
      collect(expression.whenTrue, found);
      collect(expression.whenFalse, found);
      return;
    case "call":
      for (const argument of expression.args) collect(argument, found);
      return;
    case "chain":
      collect(expression.first, found);
      for (const { operand } of expression.rest) collect(operand, found);
  }
}
