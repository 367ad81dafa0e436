import fc from "fast-check";
import { expect, it } from "vitest";
import { comparePaths, comparePlaces, containersAround, type RankedPlace } from "./compare-places";

const sorted = (...paths: string[]) => [...paths].sort(comparePaths);

it("orders ids by character", () => {
  expect(sorted("b", "a10", "a2", "a", "a_1")).toEqual(["a", "a10", "a2", "a_1", "b"]);
});

it("orders turns of a loop by their number", () => {
  expect(sorted("loop[10]/a", "loop[9]/b", "loop[9]/a", "loop", "loop2")).toEqual([
    "loop",
    "loop[9]/a",
    "loop[9]/b",
    "loop[10]/a",
    "loop2",
  ]);
});

it("puts the rank before the path", () => {
  expect(comparePlaces({ rank: 1, path: "z" }, { rank: 2, path: "a" })).toBeLessThan(0);
  expect(comparePlaces({ rank: 2, path: "b" }, { rank: 2, path: "a" })).toBeGreaterThan(0);
});

it("compares level by level inside of containers, each by its own rank", () => {
  const places: RankedPlace[] = [
    { path: "a", rank: 1 },
    { path: "loop", rank: 2 },
    { path: "loop[0]/z", rank: 0, outer: [2] },
    { path: "loop[0]/inner[1]/x", rank: 0, outer: [2, 1] },
    { path: "loop[0]/inner[10]/x", rank: 0, outer: [2, 1] },
    { path: "loop[0]/b", rank: 2, outer: [2] },
    { path: "loop[2]/z", rank: 0, outer: [2] },
    { path: "loop[10]/z", rank: 0, outer: [2] },
    { path: "b", rank: 3 },
  ];
  expect([...places].reverse().sort(comparePlaces)).toEqual(places);
  for (const a of places) {
    for (const b of places) expect(Math.sign(comparePlaces(a, b))).toBe(-Math.sign(comparePlaces(b, a)) || 0);
  }
});

it("finds the containers around a place", () => {
  expect(containersAround("a")).toEqual([]);
  expect(containersAround("a[1]/b[22]/c")).toEqual(["a", "a[1]/b"]);
});

it("is an order: no two different paths are the same, and it never contradicts itself", () => {
  const path = fc
    .array(fc.tuple(fc.constantFrom("a", "b", "loop", "loop2"), fc.option(fc.nat(12))), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.map(([id, turn]) => (turn === null ? id : `${id}[${turn}]`)).join("/"));
  fc.assert(
    fc.property(path, path, path, (a, b, c) => {
      expect(Math.sign(comparePaths(a, b))).toBe(-Math.sign(comparePaths(b, a)) || 0);
      expect(comparePaths(a, b) === 0).toBe(a === b);
      if (comparePaths(a, b) < 0 && comparePaths(b, c) < 0) expect(comparePaths(a, c)).toBeLessThan(0);
    }),
  );
});
