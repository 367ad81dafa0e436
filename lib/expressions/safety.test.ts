// What somebody typed never reaches JavaScript, never throws, and always ends.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../shared/json";
import { compileExpression, compileValue, resolveCompiled, resolveDeep } from "./compiled";
import { evaluateExpression, evaluateTemplate, type Lookup } from "./evaluate-expression";
import { parseExpression } from "./parse-expression";
import { parseTemplate } from "./parse-template";
import { readPath } from "./read-path";
import { referencesOf } from "./references";
import { arbitraryExpression, arbitraryJson, arbitraryTemplate } from "./testing/arbitrary";

function lookupIn(world: Json): Lookup {
  return (root, segments) => readPath(world, [root, ...segments]);
}

function resolve(text: string, world: Json = {}) {
  return resolveDeep(text, lookupIn(world));
}

describe("no way to JavaScript", () => {
  const world = { start: { text: "abc", list: [1], object: { a: 1 } } };
  it.each([
    "constructor",
    "__proto__",
    "prototype",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "at",
    "map",
    "length",
    "__defineGetter__",
  ])("%s is nothing on any value", (key) => {
    for (const target of ["start", "start.text", "start.list", "start.object", "('a')", "(1)", "(true)"]) {
      expect(
        resolve(`{{ default(${target.startsWith("(") ? "null" : `${target}.${key}`}, 'nothing') }}`, world),
      ).toEqual({
        ok: true,
        value: "nothing",
      });
      expect(resolve(`{{ (${target})[${JSON.stringify(key)}] }}`, world)).toEqual({ ok: true, value: null });
    }
    expect(resolve(`{{ default(${key}, 'nothing') }}`, world)).toEqual({ ok: true, value: "nothing" });
  });

  it.each([
    "{{constructor.constructor('return process')()}}",
    "{{ start.constructor('return this')() }}",
    "{{ ''.constructor.constructor('alert(1)')() }}",
    "{{ globalThis.process.exit(1) }}",
    "{{ (() => 1)() }}",
    "{{ new Date() }}",
    "{{ start.text = 1 }}",
    "{{ `a` }}",
    "{{ [].map }}",
    "{{ this }}",
    "{{ process.env }}",
    "{{ eval('1') }}",
  ])("%s is a coded error", (text) => {
    expect(resolve(text, world)).toMatchObject({ ok: false });
  });
});

describe("limits", () => {
  it("stops a result that grows without bound", () => {
    let text = "'aaaaaaaaaa'";
    for (let i = 0; i < 12; i++) text = `replace(${text}, 'a', 'aaaaaaaaaa')`;
    expect(resolve(`{{ ${text} }}`)).toMatchObject({ ok: false, error: { code: "too_large" } });
    const many = Array.from({ length: 60 }, () => "{{ start.big }}").join("");
    expect(resolve(many, { start: { big: "x".repeat(100_000) } })).toMatchObject({
      ok: false,
      error: { code: "too_large" },
    });
  });

  it("stops after too many operations", () => {
    const list = Array.from({ length: 3_000 }, (_, i) => i);
    const sums = Array.from({ length: 400 }, () => "sum(start.list)").join(" + ");
    expect(resolve(`{{ ${sums} }}`, { start: { list } })).toMatchObject({
      ok: false,
      error: { code: "too_many_steps" },
    });
  });

  it("searches a long run of one letter in no time", () => {
    const big = "a".repeat(1_000_000);
    const search = `${"a".repeat(50_000)}b${"a".repeat(50_000)}`;
    const begin = performance.now();
    expect(resolve("{{ contains(start.big, start.search) }}", { start: { big, search } })).toEqual({
      ok: true,
      value: false,
    });
    expect(performance.now() - begin).toBeLessThan(1_000);
  });

  it("meets values nested deeper than the stack with a coded error or a value", () => {
    let deep: Json = 1;
    let other: Json = 1;
    for (let i = 0; i < 100_000; i++) {
      deep = [deep];
      other = [other];
    }
    const world = { start: { deep, other } };
    expect(resolve("{{ json(start.deep) }}", world)).toMatchObject({ ok: false, error: { code: "too_deep" } });
    expect(resolve("x {{ start.deep }}", world)).toMatchObject({ ok: false, error: { code: "too_deep" } });
    expect(resolve("{{ start.deep == start.other }}", world)).toEqual({ ok: true, value: false });
    expect(resolve("{{ parseJson(start.text) }}", { start: { text: "[".repeat(200_000) } })).toMatchObject({
      ok: false,
      error: { code: "too_deep" },
    });
    expect(resolveCompiled(compileValue(deep), () => null)).toMatchObject({ ok: false, error: { code: "too_deep" } });
  });
});

