import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../shared/json";
import { evaluateExpression, evaluateTemplate, type Lookup } from "./evaluate-expression";
import { parseExpression } from "./parse-expression";
import { parseTemplate } from "./parse-template";
import { readPath } from "./read-path";

const world: Record<string, JsonObject> = {
  start: { question: "Why?", count: 3, tags: ["a", "b"], empty: "", nothing: null },
  fetch: { body: { items: [{ name: "first" }, { name: "second" }] }, status: 200 },
  vars: { i: 1, key: "name" },
};
const lookup: Lookup = (root, segments) => {
  const value = Object.hasOwn(world, root) ? world[root] : undefined;
  return value === undefined ? undefined : (readPath(value, segments) ?? null);
};

function evaluate(text: string): Json {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const outcome = evaluateExpression(parsed.value, lookup);
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
}

function fill(text: string): Json {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  const outcome = evaluateTemplate(parsed.value, lookup);
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
}

describe("expressions", () => {
  it.each<[string, Json]>([
    ["start.question", "Why?"],
    ["fetch.body.items[1].name", "second"],
    ["fetch.body.items[vars.i][vars.key]", "second"],
    ["first(fetch.body.items).name", "first"],
    ["start.missing", null],
    ["start.missing.deeper[3]", null],
    ["start.tags[9]", null],
    ["1 + 2 * 3", 7],
    ["(1 + 2) * 3", 9],
    ["10 - 4 - 3", 3],
    ["7 % 4", 3],
    ["-start.count", -3],
    ["'a' + 1 + 2", "a12"],
    ["1 + 2 + 'a'", "3a"],
    ["'x' + start.nothing", "x"],
    ["1 == 1", true],
    ["1 == '1'", false],
    ["start.tags == fetch.body", false],
    ["parseJson('{\"a\":[1,{}]}') == parseJson('{\"a\":[1,{}]}')", true],
    ["2 > 1 && 'b' > 'a'", true],
    ["!start.empty", true],
    ["start.empty || 'fallback'", "fallback"],
    ["start.empty ?? 'fallback'", ""],
    ["start.nothing ?? 'fallback'", "fallback"],
    ["nowhere.x ?? start.nothing ?? 'end'", "end"],
    ["default(nowhere.x, 'fallback')", "fallback"],
    ["default(start.empty, 'fallback')", "fallback"],
    ["default(0, 5)", 0],
    ["start.count > 2 ? 'many' : nowhere.x", "many"],
    ["false && nowhere.x", false],
    ["true || nowhere.x", true],
    ["'abc'.length", null],
    ["start.tags.length", null],
    ["0 * -1 == 0", true],
  ])("%s gives %j", (text, value) => {
    expect(evaluate(text)).toEqual(value);
  });

  it.each([
    ["nowhere.x", "reference_unknown"],
    ["nowhere.x ?? nobody.y", "reference_unknown"],
    ["1 / 0", "division_by_zero"],
    ["1 % 0", "division_by_zero"],
    ["'a' * 2", "wrong_type"],
    ["null + 1", "wrong_type"],
    ["1 < 'a'", "wrong_type"],
    ["start.tags < start.tags", "wrong_type"],
    ["-'a'", "wrong_type"],
    ["1e308 * 10", "too_large"],
    ["1e308 + 1e308", "too_large"],
  ])("%s fails with %s", (text, code) => {
    expect(() => evaluate(text)).toThrow(code);
  });

  it("names the reference that leads nowhere", () => {
    const parsed = parseExpression("1 + nowhere.a[0]");
    expect(parsed.ok && evaluateExpression(parsed.value, lookup)).toEqual({
      ok: false,
      error: { code: "reference_unknown", at: 4, params: { reference: "nowhere.a.0" } },
    });
  });
});

describe("templates", () => {
  it("give the typed value of a single expression", () => {
    expect(fill("{{ start.count }}")).toBe(3);
    expect(fill("{{ start.tags }}")).toEqual(["a", "b"]);
    expect(fill("{{ start.nothing }}")).toBeNull();
  });

  it("give text otherwise: null is empty, lists and objects are JSON", () => {
    expect(fill("{{start.question}} {{start.nothing}}{{start.tags}} {{vars}} {{true}} {{1.50}}")).toBe(
      'Why? ["a","b"] {"i":1,"key":"name"} true 1.5',
    );
    expect(fill("")).toBe("");
  });

  it("never evaluate what they resolved", () => {
    const parsed = parseTemplate("say {{ start.x }}");
    const evil: Lookup = () => "{{ secrets.KEY }}";
    expect(parsed.ok && evaluateTemplate(parsed.value, evil)).toEqual({ ok: true, value: "say {{ secrets.KEY }}" });
  });
});
