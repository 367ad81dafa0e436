import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillPrompt, type PromptVariable, readPromptText, variablesOfText } from "./prompt-variable-rules";

const namesOf = (text: string) => readPromptText(text).names;
const codesOf = (text: string) => readPromptText(text).problems.map(({ code, at }) => `${code}@${at}`);
const filled = (text: string, values = {}, variables: PromptVariable[] = []) => fillPrompt(text, variables, values);

describe("variables of a prompt", () => {
  it("are the names in double braces, each once, in their order", () => {
    expect(namesOf("{{b}} and {{ a }}, {{b}} and {{\n_c1 }}")).toEqual(["b", "a", "_c1"]);
  });
  it("are not what a backslash keeps as text", () => {
    expect(namesOf("\\{{a}} \\\\{{b}}")).toEqual(["b"]);
    expect(filled("\\{{a}} \\\\{{b}}", { b: "x" })).toEqual({ ok: true, text: "{{a}} \\x" });
  });
  it("stand in the last two of many braces", () => {
    expect(filled("{{{a}}}", { a: 1 })).toEqual({ ok: true, text: "{1}" });
  });
  it("keep what was said of them; new ones are required texts", () => {
    const described: PromptVariable[] = [
      { name: "gone", type: "string" },
      { name: "a", type: "number" },
    ];
    expect(variablesOfText("{{b}} {{a}}", described)).toEqual([
      { name: "b", type: "string", required: true },
      { name: "a", type: "number" },
    ]);
  });
});

describe("braces", () => {
  it.each([
    ["{{a", ["braces_unclosed@0"]],
    ["x {{a {{b}}", ["braces_unclosed@2"]],
    ["{{a b}}", ["name_invalid@0"]],
    ["{{}}", ["name_invalid@0"]],
    ["{{ start.query }}", ["name_invalid@0"]],
    ["{{1a}} {{姓名}}", ["name_invalid@0", "name_invalid@7"]],
    ["a }} b", ["braces_unopened@2"]],
    ['{"a":{"b":{{c}}}}', []],
    ['{"a":{"b":1}} }}', ["braces_unopened@14"]],
    ["a } b {", []],
    ["\\{{a}}", []],
  ])("of %s", (text, codes) => {
    expect(codesOf(text)).toEqual(codes);
  });
  it("too many variables are a problem", () => {
    const text = Array.from({ length: 101 }, (_, n) => `{{v${n}}}`).join("");
    expect(readPromptText(text).problems).toMatchObject([{ code: "too_many_variables", params: { limit: 100 } }]);
  });
  it("by the hundred thousand are read in no time", () => {
    for (const text of ["{{".repeat(100_000), "{{a ".repeat(50_000), "}}".repeat(100_000), "{{ {{a}}".repeat(25_000)]) {
      const startedAt = performance.now();
      expect(readPromptText(text).problems.length).toBeLessThanOrEqual(100);
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    }
  });
});

describe("filling a prompt", () => {
  it("never reads a value as a text with braces", () => {
    expect(filled("{{a}}{{b}}", { a: "{{b}}", b: "$&{{a}}" })).toEqual({ ok: true, text: "{{b}}$&{{a}}" });
  });
  it("writes values as text: numbers, truth, lists and objects", () => {
    expect(filled("{{a}} {{b}} {{c}}", { a: 1.5, b: false, c: { d: [1] } })).toEqual({
      ok: true,
      text: '1.5 false {"d":[1]}',
    });
  });
  it("takes the default for what is blank, and nothing where it may be missing", () => {
    const variables: PromptVariable[] = [
      { name: "a", type: "string", required: true, default: "A" },
      { name: "b", type: "string" },
    ];
    expect(filled("[{{a}}{{b}}]", { a: " " }, variables)).toEqual({ ok: true, text: "[A]" });
  });
  it("names every variable that has no value or an unfit one", () => {
    const variables: PromptVariable[] = [
      { name: "a", type: "string", required: true },
      { name: "n", type: "number" },
      { name: "t", type: "boolean" },
      { name: "o", type: "string", options: ["x", "y"] },
    ];
    const text = "{{a}}{{n}}{{t}}{{o}}{{new}}";
    expect(filled(text, { a: null, n: "many", t: 1, o: "z" }, variables)).toEqual({
      ok: false,
      faults: [
        { code: "value_missing", name: "a" },
        { code: "value_invalid", name: "n" },
        { code: "value_invalid", name: "t" },
        { code: "value_invalid", name: "o" },
        { code: "value_missing", name: "new" },
      ],
    });
    expect(filled(text, { a: "A", n: "7", t: "true", o: "y", new: "N" }, variables)).toEqual({
      ok: true,
      text: "A7trueyN",
    });
  });
  it("does not take what every object has for a value", () => {
    expect(filled("{{constructor}}")).toEqual({ ok: false, faults: [{ code: "value_missing", name: "constructor" }] });
  });
  it("refuses what would fill the memory", () => {
    expect(filled("{{a}}".repeat(1_000), { a: "x".repeat(1_000_000) })).toMatchObject({
      faults: [{ code: "too_long" }],
    });
  });
  it("gives any text without variables as it is, apart from backslashes before braces", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("{", "}", "a", " ", "\n") }), (text) => {
        const values = { a: "A", aa: "A" };
        const { names, problems } = readPromptText(text);
        if (names.length > 0) return;
        expect(problems.every(({ at, length }) => at + length <= text.length)).toBe(true);
        expect(filled(text, values)).toEqual({ ok: true, text });
      }),
    );
  });
});
