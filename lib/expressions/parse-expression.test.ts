import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Expression } from "./ast";
import { expressionLimits } from "./limits";
import { parseExpression } from "./parse-expression";
import { printExpression } from "./print";
import { arbitraryExpression, withoutPositions } from "./testing/arbitrary";

function parsed(text: string): Expression {
  const outcome = parseExpression(text);
  if (!outcome.ok) throw new Error(`${text}: ${JSON.stringify(outcome.error)}`);
  return outcome.value;
}

function errorOf(text: string) {
  const outcome = parseExpression(text);
  return outcome.ok ? null : { code: outcome.error.code, at: outcome.error.at };
}

describe("parseExpression", () => {
  it("reads a path with keys, quoted keys and indexes as one reference", () => {
    expect(parsed(`fetch.body["content-type"].items[0].名`.replace(".名", "['名']"))).toMatchObject({
      kind: "path",
      root: "fetch",
      segments: ["body", "content-type", "items", 0, "名"],
    });
  });

  it("tells where a reference begins and ends", () => {
    expect(parsed("  a.b[0] ")).toMatchObject({ at: 2, end: 8 });
  });

  it("keeps what is known of a path before a key that has to be evaluated", () => {
    expect(parsed("a.items[vars.i].name")).toMatchObject({
      kind: "access",
      target: { kind: "path", root: "a", segments: ["items"] },
      keys: [{ kind: "path", root: "vars", segments: ["i"] }, { value: "name" }],
    });
  });

  it("binds operators as people expect", () => {
    const same = (a: string, b: string) => expect(withoutPositions(parsed(a))).toEqual(withoutPositions(parsed(b)));
    same("1 + 2 * 3", "1 + (2 * 3)");
    same("a == b && c < d || !e", "((a == b) && (c < d)) || (!e)");
    same("a ?? b || c", "a ?? (b || c)");
    same("a ? b : c ? d : e", "a ? b : (c ? d : e)");
    same("-a + b", "(-a) + b");
    same("-a.b", "-(a.b)".replace("(a.b)", "a.b"));
  });

  it("allows a node to be called like a function", () => {
    expect(parsed("length.text")).toMatchObject({ kind: "path", root: "length" });
    expect(parsed("length(length.text)")).toMatchObject({ kind: "call", name: "length" });
  });

  it.each([
    ["", "expression_empty", 0],
    ["   ", "expression_empty", 0],
    ["a +", "unexpected_end", 3],
    ["a b", "unexpected_token", 2],
    ["(a", "unexpected_end", 2],
    ["a = b", "unexpected_character", 2],
    ["a & b", "unexpected_character", 2],
    ["a[", "unexpected_end", 2],
    ["a.", "unexpected_end", 2],
    ["a.0", "unexpected_token", 2],
    ["'abc", "text_unclosed", 0],
    ["'a\\", "text_unclosed", 0],
    ["'a\\q'", "unexpected_character", 2],
    ["12abc", "number_invalid", 0],
    ["1e999", "number_invalid", 0],
    ["evil(1)", "function_unknown", 0],
    ["constructor(1)", "function_unknown", 0],
    ["lower()", "argument_count", 0],
    ["lower(1, 2)", "argument_count", 0],
    ["lower(1,)", "unexpected_token", 8],
    ["a }} b", "unexpected_token", 2],
    ["`a`", "unexpected_character", 0],
    ["{}", "unexpected_character", 0],
    ["a => b", "unexpected_character", 2],
    ["😀", "unexpected_character", 0],
  ])("refuses %j with %s at %i", (text, code, at) => {
    expect(errorOf(text)).toEqual({ code, at });
  });

  it("refuses nesting beyond the limit instead of exhausting the stack", () => {
    const deep = (open: string, close: string, count: number) =>
      errorOf(`${open.repeat(count)}a${close.repeat(count)}`);
    expect(deep("(", ")", expressionLimits.nesting)).toBeNull();
    expect(deep("(", ")", 10_000)?.code).toBe("too_deep");
    expect(deep("a[", "]", 9_000)?.code).toBe("too_deep");
    expect(deep("lower(", ")", 3_000)?.code).toBe("too_deep");
    expect(deep("!", "", 10_000)?.code).toBe("too_deep");
    expect(deep("a ? b : ", "", 2_000)?.code).toBe("too_deep");
    expect(deep("a ? ", " : b", 2_000)?.code).toBe("too_deep");
  });

  it("takes a sum of thousands of terms, which is long but not deep", () => {
    expect(parsed(Array.from({ length: 4_000 }, () => "a").join(" + "))).toMatchObject({ kind: "chain" });
  });

  it("refuses an expression that is too long", () => {
    expect(errorOf(`${"a + ".repeat(6_000)}a`)?.code).toBe("too_long");
    expect(errorOf(`'${"a".repeat(30_000)}'`)?.code).toBe("too_long");
  });

  it("gives the same expression again for what it prints", () => {
    fc.assert(
      fc.property(arbitraryExpression, (expression) => {
        const text = printExpression(expression);
        const again = parseExpression(text);
        if (!again.ok) return again.error.code === "too_deep" || again.error.code === "too_long";
        expect(withoutPositions(again.value)).toEqual(withoutPositions(expression));
        return true;
      }),
      { numRuns: 1_500 },
    );
  });
});
