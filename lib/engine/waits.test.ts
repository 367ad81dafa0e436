import { describe, expect, it } from "vitest";
import { rowsToState } from "../run-log/stored-rows";
import { rowsOf } from "../run-log/testing/stored-events";
import { logText } from "./testing/log-text";
import { type Observed, type Options, runDrawn } from "./testing/run-drawn";

const started = { type: "run.started" as const, at: 0, inputs: {} };

/** Goes on in another process, with answers, from what the runs so far have stored. */
async function goOn(drawing: string, before: Observed[], answers: Record<string, number>, options: Options = {}) {
  const rows = before.flatMap((run) => rowsOf(run.events));
  const paused = before.at(-1)?.events.at(-1);
  const state = rowsToState({ started, paused: paused?.type === "run.paused" ? paused : null, ended: null }, rows);
  const start = { answers: new Map(Object.entries(answers).map(([path, n]) => [path, { n }])) };
  return runDrawn(drawing, { ...options, state, start: { ...options.start, ...start } });
}

describe("a node that waits", () => {
  it("pauses the run when nothing else is left to do, and goes on under the same attempt", async () => {
    const drawing = "start -> wait, b -> end\nwait: waits=1\nb: takes=10";
    const first = await runDrawn(drawing);
    expect(logText(first.events)).toEqual([
      "0 run starts",
      "0 start starts",
      "0 start succeeded",
      "0 b starts",
      "0 wait starts",
      "0 wait waits: event",
      "10 b succeeded",
      "10 run pauses",
    ]);
    expect(first.state.status).toBe("paused");
    expect(first.clock.sleeping).toBe(0);
    const second = await goOn(drawing, [first], { wait: 1 });
    expect(logText(second.events)).toEqual([
      "0 run goes on",
      "0 wait goes on",
      "0 wait succeeded",
      "0 end starts",
      "0 end succeeded",
      "0 run succeeded",
    ]);
    expect(second.state.nodes.get("wait")).toMatchObject({ attempt: 1, outputs: { got: { n: 1 } } });
  });

  it("pauses again at once where no answer is for it", async () => {
    const drawing = "start -> wait -> end\nwait: waits=1";
    const first = await runDrawn(drawing);
    const second = await goOn(drawing, [first], { other: 1 });
    expect(logText(second.events)).toEqual(["0 run goes on", "0 run pauses"]);
    const third = await goOn(drawing, [first, second], { wait: 1 });
    expect(third.ended?.status).toBe("succeeded");
  });

  it("may wait again and again, in the turns of a loop, several at once", async () => {
    const drawing =
      "start -> iteration -> end\niteration { wait }\nwait: waits=2\niteration: in_items=[1,2] parallel=2";
    const first = await runDrawn(drawing);
    const second = await goOn(drawing, [first], { "iteration[1]/wait": 1, "iteration[0]/wait": 1 });
    const third = await goOn(drawing, [first, second], { "iteration[1]/wait": 2 });
    expect(third.events.at(-1)?.type).toBe("run.paused");
    const last = await goOn(drawing, [first, second, third], { "iteration[0]/wait": 2 });
    expect(last.ended?.status).toBe("succeeded");
    expect(last.state.nodes.get("iteration")?.outputs).toMatchObject({ count: 2 });
  });

  it("goes on with an answer that comes while the run is at work, or before it waits", async () => {
    const run = await runDrawn(
      "start -> wait_1, wait_2, a -> end\na: takes=50\nwait_1: waits=1\nwait_2: waits=1 takes=20",
      {
        ports: {
          onAnswer: (deliver) => {
            deliver("wait_2", { n: 1 });
            deliver("nobody", { n: 1 });
          },
        },
        onEvent: () => {},
        start: { answers: new Map([["wait_1", { n: 1 }]]) },
      },
    );
    expect(run.ended?.status).toBe("succeeded");
    expect(run.events.filter(({ type }) => type === "node.resumed")).toHaveLength(2);
  });

  it("keeps the inputs it had, and counts the time it worked", async () => {
    const drawing = 'start -> wait -> end\nwait: waits=1 takes=10 in_x="{{ vars.v }}"';
    const graph = { variables: [{ name: "v", type: "any" as const, scope: "run" as const }] };
    const first = await runDrawn(drawing, { graph, start: { vars: { v: 1 } } });
    const second = await goOn(drawing, [first], { wait: 1 }, { graph, start: { vars: { v: 2 } } });
    expect(second.state.nodes.get("wait")).toMatchObject({ inputs: { x: 1 }, durationMs: 20 });
  });

  it("takes back what it said before it waited", async () => {
    const drawing = "start -> answer -> end\nanswer: waits=1 says=hello";
    const first = await runDrawn(drawing);
    expect(first.state.nodes.get("answer")).toMatchObject({ status: "paused", content: "" });
    const second = await goOn(drawing, [first], { answer: 1 });
    expect(second.ended?.response).toBe("hello");
  });

  it("is ended when the run is cancelled meanwhile", async () => {
    const drawing = "start -> wait -> end\nwait: waits=1";
    const first = await runDrawn(drawing);
    const last = await goOn(drawing, [first], {}, { ports: { signal: AbortSignal.abort("user") } });
    expect(logText(last.events)).toEqual(["0 wait failed: run_cancelled", "0 run cancelled: run_cancelled"]);
  });

  it("is over with its turn", async () => {
    const run = await runDrawn("start -> loop -> end\nloop { wait\na -> break }\nwait: waits=1\na: takes=9");
    expect(run.ended?.status).toBe("succeeded");
    expect(run.state.nodes.get("loop[0]/wait")).toMatchObject({ status: "failed", error: { code: "turn_over" } });
  });

  it("tells until when it waits at most", async () => {
    const waits = (until: number | null) => async () => ({
      outputs: {},
      wait: { kind: "event" as const, key: "k", until },
    });
    const run = await runDrawn("start -> a, b, c", { scripts: { a: waits(90), b: waits(70), c: waits(null) } });
    expect(run.events.at(-1)).toEqual({ type: "run.paused", at: 0, until: 70 });
  });
});

