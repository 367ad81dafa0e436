import { expect, test } from "vitest";
import { daysOf, niceBound, rangeOf } from "./usage-range";

test("a range has its days, today last, over the end of a month", () => {
  const range = rangeOf("7", Date.parse("2026-03-02T23:59:00Z"));
  expect(range).toEqual({ from: "2026-02-24", to: "2026-03-02" });
  expect(daysOf(range)).toEqual([
    "2026-02-24",
    "2026-02-25",
    "2026-02-26",
    "2026-02-27",
    "2026-02-28",
    "2026-03-01",
    "2026-03-02",
  ]);
  expect(daysOf(rangeOf("90", 0))).toHaveLength(90);
});

test("bounds of axes read well and are never below the value", () => {
  expect([0, 0.0034, 0.7, 1, 3, 9.1, 4_812].map(niceBound)).toEqual([1, 0.005, 1, 1, 5, 10, 5_000]);
});
