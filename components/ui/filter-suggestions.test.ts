import { expect, test } from "vitest";
import { type FilterKey, findSuggestions, takeTyped } from "./filter-suggestions";

const keys: FilterKey[] = [
  {
    key: "status",
    label: "State",
    values: [
      { value: "failed", label: "Failed" },
      { value: "running", label: "Running" },
    ],
  },
  { key: "agent", label: "Agent", values: [{ value: "018f", label: "客服" }] },
];

const shown = (text: string) => findSuggestions(text, keys).map((one) => one.value ?? one.key.key);

test("an empty field offers all keys, a word those that begin with it", () => {
  expect(shown("")).toEqual(["status", "agent"]);
  expect(shown("refund st")).toEqual(["status"]);
  expect(shown("refund ")).toEqual([]);
});

test("a key with its colon offers its values, by value or by label", () => {
  expect(shown("status:")).toEqual(["failed", "running"]);
  expect(shown("status:RUN")).toEqual(["running"]);
  expect(shown("agent:客")).toEqual(["018f"]);
  expect(shown("other:x")).toEqual([]);
});

test("what stood before stays", () => {
  expect(findSuggestions("refund status:fa", keys)[0]?.rest).toBe("refund ");
});

test("a filter typed to its end is taken, by value or by label; everything else stays text", () => {
  const none = { filters: [], text: "" };
  expect(takeTyped(none, 'status:failed refund agent:"客服"', keys)).toEqual({
    filters: [
      { key: "status", value: "failed" },
      { key: "agent", value: "018f" },
    ],
    text: "refund",
  });
  expect(takeTyped(none, "status:broken http://a.b", keys)).toEqual({ filters: [], text: "status:broken http://a.b" });
});
