import { expect, test } from "vitest";
import { inOutlineOrder, turnsOf } from "./outline-order";

test("turns that ran beside each other stand behind their container, one after the other", () => {
  const ended = ["start", "each[1]/a", "each[10]/a", "each[0]/a", "each[1]/b", "each[0]/b", "each", "end"];
  expect(inOutlineOrder(ended)).toEqual([
    "start",
    "each",
    "each[0]/a",
    "each[0]/b",
    "each[1]/a",
    "each[1]/b",
    "each[10]/a",
    "end",
  ]);
});

test("what a node did piece by piece stands behind it, also in a turn of a container in another", () => {
  const ended = ["o[0]/i[2]/a:turn[1]", "o[0]/i[2]/a:turn[2].call[1]", "o[0]/i[2]/a", "o[0]/i", "b", "o"];
  expect(inOutlineOrder(ended)).toEqual([
    "o",
    "o[0]/i",
    "o[0]/i[2]/a",
    "o[0]/i[2]/a:turn[1]",
    "o[0]/i[2]/a:turn[2].call[1]",
    "b",
  ]);
});

test.each([
  ["a", null],
  ["a:turn[3]", null],
  ["each[0]/a", "1"],
  ["o[1]/i[0]/x:turn[4].call[2]", "2 · 1"],
])("the turns of %s are %s", (path, turns) => {
  expect(turnsOf(path)).toBe(turns);
});
