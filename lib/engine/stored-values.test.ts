import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rowsToState } from "../run-log/stored-rows";
import { rowsOf } from "../run-log/testing/stored-events";
import { randomGraph } from "./testing/random-graphs";
import { type Observed, type Options, planDrawn, planGraph, runDrawn } from "./testing/run-drawn";
import { runOn, withoutRanks } from "./testing/run-on";
import { putElsewhere } from "./testing/stored-elsewhere";

type Plan = ReturnType<typeof planDrawn>;

const started = { type: "run.started" as const, at: 0, inputs: {} };

/** Goes on from the first rows of a log whose values all lie elsewhere. */
async function goOn(plan: Plan, whole: Observed, kept: number, options: Options = {}) {
  const isContainer = (id: string) => Boolean(plan.nodes.get(id)?.container);
  const elsewhere = putElsewhere(rowsOf(whole.events).slice(0, kept), isContainer);
  const { readLarge } = elsewhere;
  const state = rowsToState({ started, ended: null }, withoutRanks(elsewhere.rows));
  const run = await runDrawn(plan, { ...options, state, ports: { readLarge, ...options.ports } });
  return { run, read: elsewhere.read, state };
}

/** In an order that tells nothing: reading takes its time. */
const callsOf = (run: Pick<Observed, "calls">) =>
  run.calls
    .map(({ path, inputs, config }) => ({ path, inputs, config }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
const endOf = ({ ended }: Observed) => ({
  status: ended?.status,
  outputs: ended?.outputs,
  response: ended?.response,
  error: ended?.error?.code,
});

describe("values of the log that lie elsewhere", () => {
  it("are there for everything that reads them, wherever the run goes on", { timeout: 60_000 }, async () => {
    let reads = 0;
    await fc.assert(
      fc.asyncProperty(randomGraph({ handled: true }), async (graph) => {
        const plan = planGraph(graph);
        const whole = await runDrawn(plan);
        // What it waits for is another story.
        fc.pre(whole.ended !== undefined);
        const rows = rowsOf(whole.events);
        for (let kept = 1; kept <= rows.length; kept++) {
          const { run, read } = await goOn(plan, whole, kept);
          reads += read.length;
          expect(endOf(run)).toEqual(endOf(whole));
          const plain = await runOn(plan, rows.slice(0, kept));
          expect(callsOf(run)).toEqual(callsOf(plain));
        }
      }),
      { numRuns: 80 },
    );
    expect(reads).toBeGreaterThan(100);
  });

  const drawing = "start -> loop -> big -> idle -> end\nloop { a -> b }\nloop: maxTurns=3";
  const graph: Options["graph"] = {
    nodes: {
      b: { inputs: [{ name: "x", type: "any", value: "{{ a.text }}" }] },
      end: { inputs: [{ name: "x", type: "any", value: "{{ big.text }}" }] },
    },
  };

  it("are read only where something needs them", async () => {
    const plan = planDrawn(drawing, graph);
    const whole = await runDrawn(plan);
    const log = rowsOf(whole.events);
    const kept = log.findIndex((row) => row.path === "idle");
    const { run, read } = await goOn(plan, whole, kept);
    expect(run.ended?.outputs).toEqual(whole.ended?.outputs);
    expect(read.filter((id) => id.includes(" out "))).toEqual([expect.stringMatching(/^big 1 \d+ out text$/)]);
  });

  it("hold up nothing else, and what can't be read leaves the run to somebody who can", async () => {
    const plan = planDrawn(drawing, graph);
    const whole = await runDrawn(plan);
    const kept = rowsOf(whole.events).findIndex((row) => row.path === "idle");
    const { run } = await goOn(plan, whole, kept, {
      ports: { readLarge: () => Promise.reject(new Error("the folder is away")) },
    });
    expect(run.ended).toBeUndefined();
    expect(run.calls.map(({ path }) => path)).toEqual(["idle"]);
  });

  it("cancel a run that is cancelled while they are read", async () => {
    const plan = planDrawn("start -> loop -> end\nloop { a }", {
      nodes: {
        loop: {
          config: { maxTurns: 2, next: [{ name: "x", value: "{{ a.text }}" }] },
          inputs: [{ name: "x", type: "any" }],
        },
      },
    });
    const whole = await runDrawn(plan);
    const controller = new AbortController();
    const kept = rowsOf(whole.events).findIndex((row) => row.path === "loop[1]/a");
    const { run } = await goOn(plan, whole, kept, {
      ports: {
        signal: controller.signal,
        readLarge: async () => {
          controller.abort("cancelled");
          return "a";
        },
      },
    });
    expect(run.ended?.status).toBe("cancelled");
  });
});
