import { expect, test } from "vitest";
import { diffJson } from "./json-diff";

test("equal values have no difference, whatever the order of their keys", () => {
  expect(diffJson({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, 10)).toEqual([]);
});

test("what only one side has is one difference", () => {
  expect(diffJson(undefined, { a: 1 }, 10)).toEqual([{ path: "", kind: "added", b: { a: 1 } }]);
  expect(diffJson({ a: 1 }, undefined, 10)).toEqual([{ path: "", kind: "removed", a: { a: 1 } }]);
});

test("differences name their place", () => {
  expect(diffJson({ a: { b: 1 }, gone: true, list: [1, 2] }, { a: { b: 2 }, list: [1, 2, 3], come: null }, 10)).toEqual(
    [
      { path: "a.b", kind: "changed", a: 1, b: 2 },
      { path: "gone", kind: "removed", a: true },
      { path: "list[2]", kind: "added", b: 3 },
      { path: "come", kind: "added", b: null },
    ],
  );
});

test("values of different kinds differ as wholes", () => {
  expect(diffJson([1], { 0: 1 }, 10)).toEqual([{ path: "", kind: "changed", a: [1], b: { 0: 1 } }]);
  expect(diffJson(null, {}, 10)).toHaveLength(1);
});

test("no more differences are collected than are shown, also under names like __proto__", () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`k${at}`, at]));
  expect(diffJson(many, {}, 5)).toHaveLength(5);
  expect(diffJson(JSON.parse('{"__proto__": 1}'), {}, 5)).toEqual([{ path: "__proto__", kind: "removed", a: 1 }]);
});
