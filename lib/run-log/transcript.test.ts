import { describe, expect, it } from "vitest";
import { applyEvent } from "./apply-event";
import type { RunEvent } from "./events";
import { initialState } from "./state";
import { ended, runStarted, said, started } from "./testing/make-events";
import { summarizeThoughts } from "./thoughts-summary";
import { answerText, messageParts, thoughtParts } from "./transcript";

const fold = (...events: RunEvent[]) => events.reduce(applyEvent, initialState());
const message = { renderMode: "message" as const };
const thought = { renderMode: "thought" as const };

describe("the answer", () => {
  it("is its parts in the order of speaking", () => {
    const state = fold(
      started("z", { ...message, rank: 1 }),
      said("z", "first "),
      ended("b", 1, { ...message, rank: 2, content: "third" }),
      ended("a", 2, { ...message, rank: 2, content: "second " }),
    );
    expect(messageParts(state).map((part) => part.path)).toEqual(["z", "a", "b"]);
    expect(answerText(state)).toBe("first second third");
  });

  it("has neither hidden text, nor thoughts, nor silent nodes", () => {
    const state = fold(
      ended("a", 1, { content: "hidden" }),
      ended("b", 2, { ...thought, content: "thought" }),
      ended("c", 3, { ...message, content: null }),
    );
    expect(messageParts(state)).toEqual([]);
  });

  it("tells whether a part is still being said", () => {
    const state = fold(started("a", message), said("a", "x"));
    expect(messageParts(state)).toMatchObject([{ path: "a", status: "running", text: "x", attempt: 1 }]);
  });
});

describe("thoughts", () => {
  it("are nodes that think, and the reasoning of nodes that answer", () => {
    const state = fold(
      ended("plan", 1, { ...thought, content: "planning", summary: "Made a plan" }),
      started("llm", { ...message, rank: 2 }),
      said("llm", "why", "thought"),
      ended("other", 2, { ...message, content: "no reasoning" }),
      ended("hidden", 3, { thought: "nobody sees" }),
    );
    expect(thoughtParts(state)).toMatchObject([
      { path: "plan", text: "planning", summary: "Made a plan", durationMs: 10 },
      { path: "llm", text: "why", status: "running", durationMs: null },
    ]);
  });

  it("tell why they failed", () => {
    const error = { code: "node_failed", message: "No such tool." } as const;
    expect(thoughtParts(fold(ended("call", 1, { ...thought, status: "failed", error })))).toMatchObject([{ error }]);
  });

  it("leave out what was skipped", () => {
    expect(thoughtParts(fold(ended("a", 1, { ...thought, status: "skipped" })))).toEqual([]);
  });
});

describe("the line above the thoughts", () => {
  it("is missing where nothing was thought", () => {
    expect(summarizeThoughts(fold(runStarted(), ended("a", 1)), 100)).toBeNull();
  });

  it("counts steps, and overlapping time once", () => {
    const at = (startedAt: number, end: number) => ({ ...thought, startedAt, at: end, durationMs: end - startedAt });
    const state = fold(ended("a", 1, at(0, 100)), ended("b", 2, at(50, 120)), ended("c", 3, at(200, 250)));
    expect(summarizeThoughts(state, 999)).toMatchObject({ steps: 3, durationMs: 170, running: 0, current: null });
  });

  it("names what goes on now: the thought that began last", () => {
    const state = fold(started("a", { ...thought, at: 0 }), started("b", { ...thought, at: 5, name: "Search" }), {
      type: "node.summary",
      path: "b",
      attempt: 1,
      summary: "3 pages found",
    });
    expect(summarizeThoughts(state, 65)).toEqual({
      steps: 2,
      durationMs: 65,
      running: 2,
      failed: 0,
      current: { path: "b", type: "work", name: "Search", summary: "3 pages found" },
    });
  });

  it("counts what failed, and no time before a clock that is behind", () => {
    const state = fold(ended("a", 1, { ...thought, status: "failed" }), started("b", { ...thought, at: 500 }));
    expect(summarizeThoughts(state, 400)).toMatchObject({ failed: 1, durationMs: 10 });
  });
});
