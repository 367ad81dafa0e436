import { expect, test } from "vitest";
import { groupByDay } from "./group-by-day";

const now = new Date(2026, 10, 22, 15, 0);
const at = (...date: [number, number, number, number]) => ({
  pinned: false,
  lastActivityAt: new Date(...date).toISOString(),
});

test("conversations stand under the day they belong to, in their order", () => {
  const items = [
    at(2026, 10, 22, 14),
    at(2026, 10, 22, 0),
    at(2026, 10, 21, 23),
    at(2026, 10, 17, 9),
    at(2026, 9, 30, 9),
    at(2025, 10, 22, 9),
    { ...at(2026, 10, 21, 9), pinned: true },
  ];
  expect(groupByDay(items, now).map(({ group, items: found }) => [group, found.length])).toEqual([
    ["pinned", 1],
    ["today", 2],
    ["yesterday", 1],
    ["week", 1],
    ["month", 1],
    ["older", 1],
  ]);
  expect(groupByDay([], now)).toEqual([]);
});
