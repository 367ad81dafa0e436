import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expressionLimits } from "./limits";
import { parseTemplate } from "./parse-template";
import { printTemplate } from "./print";
import { arbitraryTemplate, withoutPositions } from "./testing/arbitrary";

function partsOf(text: string) {
  const outcome = parseTemplate(text);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.error));
  return outcome.value.parts.map((part) => (typeof part === "string" ? part : part.kind));
}

function errorOf(text: string) {
  const outcome = parseTemplate(text);
  return outcome.ok ? null : outcome.error;
}

describe("parseTemplate", () => {
  it("separates text and expressions", () => {
    expect(partsOf("Hello {{ start.name }}, {{1 + 1}}!")).toEqual(["Hello ", "path", ", ", "chain", "!"]);
  });

  it("knows a template that is one expression and nothing else", () => {
    const single = (text: string) => {
      const outcome = parseTemplate(text);
      return outcome.ok && outcome.value.single !== null;
    };
    expect(single("{{ a }}")).toBe(true);
    expect(single(" {{ a }}")).toBe(false);
    expect(single("{{ a }}{{ b }}")).toBe(false);
    expect(single("a")).toBe(false);
    expect(single("")).toBe(false);
  });

  it("lets closing braces stand in a quoted text and in plain text", () => {
    expect(partsOf("{{ 'a }} b' }} }}")).toEqual(["literal", " }}"]);
  });

  it("keeps JSON as it is", () => {
    const json = '{"a": {"b": {"c": 1}}}';
    expect(partsOf(json)).toEqual([json]);
  });

  it("opens with the last two of many braces", () => {
    expect(partsOf('{"a":{{{ a }}}}')).toEqual(['{"a":{', "path", "}}"]);
  });

  it("keeps escaped braces as text, and backslashes elsewhere", () => {
    expect(partsOf("\\{{ a }} C:\\dir")).toEqual(["{{ a }} C:\\dir"]);
    expect(partsOf("\\\\{{ a }}")).toEqual(["\\", "path"]);
  });

  it.each([
    ["{{ a", "braces_unclosed", 0],
    ["x {{", "braces_unclosed", 2],
    ["{{ }}", "expression_empty", 2],
    ["{{ a b }}", "unexpected_token", 5],
    ["{{ a }", "unexpected_character", 5],
    ["ok {{ a }} {{ b + }}", "unexpected_token", 18],
    ["{{ {{ a }} }}", "unexpected_character", 3],
  ])("refuses %j with %s at %i", (text, code, at) => {
    expect(errorOf(text)).toMatchObject({ code, at });
  });

  it("refuses hundreds of kilobytes of braces at once", () => {
    const begin = performance.now();
    for (const text of ["{".repeat(300_000), "{{ ".repeat(100_000), "{{'".repeat(100_000), "\\{{".repeat(100_000)]) {
      parseTemplate(text);
    }
    parseTemplate(`${"\\".repeat(300_000)}{{ a }}`);
    parseTemplate(`{{ ${" ".repeat(500_000)} }}`);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });

  it("refuses more expressions and longer texts than the limits", () => {
    expect(errorOf("{{a}}".repeat(expressionLimits.templateExpressions))).toBeNull();
    expect(errorOf("{{a}}".repeat(expressionLimits.templateExpressions + 1))?.code).toBe("too_many_parts");
    expect(errorOf("a".repeat(expressionLimits.templateLength + 1))?.code).toBe("too_long");
  });

  it("gives the same template again for what it prints", () => {
    fc.assert(
      fc.property(arbitraryTemplate, (template) => {
        const again = parseTemplate(printTemplate(template));
        if (!again.ok) return again.error.code === "too_deep" || again.error.code === "too_long";
        expect(withoutPositions(again.value)).toEqual(withoutPositions(template));
        return true;
      }),
      { numRuns: 1_500 },
    );
  });
});
