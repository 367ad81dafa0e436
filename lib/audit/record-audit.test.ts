import { expect, test } from "vitest";
import { diffOf } from "./record-audit";

test("only what differs is told, with its value before and after", () => {
  const before = { name: "Acme", tags: ["a", "b"], limit: 3, gone: true };
  const after = { name: "Acme", tags: ["b", "a"], limit: null, added: { x: 1 } };
  expect(diffOf(before, after)).toEqual({
    tags: [
      ["a", "b"],
      ["b", "a"],
    ],
    limit: [3, null],
    gone: [true, null],
    added: [null, { x: 1 }],
  });
  expect(diffOf(before, { ...before })).toEqual({});
});
