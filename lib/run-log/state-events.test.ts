import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEvent } from "./apply-event";
import type { RunError, RunEvent } from "./events";
import { initialState, type RunState } from "./state";
import { eventsOfState } from "./state-events";
import { ended, paused, runEnded, runStarted, said, started } from "./testing/make-events";

const fold = (events: readonly RunEvent[]) => events.reduce(applyEvent, initialState());
const retold = (state: RunState) => fold(eventsOfState(state));

const error: RunError = { code: "http_status", message: "503" };
const retrying = (path: string, attempt = 1): RunEvent => ({
  type: "node.retrying",
  path,
  attempt,
  at: 3,
  delayMs: 5,
  error,
});
const summary = (path: string, line: string, attempt = 1): RunEvent => ({
  type: "node.summary",
  path,
  attempt,
  summary: line,
});
const note = (path: string, message: string, attempt = 1): RunEvent => ({
  type: "node.note",
  path,
  attempt,
  at: 4,
  message,
});

const renderMode = fc.constantFrom("hidden" as const, "message" as const, "thought" as const);
const happening = fc.constantFrom("message", "thought", "summary", "note", "retry");
const nodeStory = fc.record({
  renderMode,
  isStoredStart: fc.boolean(),
  again: fc.boolean(),
  happenings: fc.array(happening, { maxLength: 5 }),
  end: fc.constantFrom(null, "succeeded" as const, "failed" as const, "skipped" as const),
  held: fc.boolean(),
});

/** Everything one node does, in order; numbers are given when all stories are woven together. */
function eventsOfNode(path: string, story: typeof nodeStory extends fc.Arbitrary<infer T> ? T : never) {
  const { renderMode: mode } = story;
  const events: ((nextSeq: () => number) => RunEvent)[] = [];
  const begin = (attempt: number) =>
    events.push((nextSeq) =>
      started(path, { attempt, renderMode: mode, ...(story.isStoredStart ? { seq: nextSeq() } : {}) }),
    );
  if (story.end !== "skipped") {
    begin(1);
    if (story.again) begin(2);
  }
  const attempt = story.again && story.end !== "skipped" ? 2 : 1;
  if (story.end !== "skipped") {
    for (const [i, what] of story.happenings.entries()) {
      if (what === "retry") events.push(() => retrying(path, attempt));
      else if (what === "summary") events.push(() => summary(path, `line ${i}`, attempt));
      else if (what === "note") events.push(() => note(path, `note ${i}`, attempt));
      else if (what === "message" && mode === "message") events.push(() => said(path, `m${i}`, "message", attempt));
      else events.push(() => said(path, `t${i}`, "thought", attempt));
    }
  }
  const { end } = story;
  if (end !== null) {
    const held = story.held && mode === "message" ? { held: true as const } : {};
    events.push((nextSeq) =>
      ended(path, nextSeq(), { attempt, renderMode: mode, status: end, content: "all", ...held }),
    );
    if (story.held && mode === "message") events.push(() => said(path, "all", "message", attempt));
  }
  return events;
}

describe("a state told again", () => {
  it("is the same at every moment of any run", () => {
    fc.assert(
      fc.property(
        fc.array(nodeStory, { maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        fc.constantFrom("goes on", "ends", "pauses"),
        (stories, choices, finish) => {
          const open = stories.map((story, i) => eventsOfNode(`n${i}`, story)).filter((events) => events.length > 0);
          let seq = 0;
          const nextSeq = () => ++seq;
          let state = applyEvent(initialState(), runStarted({ inputs: { q: 1 } }));
          while (open.length > 0) {
            const chosen = choices.next().value % open.length;
            const event = open[chosen]?.shift();
            if (open[chosen]?.length === 0) open.splice(chosen, 1);
            if (event) state = applyEvent(state, event(nextSeq));
            expect(retold(state)).toEqual(state);
          }
          if (finish === "pauses") {
            const waiting = [...state.nodes.values()].filter((node) => node.status === "running");
            for (const { path, attempt, renderMode, rank } of waiting) {
              state = applyEvent(state, paused(path, nextSeq(), { attempt, renderMode, rank }));
            }
            state = applyEvent(state, { type: "run.paused", at: 9, until: null });
          }
          if (finish === "ends") state = applyEvent(state, runEnded(nextSeq(), { response: "x", outputs: { y: 1 } }));
          expect(retold(state)).toEqual(state);
        },
      ),
    );
  });

  it("of a run that has not begun is nothing", () => {
    expect(eventsOfState(initialState())).toEqual([]);
  });

  it("says that a node was tried before, and why", () => {
    const state = fold([runStarted(), started("a"), said("a", "gone", "thought"), retrying("a"), retrying("a")]);
    expect(retold(state).nodes.get("a")).toMatchObject({ retries: 2, error, thought: "", status: "running" });
  });

  it("says what a paused run waits for", () => {
    const state = retold(
      fold([runStarted(), started("a"), paused("a", 1), { type: "run.paused", at: 5, until: null }]),
    );
    expect(state).toMatchObject({ status: "paused" });
    expect(state.nodes.get("a")).toMatchObject({ status: "paused", wait: { kind: "time", until: 9 } });
  });

  it("keeps a finished message that waits for its turn hidden", () => {
    const mode = { renderMode: "message" as const };
    const state = fold([runStarted(), ended("b", 1, { ...mode, content: "later", held: true })]);
    expect(retold(state).nodes.get("b")?.shown).toBe(false);
  });
});
