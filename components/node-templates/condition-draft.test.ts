import { describe, expect, test } from "vitest";
import { isMet } from "@/lib/nodes/check-form";
import {
  compareBy,
  comparisonOf,
  comparisons,
  conditionOn,
  isCircle,
  printValues,
  readValues,
  valueKindOf,
  valuesOfSwitch,
} from "./condition-draft";

const method = { key: "method", control: "select", options: ["GET", "POST"] };
const url = { key: "url", control: "template", options: null };
const flag = { key: "follow", control: "boolean", options: null };
const cases = { key: "cases", control: "cases", options: null };

describe("a condition", () => {
  test("reads back as the comparison that it was made with", () => {
    for (const field of [method, flag]) {
      for (const one of comparisons) expect(comparisonOf(compareBy(one, field))).toBe(one);
    }
    expect(comparisonOf(conditionOn(method))).toBe("is");
    expect(comparisonOf(conditionOn(cases))).toBe("filled");
  });

  test("keeps its values from one comparison to the other, and begins anew after a look for blanks", () => {
    const held = compareBy("is", method, ["POST"]);
    expect(compareBy("isNot", method, held.in)).toEqual({ key: "method", in: ["POST"], not: true });
    expect(compareBy("is", method, compareBy("empty", method, held.in).in).in).toEqual(["GET"]);
  });

  test("on a switch takes one that nobody touched for off", () => {
    const off = { key: "follow", in: valuesOfSwitch(false), not: false };
    expect([null, false, true].map((value) => isMet(off, value))).toEqual([true, true, false]);
    expect(comparisonOf(off)).toBe("is");
    expect(compareBy("isNot", flag, off.in)).toEqual({ ...off, not: true });
  });

  test("compares only where the values are plain", () => {
    expect([method, url, flag, cases].map(valueKindOf)).toEqual(["options", "text", "boolean", null]);
  });

  test("has its values on lines of their own", () => {
    expect(readValues(" a, b\nc\n\n", "text")).toEqual(["a, b", "c"]);
    expect(readValues("1\nx\n2.5", "number")).toEqual([1, 2.5]);
    expect(printValues(["a, b", null, "c"])).toBe("a, b\nc");
  });
});

test("a circle is seen, however long, and one among others is not taken for one's own", () => {
  const on = (key: string) => ({ key, in: [true], not: false });
  const conditions = new Map([
    ["b", on("c")],
    ["c", on("a")],
    ["x", on("y")],
    ["y", on("x")],
  ]);
  const conditionOf = (key: string) => conditions.get(key) ?? null;
  expect(isCircle("a", "a", conditionOf)).toBe(true);
  expect(isCircle("a", "b", conditionOf)).toBe(true);
  expect(isCircle("d", "b", conditionOf)).toBe(false);
  expect(isCircle("a", "x", conditionOf)).toBe(false);
});