describe("any input", () => {
  const codes = /^[a-z_]+$/;
  const pieces = [
    "{{",
    "}}",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "'",
    '"',
    "\\",
    ".",
    "a",
    "1",
    " ",
    "+",
    "-",
    "?",
    ":",
    ",",
  ];

  it("parses to a value or a coded error inside of the text", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.string({ unit: fc.constantFrom(...pieces, "==", "&&", "??", "lower", "null", "😀"), maxLength: 60 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        for (const outcome of [parseTemplate(text), parseExpression(text)]) {
          if (outcome.ok) continue;
          expect(outcome.error.code).toMatch(codes);
          expect(outcome.error.at).toBeGreaterThanOrEqual(0);
          expect(outcome.error.at).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it("evaluates to JSON or a coded error", () => {
    fc.assert(
      fc.property(arbitraryExpression, arbitraryJson, (expression, world) => {
        const outcome = evaluateExpression(expression, lookupIn({ a: world, start: world, vars: { body: world } }));
        if (!outcome.ok) return codes.test(outcome.error.code);
        expect(JSON.parse(JSON.stringify(outcome.value))).toEqual(JSON.parse(JSON.stringify(outcome.value)));
        return isJson(outcome.value);
      }),
      { numRuns: 3_000 },
    );
  });

  it("asks for nothing that referencesOf does not name", () => {
    fc.assert(
      fc.property(arbitraryTemplate, arbitraryJson, (template, answer) => {
        const named = new Set(referencesOf(template).map(({ root, segments }) => JSON.stringify([root, segments])));
        evaluateTemplate(template, (root, segments) => {
          expect(named).toContain(JSON.stringify([root, segments]));
          return answer;
        });
      }),
    );
  });

  it("resolves a value without braces to itself", () => {
    fc.assert(
      fc.property(arbitraryJson, (value) => {
        fc.pre(!JSON.stringify(value).includes("{{"));
        expect(resolveDeep(value, () => undefined)).toEqual({ ok: true, value });
      }),
    );
  });

  it("resolves in one pass: the shape stays, references become what the lookup gives", () => {
    fc.assert(
      fc.property(arbitraryJson, (answer) => {
        const value = { "{{ a }}": ["{{ a }}", { deep: "{{ a }}" }], __proto__x: 1 };
        expect(resolveDeep(value, () => answer)).toEqual({
          ok: true,
          value: { "{{ a }}": [answer, { deep: answer }], __proto__x: 1 },
        });
      }),
    );
  });
});

describe("compileExpression", () => {
  it("gives the value of one expression, null for an empty text", () => {
    expect(resolveCompiled(compileExpression("1 + 1"), () => null)).toEqual({ ok: true, value: 2 });
    expect(resolveCompiled(compileExpression("  "), () => null)).toEqual({ ok: true, value: null });
    expect(resolveCompiled(compileExpression("1 +"), () => null)).toMatchObject({ error: { code: "unexpected_end" } });
  });
});

function isJson(value: unknown): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isJson);
  return (
    typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isJson)
  );
}
