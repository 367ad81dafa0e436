import fc from "fast-check";
import { expect, test } from "vitest";
import { formatFilterQuery, parseFilterQuery, valuesOf, withFilter, withoutFilter } from "./filter-query";

const keys = ["status", "agent"];

test("filters are told from words", () => {
  expect(parseFilterQuery('status:failed  refund agent:"Support triage" status:failed', keys)).toEqual({
    filters: [
      { key: "status", value: "failed" },
      { key: "agent", value: "Support triage" },
    ],
    text: "refund",
  });
});

test("an address or an unknown key is a word", () => {
  expect(parseFilterQuery("https://example.com who:me status:", keys)).toEqual({
    filters: [],
    text: "https://example.com who:me status:",
  });
});

test("what is written reads back the same", () => {
  const value = fc
    .string({ minLength: 1, unit: fc.constantFrom("a", "é", "陈", " ", "-", "'") })
    .filter((v) => v.trim() !== "");
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ key: fc.constantFrom(...keys), value }), {
        selector: (one) => `${one.key} ${one.value}`,
      }),
      fc.constantFrom("", "refund", "two words"),
      (filters, text) => {
        expect(parseFilterQuery(formatFilterQuery({ filters, text }), keys)).toEqual({ filters, text });
      },
    ),
  );
});

test("a key of one value is replaced, others add up", () => {
  const one = withFilter({ filters: [], text: "" }, "status", "failed");
  expect(valuesOf(withFilter(one, "status", "running"), "status")).toEqual(["failed", "running"]);
  expect(valuesOf(withFilter(one, "status", "running", true), "status")).toEqual(["running"]);
  expect(withoutFilter(one, 0).filters).toEqual([]);
});
