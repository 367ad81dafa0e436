import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Graph } from "../graph/schema";
import { applyEvent } from "../run-log/apply-event";
import type { RunEvent, RunStarted } from "../run-log/events";
import { initialState, type RunState } from "../run-log/state";
import { eventsOfState } from "../run-log/state-events";
import { rowsToState } from "../run-log/stored-rows";
import { isStored, rowsOf } from "../run-log/testing/stored-events";
import { answerText } from "../run-log/transcript";
import { randomGraph } from "./testing/random-graphs";
import { type Observed, type Options, planGraph, runDrawn } from "./testing/run-drawn";

const started: RunStarted = { type: "run.started", at: 0, inputs: {} };

function pathsOf(events: readonly RunEvent[], type: "node.started" | "node.ended"): string[] {
  return events.flatMap((event) => (event.type === type ? [event.path] : []));
}

/** What has to come out the same however often a run was interrupted. */
function endOf(run: Observed) {
  const nodes = [...run.state.nodes.values()]
    .map(({ path, status, outputs, handles, writes, content, thought, error }) => ({
      path,
      status,
      outputs,
      handles,
      writes,
      content,
      thought,
      error: error?.code,
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const { status, outputs, response, error } = run.ended ?? {};
  return { status, outputs, response, error: error?.code, vars: { ...run.state.vars }, nodes };
}

const run = (graph: Graph, options?: Options) => runDrawn(planGraph(graph), options);

describe("resuming from every prefix of the stored log", () => {
  it("gives the same end, runs no stored node again and goes on with the numbers", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomGraph({ handled: true }), async (graph) => {
        const whole = await run(graph);
        const rows = rowsOf(whole.events);
        for (let kept = 0; kept <= rows.length; kept++) {
          const before = rows.slice(0, kept);
          const resumed = await run(graph, { state: rowsToState({ started, ended: null }, before) });
          expect(endOf(resumed)).toEqual(endOf(whole));
          const ended = pathsOf(before, "node.ended");
          expect(resumed.calls.filter((call) => ended.includes(call.path))).toEqual([]);
          expect(pathsOf([...before, ...resumed.events], "node.ended").sort()).toEqual(
            pathsOf(rows, "node.ended").sort(),
          );
          const seqs = [...before, ...resumed.events.filter(isStored)].map((event) => event.seq);
          expect(seqs).toEqual(seqs.map((_, i) => i + 1));
        }
      }),
      { numRuns: 120 },
    );
  });

  it("gives the same end after a second crash", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomGraph({ handled: true }), fc.nat(), fc.nat(), async (graph, first, second) => {
        const whole = await run(graph);
        const rows = rowsOf(whole.events);
        const before = rows.slice(0, first % (rows.length + 1));
        const resumed = await run(graph, { state: rowsToState({ started, ended: null }, before) });
        const more = rowsOf(resumed.events);
        const log = [...before, ...more.slice(0, second % (more.length + 1))];
        const last = await run(graph, { state: rowsToState({ started, ended: null }, log) });
        expect(endOf(last)).toEqual(endOf(whole));
      }),
      { numRuns: 150 },
    );
  });

  it("fails where the whole run fails, though others may have been stopped by then", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomGraph(), fc.nat(), async (graph, cut) => {
        const whole = await run(graph);
        const rows = rowsOf(whole.events);
        const before = rows.slice(0, cut % (rows.length + 1));
        const resumed = await run(graph, { state: rowsToState({ started, ended: null }, before) });
        expect(resumed.ended?.status).toBe(whole.ended?.status);
      }),
      { numRuns: 200 },
    );
  });
});

describe("every run", () => {
  interface AnyRun {
    graph: Graph;
    limit: number;
    cancelAt: number | null;
  }
  /** Runs of any graph, limited, and cancelled at some time or not at all. */
  const anyRun: fc.Arbitrary<AnyRun> = fc.record({
    graph: randomGraph(),
    limit: fc.integer({ min: 1, max: 4 }),
    cancelAt: fc.option(fc.integer({ min: 0, max: 120 })),
  });
  const always = (check: (drawn: AnyRun) => Promise<void>) =>
    fc.assert(fc.asyncProperty(anyRun, check), { numRuns: 120 });

  async function observe({ graph, limit, cancelAt }: AnyRun, onEvent?: (event: RunEvent) => void): Promise<Observed> {
    const controller = new AbortController();
    return await run(graph, {
      limits: { maxConcurrency: limit },
      ports: { signal: controller.signal },
      onEvent: (event, clock) => {
        if (event.type === "run.started" && cancelAt !== null) {
          void clock.sleep(cancelAt).then(() => controller.abort("user"));
        }
        onEvent?.(event);
      },
    });
  }

  it("never has more nodes at work than its limit", async () => {
    await always(async (drawn) => {
      const atWork = new Set<string>();
      await observe(drawn, (event) => {
        if (event.type === "node.started") atWork.add(event.path);
        if (event.type === "node.ended") atWork.delete(event.path);
        expect(atWork.size).toBeLessThanOrEqual(drawn.limit);
      });
      expect(atWork.size).toBe(0);
    });
  });

  it("ends every node once where it succeeds, and none twice where it does not", async () => {
    await always(async (drawn) => {
      const { events, ended } = await observe(drawn);
      const paths = pathsOf(events, "node.ended").sort();
      expect(paths).toEqual([...new Set(paths)]);
      if (ended?.status === "succeeded") {
        expect(paths).toEqual(
          planGraph(drawn.graph)
            .root.nodes.map(({ id }) => id)
            .sort(),
        );
      }
      expect(paths).toEqual(expect.arrayContaining(pathsOf(events, "node.started")));
    });
  });

  it("ends as its last event, and with a status that fits its error", async () => {
    await always(async (drawn) => {
      const { events, ended } = await observe(drawn);
      expect(events.at(-1)).toBe(ended);
      expect(ended?.status === "succeeded").toBe(ended?.error === null);
    });
  });

  it("comes out the same from its events and from its stored rows", async () => {
    await always(async (drawn) => {
      const { events, state, ended } = await observe(drawn);
      const folded: RunState = events.reduce(applyEvent, initialState());
      expect(folded).toEqual(state);
      expect(rowsToState({ started, ended: ended ?? null }, rowsOf(events))).toEqual(state);
    });
  });

  it("can be told again at any moment to who joins late", async () => {
    await always(async (drawn) => {
      const state = initialState();
      await observe(drawn, (event) => {
        const now = applyEvent(state, event);
        expect(eventsOfState(now).reduce(applyEvent, initialState())).toEqual(now);
      });
    });
  });

  it("streams its answer in the order of its response", async () => {
    await always(async (drawn) => {
      const { events, ended } = await observe(drawn);
      let pieces: { path: string; text: string }[] = [];
      for (const event of events) {
        if (event.type === "node.text" && event.channel === "message") pieces.push(event);
        if (event.type === "node.retrying") pieces = pieces.filter((piece) => piece.path !== event.path);
      }
      expect(pieces.map((piece) => piece.text).join("")).toBe(ended?.response);
    });
  });

  it("shows its reader an answer that only grows, but for tries that are taken back", async () => {
    await always(async (drawn) => {
      const state = initialState();
      let seen = "";
      await observe(drawn, (event) => {
        const now = answerText(applyEvent(state, event));
        if (event.type !== "node.retrying") expect(now.startsWith(seen)).toBe(true);
        seen = now;
      });
      expect(state.response).toBe(seen);
    });
  });
});
