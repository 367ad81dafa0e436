import { describe, expect, it } from "vitest";
import { applyEvent } from "./apply-event";
import type { RunError, RunEvent } from "./events";
import { initialState, type RunState } from "./state";
import { ended, paused, runEnded, runStarted, said, started } from "./testing/make-events";

const fold = (...events: RunEvent[]): RunState => events.reduce(applyEvent, initialState());
const error: RunError = { code: "node_failed", message: "no" };

describe("a run", () => {
  it("is pending, runs, and ends", () => {
    expect(fold().status).toBe("pending");
    const running = fold(runStarted({ at: 5, inputs: { q: 1 } }));
    expect(running).toMatchObject({ status: "running", startedAt: 5, inputs: { q: 1 } });
    const over = fold(runStarted(), runEnded(1, { status: "failed", error, response: "so far", at: 9 }));
    expect(over).toMatchObject({ status: "failed", error, response: "so far", endedAt: 9, lastSeq: 1 });
  });

  it("is changed in place, so that folding costs no copy", () => {
    const state = initialState();
    expect(applyEvent(state, runStarted())).toBe(state);
  });

  it("pauses with what it waits for, and so do the nodes that wait", () => {
    const state = fold(runStarted(), started("ask"), started("other"), paused("ask", 4), {
      type: "run.paused",
      at: 3,
      until: null,
    });
    expect(state).toMatchObject({ status: "paused", lastSeq: 4 });
    expect(state.nodes.get("ask")).toMatchObject({ status: "paused", wait: { kind: "time", until: 9 }, seq: 4 });
    expect(state.nodes.get("other")).toMatchObject({ status: "running", wait: null });
    expect(applyEvent(state, { type: "run.resumed", at: 9 }).status).toBe("running");
    expect(applyEvent(state, ended("ask", 5)).nodes.get("ask")).toMatchObject({ status: "succeeded", wait: null });
  });
});

describe("a node", () => {
  it("runs with its inputs and ends with its outputs", () => {
    const running = fold(started("a", { at: 3, inputs: { x: 1 } })).nodes.get("a");
    expect(running).toMatchObject({ status: "running", startedAt: 3, inputs: { x: 1 }, endedAt: null, outputs: null });
    const state = fold(started("a"), ended("a", 1, { outputs: { y: 2 }, handles: ["out"], at: 8 }));
    expect(state.nodes.get("a")).toMatchObject({
      status: "succeeded",
      outputs: { y: 2 },
      handles: ["out"],
      endedAt: 8,
    });
    expect(state.ends).toEqual(["a"]);
  });

  it("may be skipped without ever having started", () => {
    const state = fold(ended("a", 1, { status: "skipped", outputs: null }));
    expect(state.nodes.get("a")).toMatchObject({ status: "skipped", outputs: null });
  });

  it("sets variables when it ends, later ones over earlier ones, whatever their names", () => {
    const state = fold(
      ended("a", 1, { writes: { x: 1, y: 1 } }),
      ended("b", 2, { writes: JSON.parse('{"x":2,"__proto__":3}') }),
    );
    expect(Object.entries(state.vars)).toEqual([
      ["x", 2],
      ["y", 1],
      ["__proto__", 3],
    ]);
  });

  it("keeps its message, its thoughts, its line and its notes as they come", () => {
    const state = fold(
      started("a", { renderMode: "message" }),
      said("a", "Hel"),
      said("a", "lo"),
      said("a", "hm", "thought"),
      { type: "node.summary", path: "a", attempt: 1, summary: "Greeting" },
      { type: "node.note", path: "a", attempt: 1, at: 4, message: "printed" },
    );
    expect(state.nodes.get("a")).toMatchObject({
      content: "Hello",
      thought: "hm",
      summary: "Greeting",
      notes: [{ at: 4, message: "printed" }],
    });
  });

  it("that is a thought as a whole has all it says as its content", () => {
    const state = fold(
      started("a", { renderMode: "thought" }),
      said("a", "one ", "thought"),
      said("a", "two", "thought"),
    );
    expect(state.nodes.get("a")).toMatchObject({ content: "one two", thought: "" });
  });

  it("tells by its start's number that an effect may be in flight, until it has ended", () => {
    expect(fold(started("a", { seq: 7 }))).toMatchObject({ lastSeq: 7 });
    expect(fold(started("a", { seq: 7 })).nodes.get("a")?.seq).toBe(7);
    expect(fold(started("a", { seq: 7 }), ended("a", 8)).nodes.get("a")?.seq).toBe(8);
    expect(fold(started("a")).nodes.get("a")?.seq).toBeNull();
  });

  it("drops what it had shown when it tries again, but not its notes", () => {
    const state = fold(
      started("a", { renderMode: "message" }),
      said("a", "wrong"),
      said("a", "wrong", "thought"),
      { type: "node.summary", path: "a", attempt: 1, summary: "wrong" },
      { type: "node.note", path: "a", attempt: 1, at: 1, message: "why" },
      { type: "node.retrying", path: "a", attempt: 1, at: 2, delayMs: 5, error },
      said("a", "right"),
    );
    expect(state.nodes.get("a")).toMatchObject({
      content: "right",
      thought: "",
      summary: null,
      retries: 1,
      error,
      notes: [{ at: 1, message: "why" }],
    });
  });
});

