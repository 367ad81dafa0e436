import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Graph } from "../graph/schema";
import { isActivity } from "../run-log/activity-path";
import { applyEvent } from "../run-log/apply-event";
import type { RunEvent, RunStarted } from "../run-log/events";
import { initialState, type RunState } from "../run-log/state";
import { eventsOfState } from "../run-log/state-events";
import { rowsToState, type StoredEvent } from "../run-log/stored-rows";
import { isStored, rowsOf } from "../run-log/testing/stored-events";
import { answerText, messageParts } from "../run-log/transcript";
import type { JsonObject } from "../shared/json";
import { randomGraph } from "./testing/random-graphs";
import { type Observed, type Options, planGraph, runDrawn } from "./testing/run-drawn";
import { runOn, withoutRanks } from "./testing/run-on";

const started: RunStarted = { type: "run.started", at: 0, inputs: {} };

/** Activities that failed are left out: one whose failure is no result is run again whenever its node is. */
function pathsOf(events: readonly RunEvent[], type: "node.started" | "node.ended"): string[] {
  const failed = new Set<string>();
  for (const event of events) {
    if (event.type === "node.ended" && event.status === "failed" && isActivity(event.path)) failed.add(event.path);
  }
  return events.flatMap((event) => (event.type === type && !failed.has(event.path) ? [event.path] : []));
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

/** The events that storage has after a run, some of whose last ones were lost. */
const firstOf = (rows: readonly StoredEvent[], kept: number) => rows.slice(0, kept % (rows.length + 1));

describe("resuming from every prefix of the stored log", () => {
  it("gives the same end, runs no stored node again and goes on with the numbers", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomGraph({ handled: true }), async (graph) => {
        const plan = planGraph(graph);
        const whole = await runOn(plan, []);
        const rows = rowsOf(whole.events);
        for (let kept = 0; kept <= rows.length; kept++) {
          const before = rows.slice(0, kept);
          const resumed = await runOn(plan, before);
          expect(endOf(resumed)).toEqual(endOf(whole));
          const ended = new Set(pathsOf(before, "node.ended"));
          expect(resumed.calls.filter((call) => ended.has(call.path))).toEqual([]);
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
        const plan = planGraph(graph);
        const whole = await runOn(plan, []);
        const before = firstOf(rowsOf(whole.events), first);
        const resumed = await runOn(plan, before);
        const log = [...before, ...firstOf(rowsOf(resumed.events), second)];
        expect(endOf(await runOn(plan, log))).toEqual(endOf(whole));
      }),
      { numRuns: 250 },
    );
  });

  it("gives the same end in whatever order waits are answered", { timeout: 60_000 }, async () => {
    const choices = fc.array(fc.nat(5), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(randomGraph({ handled: true }), choices, async (graph, chosen) => {
        const plan = planGraph(graph);
        const whole = await runOn(plan, []);
        const one = (paths: readonly string[], round: number) =>
          paths.filter((_, i) => i === (chosen[round % chosen.length] ?? 0) % paths.length);
        expect(endOf(await runOn(plan, [], { answering: one }))).toEqual(endOf(whole));
      }),
      { numRuns: 120 },
    );
  });

  it("gives the same end where answers come while it is at work", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomGraph({ handled: true }), fc.nat(40), async (graph, after) => {
        const plan = planGraph(graph);
        const whole = await runOn(plan, []);
        let deliver: (path: string, answer: JsonObject) => void = () => {};
        const answered = await runOn(plan, [], {
          ports: {
            onAnswer: (to) => {
              deliver = to;
            },
          },
          onEvent: (event, clock) => {
            if (event.type !== "node.paused" || event.wait.kind !== "event") return;
            const answer = { n: Number(event.wait.key) + 1 };
            void clock.sleep(after).then(() => deliver(event.path, answer));
          },
        });
        expect(endOf(answered)).toEqual(endOf(whole));
      }),
      { numRuns: 120 },
    );
  });

  it("fails where the whole run fails, though others may have been stopped by then", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomGraph({ exits: false }), fc.nat(), async (graph, cut) => {
        const plan = planGraph(graph);
        const whole = await runOn(plan, []);
        const resumed = await runOn(plan, firstOf(rowsOf(whole.events), cut));
        expect(resumed.ended?.status).toBe(whole.ended?.status);
      }),
      { numRuns: 200 },
    );
  });

  it("always comes to an end with nothing left open, whatever ends turns early", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(randomGraph(), fc.nat(), fc.nat(), async (graph, first, second) => {
        const plan = planGraph(graph);
        const before = firstOf(rowsOf((await runOn(plan, [])).events), first);
        const log = [...before, ...firstOf(rowsOf((await runOn(plan, before)).events), second)];
        const last = await runOn(plan, log);
        expect(last.ended).toBeDefined();
        const open = [...last.state.nodes.values()].filter(({ endedAt }) => endedAt === null);
        expect(open.map(({ path }) => path)).toEqual([]);
        const ended = pathsOf([...log, ...last.events], "node.ended");
        expect(ended.toSorted()).toEqual([...new Set(ended)].sort());
        expect(answerText(last.state)).toBe(last.ended?.response);
      }),
      { numRuns: 200 },
    );
  });
});

