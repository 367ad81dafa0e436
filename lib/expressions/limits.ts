// How much an expression may ask for. Every parse and every evaluation ends within these, whatever was typed.

export const expressionLimits = {
  /** Characters of one template. */
  templateLength: 1_000_000,
  /** Characters of one expression. */
  expressionLength: 20_000,
  /** Expressions in one template. */
  templateExpressions: 5_000,
  /** Parentheses, calls, indexes, choices and signs within each other. */
  nesting: 64,
  /** Levels of arrays and objects in a JSON value that is compared, compiled or parsed. */
  jsonDepth: 200,
  /** Operations of one evaluation. */
  steps: 1_000_000,
  /** Characters and items that one evaluation may make. */
  made: 4_000_000,
} as const;
