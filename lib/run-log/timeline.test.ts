import { describe, expect, it } from "vitest";
import { applyEvent } from "./apply-event";
import type { RunEvent, Usage } from "./events";
import { initialState } from "./state";
import { ended, runEnded, runStarted, started } from "./testing/make-events";
import { timelineOf } from "./timeline";
import { countTotals, totalsOf } from "./totals";

const fold = (...events: RunEvent[]) => events.reduce(applyEvent, initialState());

describe("the timeline", () => {
  it("has a bar for each node from its start to its end, as it came", () => {
    const state = fold(
      runStarted({ at: 1_000 }),
      ended("b", 1, { startedAt: 1_020, durationMs: 30, at: 1_050 }),
      ended("a", 2, { startedAt: 1_005, durationMs: 10, at: 1_015 }),
    );
    expect(timelineOf(state, 1_060)).toMatchObject({
      totalMs: 60,
      rows: [
        { path: "a", offsetMs: 5, durationMs: 10, depth: 0 },
        { path: "b", offsetMs: 20, durationMs: 30 },
      ],
    });
  });

  it("lets the bar of a running node grow, until the run ends", () => {
    const state = fold(runStarted(), started("a", { at: 10 }));
    expect(timelineOf(state, 40).rows[0]).toMatchObject({ durationMs: 30, status: "running" });
    expect(timelineOf(applyEvent(state, runEnded(1, { at: 25 })), 99)).toMatchObject({ totalMs: 25 });
  });

  it("leaves out skipped nodes and tells how deep the others lie", () => {
    const state = fold(ended("a", 1, { status: "skipped" }), ended("loop[2]/inner/b", 2));
    expect(timelineOf(state, 10).rows.map(({ path, depth }) => [path, depth])).toEqual([["loop[2]/inner/b", 2]]);
  });

  it("of nothing is empty", () => {
    expect(timelineOf(initialState(), 50)).toEqual({ rows: [], totalMs: 0 });
  });
});

describe("totals", () => {
  const usage = (more: Partial<Usage>): Usage => ({
    promptTokens: 1,
    completionTokens: 2,
    cost: null,
    currency: null,
    ...more,
  });

  it("add up what ended nodes have used, tries included, skipped nodes not", () => {
    const state = fold(
      runStarted({ at: 100 }),
      ended("a", 1, { usage: usage({ cost: 0.1, currency: "USD" }), retries: 2 }),
      ended("b", 2, { usage: usage({ cost: 0.2, currency: "USD", promptTokens: 10 }) }),
      ended("c", 3, { status: "skipped" }),
    );
    expect(totalsOf(state, 150)).toEqual({
      promptTokens: 11,
      completionTokens: 4,
      cost: 0.3,
      currency: "USD",
      nodeExecutions: 4,
      durationMs: 50,
    });
  });

  it("leave out costs that cannot be added", () => {
    const state = fold(
      ended("a", 1, { usage: usage({}) }),
      ended("b", 2, { usage: usage({ cost: 1, currency: "CNY" }) }),
      ended("c", 3, { usage: usage({ cost: 5, currency: "USD" }) }),
    );
    expect(countTotals(state, 0)).toMatchObject({ cost: 1, currency: "CNY", promptTokens: 3 });
  });

  it("of an ended run are those it ended with", () => {
    const { totals } = runEnded(1);
    expect(totalsOf(fold(runStarted(), runEnded(1)), 9_999)).toEqual(totals);
  });

  it("count a node once that ended before and after a crash", () => {
    const state = fold(ended("a", 1, { usage: usage({}) }), started("a"), ended("a", 2, { usage: usage({}) }));
    expect(countTotals(state, 0)).toMatchObject({ promptTokens: 1, nodeExecutions: 1 });
  });
});
