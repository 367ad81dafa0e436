import { expect, test } from "vitest";
import { splitValue } from "./split-value";

test("long texts stand for themselves, the rest stays one JSON", () => {
  const prompt = "You help.\nBe short.";
  const { texts, json } = splitValue({ prompt, temperature: 0.2, tags: ["a"], short: "yes" });
  expect(texts).toEqual([{ name: "prompt", text: prompt }]);
  expect(JSON.parse(json ?? "")).toEqual({ temperature: 0.2, tags: ["a"], short: "yes" });
});

test("nothing is left beside texts alone", () => {
  expect(splitValue({ text: "word ".repeat(80) }).json).toBeNull();
});

test("values that are no objects are JSON as they are", () => {
  expect(splitValue([1, 2])).toEqual({ texts: [], json: "[\n  1,\n  2\n]" });
  expect(splitValue(false).json).toBe("false");
  expect(splitValue(null)).toEqual({ texts: [], json: null });
});

test("a member called __proto__ is a member like any other", () => {
  const value = JSON.parse('{"__proto__": "a\\nb", "constructor": 1}');
  expect(splitValue(value)).toEqual({ texts: [{ name: "__proto__", text: "a\nb" }], json: '{\n  "constructor": 1\n}' });
});