it("tells after a crash exactly what had not had its turn", { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(randomGraph({ handled: true }), fc.nat(), async (graph, cut) => {
      const plan = planGraph(graph);
      const whole = await runOn(plan, []);
      const before = firstOf(rowsOf(whole.events), cut);
      const told = pathsTold(whole.events, before.length);
      const resumed = await runOn(plan, before);
      const left = messageParts(whole.state).filter(({ path }) => !told.has(path));
      expect(lastPieces(resumed.events)).toBe(left.map(({ text }) => text).join(""));
    }),
    { numRuns: 150 },
  );
});

/** Which nodes had ended and been told when so many events were stored; what follows without storage belongs to it. */
function pathsTold(events: readonly RunEvent[], stored: number): Set<string> {
  const told = new Set<string>();
  const ended = new Set<string>();
  let seen = 0;
  for (const event of events) {
    if (isStored(event) && ++seen > stored) break;
    if (event.type === "node.ended") {
      ended.add(event.path);
      if (!event.held) told.add(event.path);
    } else if (event.type === "node.text" && ended.has(event.path)) told.add(event.path);
  }
  return told;
}

/** What was said in the answer, without what was taken back. */
function lastPieces(events: readonly RunEvent[]): string {
  let pieces: { path: string; text: string }[] = [];
  for (const event of events) {
    if (event.type === "node.text" && event.channel === "message") pieces.push(event);
    if (event.type === "node.retrying" || event.type === "node.paused" || event.type === "node.resumed") {
      pieces = pieces.filter((piece) => piece.path !== event.path);
    }
    if (event.type === "node.paused" && event.content) pieces.push({ path: event.path, text: event.content });
  }
  return pieces.map((piece) => piece.text).join("");
}

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
        const isContainer = "nodeType" in event && (event.nodeType === "loop" || event.nodeType === "iteration");
        // Within a node it is the node that limits what it does at once.
        if ("path" in event && isActivity(event.path)) return;
        if ((event.type === "node.started" && !isContainer) || event.type === "node.resumed") atWork.add(event.path);
        if (event.type === "node.ended" || event.type === "node.paused") atWork.delete(event.path);
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
        expect(paths.filter((path) => !path.includes("/") && !isActivity(path))).toEqual(
          planGraph(drawn.graph)
            .root.nodes.map(({ id }) => id)
            .sort(),
        );
      }
      if (ended) expect(paths).toEqual(expect.arrayContaining(pathsOf(events, "node.started")));
    });
  });

  it("ends or pauses as its last event, and with a status that fits its error", async () => {
    await always(async (drawn) => {
      const { events, ended } = await observe(drawn);
      const last = events.at(-1);
      if (last?.type === "run.paused") return;
      expect(last).toBe(ended);
      expect(ended?.status === "succeeded").toBe(ended?.error === null);
    });
  });

  it("comes out the same from its events and from its stored rows", async () => {
    await always(async (drawn) => {
      const { events, state, ended } = await observe(drawn);
      const folded: RunState = events.reduce(applyEvent, initialState());
      expect(folded).toEqual(state);
      const last = events.at(-1);
      const paused = last?.type === "run.paused" ? last : null;
      const stored = rowsToState({ started, paused, ended: ended ?? null }, withoutRanks(rowsOf(events)));
      // Whose turn it was to speak is of the moment: storage shows what had ended by then.
      for (const node of state.nodes.values()) node.shown = true;
      expect(stored).toEqual(state);
    });
  });

  it("can be told again at any moment to who joins late", async () => {
    await always(async (drawn) => {
      const state = initialState();
      await observe(drawn, (event) => {
        const now = applyEvent(state, event);
        const told = eventsOfState(now).reduce(applyEvent, initialState());
        // The number of an activity's end is gone once that is run again; only who executes the run counts on.
        expect({ ...told, lastSeq: now.lastSeq }).toEqual(now);
      });
    });
  });

  it("streams its answer in the order of its response", async () => {
    await always(async (drawn) => {
      const { events, ended } = await observe(drawn);
      if (ended) expect(lastPieces(events)).toBe(ended.response);
    });
  });

  it("shows its reader an answer that only grows, but for tries that are taken back", async () => {
    await always(async (drawn) => {
      const state = initialState();
      let seen = "";
      await observe(drawn, (event) => {
        const now = answerText(applyEvent(state, event));
        const takesBack = ["node.retrying", "node.paused", "node.resumed"].includes(event.type);
        if (!takesBack) expect(now.startsWith(seen)).toBe(true);
        seen = now;
      });
      if (state.endedAt !== null) expect(state.response).toBe(seen);
    });
  });
});
