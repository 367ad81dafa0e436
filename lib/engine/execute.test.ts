import { describe, expect, it } from "vitest";
import { initialState } from "../run-log/state";
import { execute } from "./execute";
import { defaultRunLimits } from "./ports";
import { logText } from "./testing/log-text";
import { planDrawn, runDrawn } from "./testing/run-drawn";

describe("a run", () => {
  it("tells everything that happens, in order", async () => {
    const { events } = await runDrawn("start -> a -> answer -> end\na: takes=5\nanswer: says=Hello,|_world.");
    expect(logText(events)).toEqual([
      "0 run starts",
      "0 start starts",
      "0 start succeeded",
      "0 a starts",
      "5 a succeeded",
      "5 answer starts",
      "- answer says Hello,",
      "- answer says _world.",
      "5 answer succeeded",
      "5 end starts",
      "5 end succeeded",
      "5 run succeeded",
    ]);
  });

  it("ends with the outputs of its end node, its response and what it has used", async () => {
    const { ended } = await runDrawn('start -> answer -> end\nanswer: says=Hi takes=20\nend: gives={"sum":3}');
    expect(ended).toMatchObject({
      status: "succeeded",
      error: null,
      response: "Hi",
      outputs: { sum: 3 },
      totals: { nodeExecutions: 3, durationMs: 20, promptTokens: 0 },
    });
  });

  it("has no outputs where no end node was reached", async () => {
    const { ended } = await runDrawn("start -> a");
    expect(ended).toMatchObject({ status: "succeeded", outputs: null, response: "" });
  });

  it("puts the outputs of several end nodes together, the later one winning", async () => {
    const { ended } = await runDrawn(
      'start -> end_1\nstart -> a -> end_2\nend_1: gives={"x":1,"y":1}\nend_2: gives={"y":2}',
    );
    expect(ended?.outputs).toMatchObject({ x: 1, y: 2 });
  });

  it("gives the start node what it was started with", async () => {
    const { state } = await runDrawn("start -> a", { inputs: { city: "Bern" } });
    expect(state.nodes.get("start")?.outputs).toMatchObject({ city: "Bern" });
    expect(state.inputs).toEqual({ city: "Bern" });
  });

  it("numbers everything that is stored from 1 without a gap", async () => {
    const { events } = await runDrawn("start -> write -> a, b -> end");
    const seqs = events.flatMap((event) => ("seq" in event && event.seq !== undefined ? [event.seq] : []));
    expect(seqs).toEqual(seqs.map((_, i) => i + 1));
    expect(seqs).toHaveLength(7);
  });

  it("says nothing more once it has ended", async () => {
    const { state } = await runDrawn("start -> a");
    const again = await runDrawn("start -> a", { state });
    expect(again.events).toEqual([]);
  });

  it("fails where there is nothing to begin with", async () => {
    const { ended } = await runDrawn("a -> b");
    expect(ended).toMatchObject({ status: "failed", error: { code: "graph_invalid" } });
  });

  it("counts neither notes nor nodes without a way to them", async () => {
    const { events, ended } = await runDrawn("start -> a\nnote\nlost -> farther");
    expect(ended?.totals.nodeExecutions).toBe(2);
    expect(events.some((event) => "path" in event && event.path === "lost")).toBe(false);
  });
});

describe("branches", () => {
  const choice = "start -> condition ->[case_1] a -> join -> end\ncondition ->[else] b -> join\n";

  it("goes the way that was taken and skips the other", async () => {
    const { events, calls } = await runDrawn(`${choice}condition: take=case_1`);
    expect(calls.map((call) => call.path)).toEqual(["start", "condition", "a", "join", "end"]);
    expect(logText(events)).toContain("0 b skipped");
  });

  it("skips a node before what comes after it starts", async () => {
    const { events } = await runDrawn(`${choice}condition: take=case_1`);
    const log = logText(events);
    expect(log.indexOf("0 b skipped")).toBeLessThan(log.indexOf("0 a starts"));
  });

  it("takes every handle but error where the node names none", async () => {
    const { calls } = await runDrawn("start -> condition ->[case_1] a\ncondition ->[else] b");
    expect(calls.map((call) => call.path)).toEqual(["start", "condition", "a", "b"]);
  });

  it("follows an edge only where its condition holds", async () => {
    const { calls, events } = await runDrawn("start ->[if start.count > 2] a\nstart ->[if start.count <= 2] b", {
      inputs: { count: 3 },
    });
    expect(calls.map((call) => call.path)).toEqual(["start", "a"]);
    expect(logText(events)).toContain("0 b skipped");
  });

  it("fails where a condition has no value", async () => {
    const { ended } = await runDrawn("start ->[if start.count > nothing.there] a");
    expect(ended).toMatchObject({ status: "failed", error: { code: "expression_unknown_reference", nodeId: "start" } });
  });

  it("runs a node with join any at the first arrival, once, and waits for the others before it ends", async () => {
    const { events } = await runDrawn("start -> a, b -> c\na: takes=30\nb: takes=10\nc: join=any");
    expect(logText(events).slice(3)).toEqual([
      "0 a starts",
      "0 b starts",
      "10 b succeeded",
      "10 c starts",
      "10 c succeeded",
      "30 a succeeded",
      "30 run succeeded",
    ]);
  });
});

