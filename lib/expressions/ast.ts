// What the parser makes of expressions and templates: plain data that can be cached, walked and printed.
// Knows nothing of graphs, runs or where values come from.

/** One way down into a value: a key of an object or an index of an array. */
export type Segment = string | number;

export type BinaryOperator = "+" | "-" | "*" | "/" | "%" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "&&" | "||" | "??";

/** `at` is always the offset of the expression's first character in the text it was parsed from. */
export type Expression =
  | { kind: "literal"; value: string | number | boolean | null; at: number }
  /** A reference whose whole way is known before it runs: `fetch.body.items[0]`. */
  | { kind: "path"; root: string; segments: readonly Segment[]; at: number; end: number }
  /** Further ways down that are only known when it runs, or that start at something else than a reference. */
  | { kind: "access"; target: Expression; keys: readonly Expression[]; at: number }
  /** Operands of one precedence from left to right: flat, so that a long sum is not a deep tree. */
  | { kind: "chain"; first: Expression; rest: readonly { operator: BinaryOperator; operand: Expression }[]; at: number }
  | { kind: "unary"; operator: "-" | "!"; operand: Expression; at: number }
  | { kind: "choice"; test: Expression; whenTrue: Expression; whenFalse: Expression; at: number }
  | { kind: "call"; name: string; args: readonly Expression[]; at: number };

/** A text with expressions in double braces. Exactly one expression and nothing else gives its typed value. */
export interface Template {
  parts: readonly (string | Expression)[];
  /** Set where the template is exactly one expression. */
  single: Expression | null;
}

/** Something wrong with an expression or with evaluating it; `at` is an offset in the text. */
export interface ExpressionError {
  code: ExpressionErrorCode;
  at: number;
  params?: Record<string, string | number>;
}

export const expressionErrorCodes = [
  // found by the parser
  "unexpected_character",
  "unexpected_end",
  "unexpected_token",
  "expression_empty",
  "braces_unclosed",
  "text_unclosed",
  "number_invalid",
  "function_unknown",
  "argument_count",
  "too_deep",
  "too_long",
  "too_many_parts",
  // found while evaluating
  "reference_unknown",
  "wrong_type",
  "division_by_zero",
  "not_json",
  "too_many_steps",
  "too_large",
] as const;
export type ExpressionErrorCode = (typeof expressionErrorCodes)[number];

export type Outcome<T> = { ok: true; value: T } | { ok: false; error: ExpressionError };
