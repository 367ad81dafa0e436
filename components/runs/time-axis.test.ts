import { expect, test } from "vitest";
import { axisOf, marksOf } from "./time-axis";

test("marks stand on round times, at most five of them", () => {
  for (const total of [1, 3, 17, 480, 1_234, 60_000, 3_600_000, 86_400_000]) {
    const axis = axisOf(total, false);
    expect(axis.lengthMs).toBe(total);
    expect(marksOf(axis).length).toBeLessThanOrEqual(5);
    expect(marksOf(axis)[0]).toBe(0);
  }
});

test.each([
  [480, 200],
  [17_000, 5_000],
  [21_000, 10_000],
  [100_000, 30_000],
  [2_006_000, 600_000],
  [3 * 3_600_000, 3_600_000],
  [86_400_000, 21_600_000],
  [9 * 86_400_000, 5 * 86_400_000],
])("a run of %i ms has a mark every %i ms", (total, stepMs) => {
  expect(axisOf(total, false).stepMs).toBe(stepMs);
});

test("a growing scale changes its length seldom and always reaches the present", () => {
  const lengths = new Set<number>();
  for (let total = 0; total <= 20_000; total += 100) {
    const { lengthMs } = axisOf(total, true);
    expect(lengthMs).toBeGreaterThanOrEqual(total);
    lengths.add(lengthMs);
  }
  expect(lengths.size).toBeLessThan(25);
});

test("a run that took no time has a scale all the same", () => {
  expect(axisOf(0, false)).toEqual({ lengthMs: 1, stepMs: 1 });
});