describe("concurrency", () => {
  const fan = `start -> ${Array.from({ length: 30 }, (_, i) => `work_${i + 10}`).join(", ")} -> end`;
  const slow = {
    nodes: Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`work_${i + 10}`, { config: { takes: 10 } }])),
  };

  it("never runs more nodes at once than the limit", async () => {
    const { peak, ended } = await runDrawn(fan, { graph: slow, limits: { maxConcurrency: 4 } });
    expect(peak).toBe(4);
    expect(ended?.totals.durationMs).toBe(80);
  });

  it("starts waiting nodes in plan order", async () => {
    const { calls } = await runDrawn(fan, { graph: slow, limits: { maxConcurrency: 4 } });
    const paths = calls.map((call) => call.path).slice(1, -1);
    expect(paths).toEqual([...paths].sort());
  });

  it("prefers the number that the graph itself names", async () => {
    const { peak } = await runDrawn(fan, { graph: { ...slow, settings: { maxConcurrency: 12 } } });
    expect(peak).toBe(12);
  });

  it("runs one node at a time in a sequential graph", async () => {
    const { peak } = await runDrawn(fan, { graph: { ...slow, settings: { mode: "sequential", maxConcurrency: 9 } } });
    expect(peak).toBe(1);
  });

  it("runs everything that is ready in a parallel graph", async () => {
    const { peak } = await runDrawn(fan, { graph: { ...slow, settings: { mode: "parallel" } } });
    expect(peak).toBe(30);
  });
});

describe("limits of a run", () => {
  it("fails it after its time limit, whatever its nodes do", async () => {
    const { events, ended, calls } = await runDrawn("start -> a -> b\na: takes=500 deaf=true", {
      limits: { timeoutMs: 100 },
    });
    expect(logText(events).slice(-2)).toEqual(["100 a failed: run_timeout", "100 run failed: run_timeout"]);
    expect(ended?.error).toMatchObject({ params: { timeoutMs: 100 } });
    expect(calls.at(-1)?.signal.aborted).toBe(true);
  });

  it("counts the time that earlier owners have spent", async () => {
    const { ended } = await runDrawn("start -> a\na: takes=500", {
      limits: { timeoutMs: 100 },
      start: { elapsedMs: 70 },
    });
    expect(ended).toMatchObject({ at: 30, status: "failed", totals: { durationMs: 100 } });
  });

  it("keeps a time limit that no timer can hold", async () => {
    const month = 30 * 86_400_000;
    const { ended } = await runDrawn("start -> a\na: takes=3000000000", { graph: { settings: { timeoutMs: month } } });
    expect(ended).toMatchObject({ at: month, error: { code: "run_timeout" } });
  });

  it("fails it where it starts more nodes than it may", async () => {
    const { ended, calls } = await runDrawn("start -> a -> b -> c", { limits: { maxNodeExecutions: 3 } });
    expect(calls.map((call) => call.path)).toEqual(["start", "a", "b"]);
    expect(ended).toMatchObject({ status: "failed", error: { code: "run_limit_reached" } });
  });

  it("counts further tries as starts", async () => {
    const { ended } = await runDrawn("start -> a\na: fails=always retry=10", { limits: { maxNodeExecutions: 4 } });
    expect(ended).toMatchObject({ error: { code: "run_limit_reached" }, totals: { nodeExecutions: 5 } });
  });
});

describe("who listens", () => {
  it("may leave, which interrupts the run and stops its nodes", async () => {
    const { calls, ended, clock } = await runDrawn("start -> a -> b\na: takes=1000", { leaveAfter: 4 });
    expect(ended).toBeUndefined();
    expect(calls.map((call) => call.signal.aborted)).toEqual([true, true]);
    expect(clock.sleeping).toBe(0);
  });

  it("hears of a fault of the engine itself as an exception", async () => {
    const plan = planDrawn("start -> a");
    const broken = {
      now: () => 0,
      monotonic: () => 0,
      sleep: () => {
        throw new Error("no clock");
      },
    };
    const ports = {
      clock: broken,
      random: () => 0,
      runNode: async () => ({ outputs: {} }),
      stored: async () => {},
      secretMark: () => undefined,
      signal: new AbortController().signal,
      limits: defaultRunLimits,
    };
    const run = execute(plan, initialState(), ports, { runId: "r", inputs: {}, sys: {}, vars: {} });
    await expect(run.next()).rejects.toThrow("no clock");
  });

  it("leaves no timer behind when the run has ended", async () => {
    const { clock } = await runDrawn("start -> a\na: timeout=5000");
    expect(clock.sleeping).toBe(0);
  });
});
