import { expect, test } from "vitest";
import { openTrial, trialOf } from "./trial";

function storage(kept: Record<string, string> = {}) {
  return {
    kept,
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, text: string) => {
      kept[key] = text;
    },
  };
}

test("what a test does differently is there the next time", () => {
  const place = storage();
  const first = openTrial("w1", place);
  first.mock("fetch", { status: 200 });
  first.toggleBreakpoint("fetch");
  first.toggleBreakpoint("ask");
  first.toggleBreakpoint("fetch");
  expect(openTrial("w1", place).store.getState()).toEqual({
    mocks: { fetch: { status: 200 } },
    breakpoints: ["ask"],
  });
  expect(openTrial("w2", place).store.getState()).toEqual({ mocks: {}, breakpoints: [] });
  first.unmock("fetch");
  expect(openTrial("w1", place).store.getState().mocks).toEqual({});
});

test.each(["{", "7", '{"mocks": 1, "breakpoints": "a"}', '{"mocks": {"a": 1}, "breakpoints": [2]}'])(
  "%s is no trial, which is no fault",
  (text) => {
    expect(openTrial("w", storage({ "weft.trial.w": text })).store.getState()).toEqual({ mocks: {}, breakpoints: [] });
  },
);

test("storage that refuses keeps it for as long as the page lives", () => {
  const full = {
    getItem: () => null,
    setItem: () => {
      throw new Error("full");
    },
  };
  const trial = openTrial("w", full);
  trial.toggleBreakpoint("a");
  expect(trial.store.getState().breakpoints).toEqual(["a"]);
});

test("nodes that are gone are left out of a test", () => {
  const state = { mocks: { a: {}, gone: {} }, breakpoints: ["b", "gone"] };
  expect(trialOf(state, new Set(["a", "b"]))).toEqual({ mocks: { a: {} }, breakpoints: ["b"] });
});
