// Texts with expressions in double braces. A backslash before the braces keeps them as text; of more than two braces
// in a row the last two open. Evaluates nothing.

import type { Expression, Outcome, Template } from "./ast";
import { ExpressionFault, outcomeOf } from "./fault";
import { expressionLimits } from "./limits";
import { parseFrom } from "./parse-expression";

/** Parses a text with `{{ expression }}` in it; each character is looked at a bounded number of times. */
export function parseTemplate(text: string): Outcome<Template> {
  return outcomeOf(() => {
    if (text.length > expressionLimits.templateLength) {
      throw new ExpressionFault("too_long", 0, { limit: expressionLimits.templateLength });
    }
    const parts: (string | Expression)[] = [];
    let plain = "";
    let expressions = 0;
    let from = 0;
    for (let open = text.indexOf("{{"); open !== -1; open = text.indexOf("{{", from)) {
      const slashes = countSlashesBefore(text, open, from);
      plain += text.slice(from, open - slashes) + "\\".repeat(slashes >> 1);
      if (slashes % 2 === 1) {
        plain += "{{";
        from = open + 2;
        continue;
      }
      let last = open;
      while (text.charAt(last + 2) === "{") last += 1;
      plain += text.slice(open, last);
      if (++expressions > expressionLimits.templateExpressions) {
        throw new ExpressionFault("too_many_parts", last, { limit: expressionLimits.templateExpressions });
      }
      const { expression, end } = parseBraces(text, last);
      if (plain !== "") parts.push(plain);
      parts.push(expression);
      plain = "";
      from = end;
    }
    plain += text.slice(from);
    if (plain !== "") parts.push(plain);
    const only = parts.length === 1 ? parts[0] : undefined;
    return { parts, single: only === undefined || typeof only === "string" ? null : only };
  });
}

/** Whether a text could hold an expression; a text without braces is itself. */
export function mayBeTemplate(text: string): boolean {
  return text.includes("{{");
}

function countSlashesBefore(text: string, at: number, from: number): number {
  let count = 0;
  while (at - count - 1 >= from && text.charAt(at - count - 1) === "\\") count += 1;
  return count;
}

function parseBraces(text: string, open: number): { expression: Expression; end: number } {
  try {
    const { expression, next } = parseFrom(text, open + 2);
    if (next.value === "}}" && next.kind === "sign") return { expression, end: next.end };
    if (next.kind === "end") throw new ExpressionFault("braces_unclosed", open);
    throw new ExpressionFault("unexpected_token", next.at, { token: next.value });
  } catch (error) {
    // A text that ends inside of braces is about the braces, not about what could have followed.
    if (error instanceof ExpressionFault && error.error.at >= text.length) {
      throw new ExpressionFault("braces_unclosed", open);
    }
    throw error;
  }
}
