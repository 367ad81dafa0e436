// Calculates: models are bad at it. Powers, roots and the like come before the product's own expressions, which have
// the four operations and a few functions.

import { calculate } from "./calculate";
import type { BuiltinTool } from "./contract";
import { textArgument } from "./read-arguments";

export const calculator: BuiltinTool = {
  name: "calculator",
  title: "Calculator",
  description:
    "Calculates exactly: + - * / % ^ (power), parentheses, and sqrt, abs, round, floor, ceil, min, max, ln, log10, exp, sin, cos, tan, pi, e. Example: round(1299.5 * 1.19, 2)",
  category: "text",
  inputSchema: {
    type: "object",
    properties: { expression: { type: "string", description: "What to calculate.", maxLength: 2_000 } },
    required: ["expression"],
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true, openWorldHint: false },
  run: (input) => ({ result: calculate(textArgument(input, "expression", 2_000)) }),
};
