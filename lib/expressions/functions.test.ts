import { describe, expect, it } from "vitest";
import type { Json } from "../shared/json";
import { evaluateExpression } from "./evaluate-expression";
import { functionArities } from "./function-names";
import { functions } from "./functions";
import { parseExpression } from "./parse-expression";

const values: Record<string, Json> = {
  people: [{ name: "Ann", age: 3 }, { name: "Bo" }, null, 7],
  object: { a: 1, b: [2] },
  numbers: [3, 1, 2],
  nothing: null,
};

function evaluate(text: string): Json {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(parsed.error.code);
  const outcome = evaluateExpression(parsed.value, (root) => values[root]);
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
}

const cases: [string, Json][] = [
  ["abs(-2)", 2],
  ["ceil(1.2)", 2],
  ["floor(-1.2)", -2],
  ["round(1.005, 2)", 1.01],
  ["round(2.5)", 3],
  ["round(0.0000001, 3)", 0],
  ["round(123456789.987, 1)", 123456790],
  ["contains('abc', 'b')", true],
  ["contains(numbers, 2)", true],
  ["contains(object, 'a')", true],
  ["contains(object, 'constructor')", false],
  ["contains(nothing, '')", false],
  ["default('', 'x')", "x"],
  ["encodeUrl('a b&ü')", "a%20b%26%C3%BC"],
  ["endsWith('abc', 'bc')", true],
  ["first(numbers)", 3],
  ["first(nothing)", null],
  ["last(numbers)", 2],
  ["formatDate(0)", "1970-01-01 00:00"],
  ["formatDate('2026-03-04T05:06:07Z', 'DD.MM.YYYY HH:mm:ss')", "04.03.2026 05:06:07"],
  ["formatDate('2026-03-04T20:00:00Z', 'YYYY-MM-DD HH:mm', 'Asia/Shanghai')", "2026-03-05 04:00"],
  ["formatDate('2026-03-04')", "2026-03-04 00:00"],
  ["formatDate('2026-03-04 10:20')", "2026-03-04 10:20"],
  ["isEmpty('  ')", true],
  ["isEmpty(0)", false],
  ["join(numbers)", "3, 1, 2"],
  ["join(numbers, '')", "312"],
  ["json(object)", '{"a":1,"b":[2]}'],
  ["keys(object)", ["a", "b"]],
  ["values(object)", [1, [2]]],
  ["length('abc') + length(numbers) + length(object) + length(nothing)", 8],
  ["lower('ÄB')", "äb"],
  ["upper('ab')", "AB"],
  ["max(numbers)", 3],
  ["max(1, 5, 2)", 5],
  ["min(numbers)", 1],
  ["min(nothing ?? split('', ','))".replace("split('', ',')", "slice(numbers, 3)"), null],
  ["number(' 12.5 ')", 12.5],
  ["number('0x10')", null],
  ["number('')", null],
  ["number(true)", 1],
  ["parseJson('[1,{\"a\":null}]')", [1, { a: null }]],
  ["pluck(people, 'name')", ["Ann", "Bo", null, null]],
  ["replace('aXbX', 'X', '$&')", "a$&b$&"],
  ["replace('abc', '', 'x')", "abc"],
  ["reverse(numbers)", [2, 1, 3]],
  ["slice('abcdef', 1, 3)", "bc"],
  ["slice(numbers, -2)", [1, 2]],
  ["slice('a😀', 0, 2)", "a\ufffd"],
  ["split('a,b', ',')", ["a", "b"]],
  ["startsWith('abc', 'ab')", true],
  ["string(1.5) + string(nothing) + string(numbers)", "1.5[3,1,2]"],
  ["sum(numbers)", 6],
  ["trim(' a ')", "a"],
  ["typeOf(nothing) + typeOf(numbers) + typeOf('')", "nullarraystring"],
];

describe("functions", () => {
  it.each(cases)("%s gives %j", (text, value) => {
    expect(evaluate(text)).toEqual(value);
  });

  it("are all covered above", () => {
    const missing = Object.keys(functionArities).filter((name) => !cases.some(([text]) => text.includes(`${name}(`)));
    expect(missing).toEqual([]);
    expect(Object.keys(functions).sort()).toEqual(Object.keys(functionArities).sort());
  });

  it.each([
    ["lower(numbers)", "wrong_type"],
    ["abs('1')", "wrong_type"],
    ["sum('1')", "wrong_type"],
    ["max('a', 'b')", "wrong_type"],
    ["first('abc')", "wrong_type"],
    ["keys(numbers)", "wrong_type"],
    ["length(5)", "wrong_type"],
    ["formatDate('yesterday')", "wrong_type"],
    ["formatDate('2026-13-45')", "wrong_type"],
    ["formatDate(1e300)", "wrong_type"],
    ["formatDate(0, 'YYYY', 'Nowhere/Never')", "wrong_type"],
    ["parseJson('{')", "not_json"],
    ["parseJson('')", "not_json"],
  ])("%s fails with %s", (text, code) => {
    expect(() => evaluate(text)).toThrow(code);
  });

  it("keep a key that JavaScript gives a meaning to as plain data", () => {
    expect(evaluate(`keys(parseJson('{"__proto__": 1}'))`)).toEqual(["__proto__"]);
    expect(evaluate(`parseJson('{"__proto__": 1}').__proto__`)).toBe(1);
  });
});