describe("a node that waits", () => {
  it("has taken back what it said, as storage does not have it", () => {
    const state = fold(
      started("a", { renderMode: "message" }),
      said("a", "half"),
      { type: "node.note", path: "a", attempt: 1, at: 1, message: "why" },
      paused("a", 1, { renderMode: "message" }),
    );
    expect(state.nodes.get("a")).toMatchObject({ status: "paused", content: "", notes: [], durationMs: 5 });
    expect(fold(paused("a", 1, { renderMode: "message" })).nodes).toEqual(state.nodes);
  });

  it("works on under the same attempt when it is told so, and only then", () => {
    const resumed = { type: "node.resumed" as const, path: "a", attempt: 1, at: 9 };
    const state = fold(started("a"), paused("a", 1), resumed);
    expect(state.nodes.get("a")).toMatchObject({ status: "running", wait: null, durationMs: null, seq: 1 });
    expect(fold(started("a"), ended("a", 1), resumed).nodes.get("a")?.status).toBe("succeeded");
    expect(fold(paused("a", 1), { ...resumed, attempt: 2 }).nodes.get("a")?.status).toBe("paused");
  });
});

describe("a message that ended before its turn", () => {
  const events = [
    started("a", { renderMode: "message" }),
    ended("a", 1, { renderMode: "message", content: "b", held: true }),
  ];

  it("is not shown until its text is told", () => {
    expect(fold(...events).nodes.get("a")).toMatchObject({ content: "b", shown: false });
    expect(fold(...events, said("a", "b")).nodes.get("a")).toMatchObject({ content: "b", shown: true });
  });

  it("is shown when the run ends", () => {
    expect(fold(...events, runEnded(2)).nodes.get("a")?.shown).toBe(true);
  });
});

describe("attempts", () => {
  it("replace what earlier ones had shown", () => {
    const state = fold(
      started("a", { renderMode: "message" }),
      said("a", "before the crash"),
      started("a", { renderMode: "message", attempt: 2 }),
      said("a", "after", "message", 2),
    );
    expect(state.nodes.get("a")).toMatchObject({ attempt: 2, content: "after" });
  });

  it("that are over change nothing any more", () => {
    const events = [started("a", { renderMode: "message", attempt: 2 }), said("a", "new", "message", 2)];
    const before = structuredClone(fold(...events).nodes.get("a"));
    const state = fold(
      ...events,
      said("a", "old"),
      started("a"),
      ended("a", 3, { content: "old" }),
      { type: "node.summary", path: "a", attempt: 1, summary: "old" },
      { type: "node.note", path: "a", attempt: 1, at: 1, message: "old" },
      { type: "node.retrying", path: "a", attempt: 1, at: 2, delayMs: 5, error },
    );
    expect(state.nodes.get("a")).toEqual(before);
    expect(state.ends).toEqual([]);
  });

  it("make an end void that was never stored, also where they have the same number", () => {
    const state = fold(started("a"), ended("a", 1, { outputs: { old: true } }), ended("b", 2), started("a"));
    expect(state.nodes.get("a")).toMatchObject({ status: "running", outputs: null });
    expect(state.ends).toEqual(["b"]);
    expect(applyEvent(state, ended("a", 3)).ends).toEqual(["b", "a"]);
  });
});

it("ignores what is said of a node it has not heard of", () => {
  const state = fold(said("a", "x"), { type: "node.summary", path: "a", attempt: 1, summary: "x" });
  expect(state).toEqual(initialState());
});
