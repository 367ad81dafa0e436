// Random expressions, templates and values for property tests. Knows the language's forms, not its implementation.

import fc from "fast-check";
import type { Json } from "../../shared/json";
import type { BinaryOperator, Expression, Segment, Template } from "../ast";
import { type FunctionName, functionArities } from "../function-names";

const names = ["a", "start", "fetch_2", "vars", "sys", "body", "constructor", "__proto__", "toString", "length"];
const name = fc.constantFrom(...names);
const segment: fc.Arbitrary<Segment> = fc.oneof(name, fc.string({ maxLength: 6 }), fc.integer({ min: 0, max: 20 }));
const levels: readonly (readonly BinaryOperator[])[] = [
  ["??"],
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];
const functionNames = Object.keys(functionArities).filter((key): key is FunctionName => key in functionArities);
const at = 0;

const literal: fc.Arbitrary<Expression> = fc
  .oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map(Math.abs),
    fc.nat(100),
    fc.boolean(),
    fc.constant(null),
  )
  .map((value) => ({ kind: "literal", value, at }));
const path: fc.Arbitrary<Expression> = fc
  .record({ root: name, segments: fc.array(segment, { maxLength: 4 }) })
  .map(({ root, segments }) => ({ kind: "path", root, segments, at, end: 0 }));

/** Any expression the language has. */
export const arbitraryExpression: fc.Arbitrary<Expression> = fc.letrec<{ expression: Expression }>((tie) => {
  const inner = tie("expression");
  return {
    expression: fc.oneof(
      { maxDepth: 5, depthSize: "small" },
      literal,
      path,
      fc
        .record({ target: inner, keys: fc.array(inner, { minLength: 1, maxLength: 3 }) })
        .map(({ target, keys }): Expression => ({ kind: "access", target, keys, at })),
      fc
        .record({ operator: fc.constantFrom("-" as const, "!" as const), operand: inner })
        .map(({ operator, operand }): Expression => ({ kind: "unary", operator, operand, at })),
      fc
        .record({ test: inner, whenTrue: inner, whenFalse: inner })
        .map((parts): Expression => ({ kind: "choice", ...parts, at })),
      fc
        .constantFrom(...levels)
        .chain((operators) =>
          fc.record({
            first: inner,
            rest: fc.array(fc.record({ operator: fc.constantFrom(...operators), operand: inner }), {
              minLength: 1,
              maxLength: 3,
            }),
          }),
        )
        .map(({ first, rest }): Expression => ({ kind: "chain", first, rest, at })),
      fc
        .constantFrom(...functionNames)
        .chain((called) => {
          const [minLength, maxLength] = functionArities[called];
          const size = { minLength, maxLength: Math.min(maxLength, minLength + 2) };
          return fc.record({ called: fc.constant(called), args: fc.array(inner, size) });
        })
        .map(({ called, args }): Expression => ({ kind: "call", name: called, args, at })),
    ),
  };
}).expression;

const plain = fc.oneof(
  fc.string({ unit: fc.constantFrom("{", "}", "\\", "a", " "), minLength: 1, maxLength: 12 }),
  fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
);

/** Any template, as the parser gives it: no empty text, no two texts in a row. */
export const arbitraryTemplate: fc.Arbitrary<Template> = fc
  .array(fc.oneof(plain, arbitraryExpression), { maxLength: 6 })
  .map((raw) => {
    const parts: (string | Expression)[] = [];
    for (const part of raw) {
      const before = parts.at(-1);
      if (typeof part === "string" && typeof before === "string") parts[parts.length - 1] = before + part;
      else parts.push(part);
    }
    const only = parts.length === 1 ? parts[0] : undefined;
    return { parts, single: only === undefined || typeof only === "string" ? null : only };
  });

/** Any JSON value, with keys that JavaScript gives a meaning to. */
export const arbitraryJson: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.string({ unit: "binary" }),
    fc.array(tie("json"), { maxLength: 5 }),
    fc
      .array(fc.tuple(fc.oneof(name, fc.string()), tie("json")), { maxLength: 5 })
      .map((entries): Json => Object.fromEntries(entries)),
  ),
})).json;

/** The same without positions, which printing does not keep. */
export function withoutPositions(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, item) => (key === "at" || key === "end" ? undefined : item)));
}
