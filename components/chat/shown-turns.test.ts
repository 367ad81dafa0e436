import { describe, expect, test } from "vitest";
import type { TurnView } from "@/lib/conversations/contract";
import { leafThrough, shownTurns } from "./shown-turns";

/** Turns drawn as "id<previous". */
function turnsOf(...drawn: string[]): TurnView[] {
  return drawn.map((text) => {
    const [id = "", previous] = text.split("<");
    return {
      id,
      previousRunId: previous ?? null,
      status: "succeeded",
      query: id,
      response: "",
      errorCode: null,
      totalTokens: 0,
      createdAt: "2026-01-01T00:00:00.000Z",
      startedAt: null,
      finishedAt: null,
    };
  });
}

const idsOf = (turns: TurnView[], leaf: string | null) => shownTurns(turns, leaf).map(({ turn }) => turn.id);

describe("the shown way", () => {
  test("leads from the first question to the newest", () => {
    expect(idsOf(turnsOf("c<b", "b<a", "a"), null)).toEqual(["a", "b", "c"]);
  });

  test("takes the newest sibling, and knows the others", () => {
    const turns = turnsOf("d<a", "c<b", "b<a", "a");
    expect(idsOf(turns, null)).toEqual(["a", "d"]);
    expect(shownTurns(turns, null)[1]?.siblings).toEqual(["b", "d"]);
  });

  test("goes another way to a chosen leaf", () => {
    expect(idsOf(turnsOf("d<a", "c<b", "b<a", "a"), "c")).toEqual(["a", "b", "c"]);
  });

  test("begins where the loaded turns begin", () => {
    expect(idsOf(turnsOf("d<c", "c<b"), null)).toEqual(["c", "d"]);
  });

  test("falls back to the newest where the leaf is gone", () => {
    expect(idsOf(turnsOf("b<a", "a"), "gone")).toEqual(["a", "b"]);
    expect(shownTurns([], null)).toEqual([]);
  });
});

test("a leaf through a turn is its newest descendant", () => {
  const turns = turnsOf("e<b", "d<a", "c<b", "b<a", "a");
  expect(leafThrough(turns, "b")).toBe("e");
  expect(leafThrough(turns, "d")).toBe("d");
  expect(leafThrough(turns, "a")).toBe("d");
});
