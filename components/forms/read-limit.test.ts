import { expect, test } from "vitest";
import { readLimit } from "./read-limit";

test.each([
  ["", null],
  ["  ", null],
  [" 12 ", 12],
  ["1", 1],
  ["007", 7],
  ["100", 100],
  ["0", undefined],
  ["101", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["1e1", undefined],
  ["1,0", undefined],
  ["ten", undefined],
  ["9".repeat(400), undefined],
])("“%s” is the limit %s", (text, limit) => {
  expect(readLimit(text, 100)).toBe(limit);
});