describe("a breakpoint", () => {
  const breakpoints = new Set(["a", "loop"]);

  it("lets a run wait before a node, whose inputs may be changed", async () => {
    const drawing = "start -> a -> end\na: in_x=1 in_y=2";
    const first = await runDrawn(drawing, { start: { breakpoints } });
    expect(logText(first.events).slice(3)).toEqual(["0 a starts", "0 a waits: breakpoint", "0 run pauses"]);
    expect(first.calls.map(({ path }) => path)).toEqual(["start"]);
    const state = rowsToState({ started, ended: null }, rowsOf(first.events));
    const answers = new Map([["a", { inputs: { x: 5 } }]]);
    const second = await runDrawn(drawing, { state, start: { breakpoints, answers } });
    expect(second.calls[0]).toMatchObject({ path: "a", inputs: { x: 5, y: 2 } });
    expect(second.calls[0]?.answer).toBeUndefined();
    expect(second.state.nodes.get("a")).toMatchObject({ attempt: 1, inputs: { x: 5, y: 2 } });
  });

  it("does not give its answer to a wait of the same node", async () => {
    const run = await runDrawn("start -> a -> end\na: waits=1", {
      start: { breakpoints, answers: new Map([["a", { n: 1 }]]) },
    });
    expect(logText(run.events).slice(3)).toEqual(["0 a starts", "0 a waits: event", "0 run pauses"]);
  });

  it("may stand before a container", async () => {
    const drawing = "start -> loop -> end\nloop { b }\nloop: in_x=1 maxTurns=1";
    const first = await runDrawn(drawing, { start: { breakpoints } });
    expect(first.state.nodes.get("loop")?.status).toBe("paused");
    const state = rowsToState({ started, ended: null }, rowsOf(first.events));
    const answers = new Map([["loop", { inputs: { x: 5 } }]]);
    const second = await runDrawn(drawing, { state, start: { breakpoints, answers } });
    expect(second.ended?.status).toBe("succeeded");
    expect(second.state.nodes.get("loop")?.outputs).toEqual({ turns: 1, reason: "maximum", x: 5 });
  });
});
