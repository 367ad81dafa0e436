import { describe, expect, it } from "vitest";
import type { Variable } from "../graph/schema";
import type { RunEvent } from "../run-log/events";
import { rowsToState } from "../run-log/stored-rows";
import { rowsOf } from "../run-log/testing/stored-events";
import { answerText } from "../run-log/transcript";
import { logText } from "./testing/log-text";
import { type Options, runDrawn } from "./testing/run-drawn";

/** Runs a drawing until a line of its log has happened, loses the process, and gives the state that storage has. */
async function loseAfter(line: string, drawing: string, options: Options = {}) {
  const kept: RunEvent[] = [];
  let isOver = false;
  await runDrawn(drawing, {
    ...options,
    onEvent: (event) => {
      if (!isOver) kept.push(event);
      isOver ||= logText([event])[0] === line;
    },
  });
  expect(isOver).toBe(true);
  const started = { type: "run.started" as const, at: 0, inputs: options.inputs ?? {} };
  return rowsToState({ started, ended: null }, rowsOf(kept));
}

const variable = (name: string): Variable => ({ name, type: "any", scope: "run" });

describe("a run that goes on in another process", () => {
  it("tells only what is new, and does not begin again", async () => {
    const drawing = "start -> a -> b -> end";
    const state = await loseAfter("0 a succeeded", drawing);
    const { events } = await runDrawn(drawing, { state });
    expect(logText(events)).toEqual([
      "0 b starts",
      "0 b succeeded",
      "0 end starts",
      "0 end succeeded",
      "0 run succeeded",
    ]);
    expect(events.map((event) => ("seq" in event ? event.seq : null))).toEqual([null, 3, null, 4, 5]);
  });

  it("only ends where all of its nodes had ended", async () => {
    const drawing = "start -> a";
    const { events } = await runDrawn(drawing, { state: await loseAfter("0 a succeeded", drawing) });
    expect(logText(events)).toEqual(["0 run succeeded"]);
  });

  it("fails where a node had failed, though the end of the run was not stored", async () => {
    const drawing = "start -> a, b -> end\na: fails=always takes=5\nb: takes=50";
    const { events, calls } = await runDrawn(drawing, { state: await loseAfter("5 a failed: node_failed", drawing) });
    expect(logText(events)).toEqual(["0 run failed: node_failed"]);
    expect(calls).toEqual([]);
  });

  it("ends as cancelled where stopping had begun", async () => {
    const controller = new AbortController();
    const options: Options = {
      ports: { signal: controller.signal },
      onEvent: () => {},
      scripts: {
        a: async (_call, clock) => {
          await clock.sleep(10);
          controller.abort("user");
          return { outputs: {} };
        },
      },
    };
    const drawing = "start -> a, b, c\nb: takes=50\nc: takes=50";
    const state = await loseAfter("10 a failed: run_cancelled", drawing, options);
    const { ended, calls } = await runDrawn(drawing, { state });
    expect(ended).toMatchObject({ status: "cancelled", error: { code: "run_cancelled" } });
    expect(calls).toEqual([]);
  });

  it("skips what was to be skipped, though that was not stored", async () => {
    const drawing = "start -> condition ->[case_1] a -> c\ncondition ->[else] b -> c\ncondition: take=case_1";
    const { events } = await runDrawn(drawing, { state: await loseAfter("0 condition succeeded", drawing) });
    expect(logText(events).slice(0, 2)).toEqual(["0 b skipped", "0 a starts"]);
  });

  it("decides each way by what was visible when it was decided first", async () => {
    const drawing =
      "start -> a ->[if (vars.n ?? 0) == 0] c\nstart -> b -> d -> e\na: takes=10\nb: takes=20\nd: takes=50";
    const options: Options = {
      graph: {
        variables: [variable("n")],
        nodes: { b: { config: { takes: 20, sets: { n: 1 } } }, c: { config: { takes: 90 } } },
      },
    };
    const state = await loseAfter("20 b succeeded", drawing, options);
    expect(state.vars).toEqual({ n: 1 });
    const { calls } = await runDrawn(drawing, { ...options, state });
    expect(calls.map((call) => call.path)).toEqual(["c", "d", "e"]);
  });

  it("does not see, when it decides a way again, what ended only later", async () => {
    const drawing =
      'start -> a, b -> c ->[if (b.n ?? 0) == 0] d\nb: takes=20 gives={"n":1}\na: takes=10\nc: join=any\nd: takes=90';
    const state = await loseAfter("20 b succeeded", drawing);
    const { calls } = await runDrawn(drawing, { state });
    expect(calls.map((call) => call.path)).toEqual(["d"]);
  });

  it("has the variables that were set", async () => {
    const drawing = "start -> a -> b";
    const graph = {
      variables: [variable("n")],
      nodes: { a: { config: { sets: { n: 7 } } }, b: { config: { sees: "{{ vars.n }}" } } },
    };
    const state = await loseAfter("0 a succeeded", drawing, { graph });
    const { calls } = await runDrawn(drawing, { graph, state });
    expect(calls.map((call) => call.config.sees)).toEqual([7]);
  });

  it("has everything that could be read", async () => {
    const drawing = "start -> a -> b";
    const graph = { nodes: { b: { config: { sees: "{{ start.city }} {{ a.text }} {{ sys.query }}" } } } };
    const options = { graph, inputs: { city: "Bern" }, start: { sys: { query: "?" } } };
    const state = await loseAfter("0 a succeeded", drawing, options);
    const { calls } = await runDrawn(drawing, { ...options, state });
    expect(calls[0]?.config.sees).toBe("Bern a ?");
  });

  it("tells a part of the answer that was still held back, after those before it", async () => {
    const drawing = "start -> answer_1, answer_2\nanswer_1: says=a takes=50\nanswer_2: says=b takes=5";
    const state = await loseAfter("5 answer_2 succeeded", drawing);
    const { streamed, ended } = await runDrawn(drawing, { state });
    expect(streamed).toBe("ab");
    expect(ended?.response).toBe("ab");
  });

  it("does not repeat a part of the answer that was told", async () => {
    const drawing = "start -> answer_1 -> a -> answer_2\nanswer_1: says=a\nanswer_2: says=b\na: takes=10";
    const state = await loseAfter("0 answer_1 succeeded", drawing);
    expect(answerText(state)).toBe("a");
    const { streamed, ended } = await runDrawn(drawing, { state });
    expect(streamed).toBe("b");
    expect(ended?.response).toBe("ab");
  });

  it("counts what earlier owners have started", async () => {
    const drawing = "start -> a -> b -> c";
    const options = { limits: { maxNodeExecutions: 3 } };
    const state = await loseAfter("0 a succeeded", drawing, options);
    const { ended, calls } = await runDrawn(drawing, { ...options, state });
    expect(calls.map((call) => call.path)).toEqual(["b"]);
    expect(ended?.error?.code).toBe("run_limit_reached");
  });

  it("begins from its beginning where nothing was stored", async () => {
    const state = rowsToState({ started: null, ended: null }, []);
    const { events } = await runDrawn("start -> a", { state });
    expect(logText(events)[0]).toBe("0 run starts");
  });

  it("copes with a log of nodes that its graph does not have", async () => {
    const state = await loseAfter("0 a succeeded", "start -> a -> b");
    const { ended } = await runDrawn("start -> c", { state });
    expect(ended?.status).toBe("succeeded");
  });
});
