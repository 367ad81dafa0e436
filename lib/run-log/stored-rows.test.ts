import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEvent } from "./apply-event";
import type { RunEvent } from "./events";
import { initialState } from "./state";
import { eventsOfRows, rowsToState } from "./stored-rows";
import { ended, paused, runEnded, runStarted, said, started } from "./testing/make-events";
import { rowsOf } from "./testing/stored-events";

const run = { started: runStarted({ inputs: { q: 1 } }), ended: null };

describe("a state from stored rows", () => {
  it("is the state that the events led to, in whatever order the rows are read", () => {
    const node = fc.record({
      status: fc.constantFrom("succeeded" as const, "failed" as const, "skipped" as const),
      renderMode: fc.constantFrom("hidden" as const, "message" as const, "thought" as const),
      isStoredStart: fc.boolean(),
      content: fc.constantFrom("", "text"),
      writes: fc.dictionary(fc.constantFrom("x", "y"), fc.nat(9)),
    });
    fc.assert(
      fc.property(fc.array(node, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (nodes, numbers) => {
        let seq = 0;
        const events: RunEvent[] = [runStarted({ inputs: { q: 1 } })];
        for (const [i, { status, renderMode, isStoredStart, content, writes }] of nodes.entries()) {
          const path = `n${i}`;
          if (status !== "skipped") {
            events.push(started(path, { renderMode, ...(isStoredStart ? { seq: ++seq } : {}) }));
            if (content && renderMode !== "hidden") {
              events.push(said(path, content, renderMode === "message" ? "message" : "thought"));
            }
          }
          const whole = content && renderMode !== "hidden" && status !== "skipped" ? content : null;
          events.push(ended(path, ++seq, { status, renderMode, content: whole, writes }));
        }
        const shuffled = rowsOf(events)
          .map((row) => ({ row, number: numbers.next().value }))
          .sort((a, b) => a.number - b.number)
          .map(({ row }) => row);
        expect(rowsToState(run, shuffled)).toEqual(events.reduce(applyEvent, initialState()));
      }),
    );
  });

  it("knows a start that was stored and has no end", () => {
    const state = rowsToState(run, [{ ...started("a", { attempt: 2 }), seq: 1 }]);
    expect(state.nodes.get("a")).toMatchObject({ status: "running", seq: 1, attempt: 2 });
  });

  it("has only the last attempt of a node that was repeated after a crash", () => {
    const first = { ...started("a", { attempt: 1 }), seq: 1 };
    const state = rowsToState(run, [ended("a", 3, { attempt: 2 }), first]);
    expect(state.nodes.get("a")).toMatchObject({ status: "succeeded", attempt: 2, seq: 3 });
  });

  it("shows every message that has ended, whoever's turn it was", () => {
    const row = ended("a", 1, { renderMode: "message", content: "x", held: true });
    expect(rowsToState(run, [row]).nodes.get("a")?.shown).toBe(true);
    expect(row.held).toBe(true);
  });

  it("is pending where the run has not begun", () => {
    expect(rowsToState({ started: null, ended: null }, [])).toEqual(initialState());
  });
});

it("the log of an ended run begins with its start and ends with its end", () => {
  const events = eventsOfRows({ started: runStarted(), ended: runEnded(3) }, [ended("b", 2), ended("a", 1)]);
  expect(events.map((event) => ("path" in event ? event.path : event.type))).toEqual([
    "run.started",
    "a",
    "b",
    "run.ended",
  ]);
});

it("finds the ranks of containers again that the rows of nodes in them may leave out", () => {
  const rows = [
    ended("loop[0]/inner[1]/a", 3),
    { ...started("loop", { rank: 4 }), seq: 1 },
    ended("loop[0]/inner", 4, { rank: 2 }),
    ended("b", 2),
  ];
  const state = rowsToState(run, rows);
  expect(state.nodes.get("loop[0]/inner[1]/a")?.outer).toEqual([4, 2]);
  expect(state.nodes.get("loop[0]/inner")?.outer).toEqual([4]);
  expect(state.nodes.get("b")?.outer).toBeUndefined();
});

it("is paused where the run's row says so", () => {
  const state = rowsToState({ ...run, paused: { type: "run.paused", at: 5, until: null } }, [paused("a", 1)]);
  expect(state.status).toBe("paused");
});
