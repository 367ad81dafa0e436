import { expect, test } from "vitest";
import { diffVariables } from "./variable-differences";

test("variables that came, went and changed are told, others are not", () => {
  const before = [
    { name: "same", type: "string", required: true } as const,
    { name: "gone", type: "string" } as const,
    { name: "other", type: "string" } as const,
  ];
  const after = [
    { type: "string", name: "same", required: true } as const,
    { name: "other", type: "number" } as const,
    { name: "fresh", type: "boolean" } as const,
  ];
  expect(diffVariables(before, after)).toEqual([
    { name: "gone", kind: "removed" },
    { name: "other", kind: "changed" },
    { name: "fresh", kind: "added" },
  ]);
});

test("what is absent and what is false are alike", () => {
  expect(
    diffVariables([{ name: "a", type: "string", required: false }], [{ name: "a", type: "string", multiline: false }]),
  ).toEqual([]);
});
