import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../shared/json";
import {
  type ConditionCase,
  compare,
  conditionCaseSchema,
  evaluateCases,
  holds,
  type Operator,
  operators,
  operatorsByType,
  unaryOperators,
} from "./conditions";
import { arbitraryJson } from "./testing/arbitrary";

describe("compare", () => {
  it.each<[Json, Operator, Json, boolean]>([
    ["a", "is", "a", true],
    ["a", "is", "A", false],
    [5, "is", "5", true],
    [5, "is", " 5.0 ", true],
    ["5", "is", 5, true],
    [true, "is", "true", true],
    [null, "is", "", true],
    [[1, { a: 2 }], "is", [1, { a: 2 }], true],
    ["a", "isNot", "b", true],
    ["hello", "contains", "ell", true],
    [["a", "b"], "contains", "b", true],
    [[1, 2], "contains", "2", true],
    [{ a: 1 }, "contains", "a", true],
    [{ a: 1 }, "contains", "constructor", false],
    [null, "contains", "a", false],
    ["hello", "notContains", "x", true],
    ["hello", "startsWith", "he", true],
    ["hello", "endsWith", "lo", true],
    ["b", "oneOf", "a, b ,c", true],
    [2, "oneOf", "1,2", true],
    ["b", "oneOf", ["b"], true],
    ["x", "notOneOf", "a,b", true],
    [3, "greater", 2, true],
    [3, "greater", "2.5", true],
    ["10", "greater", "9", true],
    ["2026-02-01", "greater", "2026-01-31", true],
    [3, "less", "abc", false],
    [3, "greaterOrEqual", "abc", false],
    [null, "less", 1, false],
    [3, "greaterOrEqual", 3, true],
    [3, "lessOrEqual", 2, false],
    [true, "isTrue", null, true],
    ["true", "isTrue", null, true],
    [1, "isTrue", null, false],
    [false, "isFalse", null, true],
    ["abc", "lengthIs", 3, true],
    [[1, 2], "lengthGreater", "1", true],
    [{ a: 1 }, "lengthLess", 2, true],
    [5, "lengthIs", 1, false],
    ["", "empty", null, true],
    ["  ", "empty", null, true],
    [[], "empty", null, true],
    [{}, "empty", null, true],
    [null, "empty", null, true],
    [0, "empty", null, false],
    [false, "notEmpty", null, true],
  ])("%j %s %j: %s", (left, operator, right, result) => {
    expect(compare(left, operator, right)).toBe(result);
  });

  it("is total, and each negation is the opposite", () => {
    const pairs: [Operator, Operator][] = [
      ["is", "isNot"],
      ["contains", "notContains"],
      ["oneOf", "notOneOf"],
      ["empty", "notEmpty"],
    ];
    fc.assert(
      fc.property(arbitraryJson, arbitraryJson, (left, right) => {
        for (const operator of operators) expect(typeof compare(left, operator, right)).toBe("boolean");
        for (const [a, b] of pairs) expect(compare(left, a, right)).toBe(!compare(left, b, right));
      }),
    );
  });

  it("looks at one operand alone where the operator says so", () => {
    fc.assert(
      fc.property(arbitraryJson, arbitraryJson, (left, right) => {
        for (const operator of unaryOperators)
          expect(compare(left, operator, right)).toBe(compare(left, operator, null));
      }),
    );
  });

  it("finds every value like itself", () => {
    fc.assert(fc.property(arbitraryJson, (value) => compare(value, "is", structuredClone(value))));
  });
});

describe("cases", () => {
  const yes = { left: 1, operator: "is", right: 1 };
  const no = { left: 1, operator: "is", right: 2 };
  it("takes the first that holds", () => {
    const cases: ConditionCase[] = [
      { id: "a", logic: "and", rules: [yes, no] },
      { id: "b", logic: "or", rules: [no, yes] },
      { id: "c", logic: "and", rules: [yes] },
    ];
    expect(evaluateCases(cases)).toBe("b");
    expect(evaluateCases(cases.slice(0, 1))).toBeNull();
    expect(evaluateCases([])).toBeNull();
  });

  it("combines groups with rules", () => {
    const group = { logic: "or" as const, rules: [no, yes] };
    expect(holds({ logic: "and", rules: [yes], groups: [group] })).toBe(true);
    expect(holds({ logic: "and", rules: [no], groups: [group] })).toBe(false);
    expect(holds({ logic: "or", rules: [no], groups: [group] })).toBe(true);
    expect(holds({ logic: "and", rules: [], groups: [group] })).toBe(true);
  });

  it("never holds without rules or with an operator that does not exist", () => {
    expect(holds({ logic: "and", rules: [] })).toBe(false);
    expect(holds({ logic: "or", rules: [{ left: 1, operator: "constructor", right: 1 }] })).toBe(false);
  });

  it("has a schema that takes nested groups and refuses unknown operators", () => {
    const one = { id: "a", logic: "and", rules: [yes], groups: [{ logic: "or", rules: [no], groups: [] }] };
    expect(conditionCaseSchema.parse(one)).toEqual(one);
    expect(conditionCaseSchema.safeParse({ ...one, rules: [{ left: 1, operator: "matches" }] }).success).toBe(false);
  });

  it("offers every operator for some type", () => {
    const offered = new Set(Object.entries(operatorsByType).flatMap(([type, list]) => (type === "any" ? [] : list)));
    expect([...offered].sort()).toEqual([...operators].sort());
  });
});
