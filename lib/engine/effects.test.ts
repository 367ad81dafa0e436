import { describe, expect, it } from "vitest";
import { rowsToState } from "../run-log/stored-rows";
import { rowsOf } from "../run-log/testing/stored-events";
import { logText } from "./testing/log-text";
import { runDrawn } from "./testing/run-drawn";

describe("a node with an effect", () => {
  it("begins only when its start, and so everything before it, is stored", async () => {
    const order: string[] = [];
    const { events } = await runDrawn("start -> a -> write -> end", {
      ports: {
        stored: async (seq) => {
          order.push(`stored ${seq}`);
        },
      },
      scripts: {
        write: async () => {
          order.push("effect");
          return { outputs: {} };
        },
      },
    });
    expect(order).toEqual(["stored 3", "effect"]);
    expect(events.find((event) => event.type === "node.started" && event.path === "write")).toMatchObject({ seq: 3 });
  });

  it("has its start taken by whoever stores it before it waits for that", async () => {
    const taken: number[] = [];
    const { ended } = await runDrawn("start -> write", {
      onEvent: (event) => {
        if (event.type === "node.started" && event.seq !== undefined) taken.push(event.seq);
      },
      ports: {
        stored: async (seq) => {
          while (!taken.includes(seq)) await new Promise((resolve) => setImmediate(resolve));
        },
      },
    });
    expect(ended?.status).toBe("succeeded");
  });

  it("never begins where the right to write was lost, and the run stops without an end", async () => {
    const { calls, ended, clock } = await runDrawn("start -> write, b\nb: takes=100", {
      ports: {
        stored: async () => {
          throw new Error("another owner");
        },
      },
    });
    expect(calls.map((call) => call.path)).toEqual(["start", "b"]);
    expect(ended).toBeUndefined();
    expect(clock.sleeping).toBe(0);
  });

  it("does not begin when the run was cancelled while it waited", async () => {
    const controller = new AbortController();
    const { calls, events } = await runDrawn("start -> write", {
      ports: {
        signal: controller.signal,
        stored: async () => controller.abort("user"),
      },
    });
    expect(calls.map((call) => call.path)).toEqual(["start"]);
    expect(logText(events).slice(-2)).toEqual(["0 write failed: run_cancelled", "0 run cancelled: run_cancelled"]);
  });
});

it("only nodes that write wait for storage", async () => {
  const { ended } = await runDrawn("start -> read -> a -> end", {
    ports: {
      stored: async (seq) => {
        throw new Error(`waited for ${seq}`);
      },
    },
  });
  expect(ended?.status).toBe("succeeded");
});

describe("an effect that was in flight when its process died", () => {
  /** The stored log of a run that died while its write was in flight. */
  async function deadRun(drawing: string) {
    const { events } = await runDrawn(drawing, { leaveAfter: 4 });
    const started = { type: "run.started" as const, at: 0, inputs: {} };
    return rowsToState({ started, ended: null }, rowsOf(events));
  }

  it("is repeated with the same key as a further attempt", async () => {
    const state = await deadRun("start -> write -> end");
    expect(state.nodes.get("write")).toMatchObject({ status: "running", seq: 2, attempt: 1 });
    const { calls, events } = await runDrawn("start -> write -> end", { state });
    expect(calls[0]).toMatchObject({ path: "write", attempt: 2, idempotencyKey: "run:write" });
    expect(logText(events)).toEqual([
      "0 write#2 starts, stored",
      "0 write#2 succeeded",
      "0 end starts",
      "0 end succeeded",
      "0 run succeeded",
    ]);
    expect(events[0]).toMatchObject({ seq: 3 });
  });

  it("fails the run where its node says so", async () => {
    const drawing = "start -> write -> end\nwrite: onCrash=fail retry=3";
    const { calls, events } = await runDrawn(drawing, { state: await deadRun(drawing) });
    expect(calls).toEqual([]);
    expect(logText(events)).toEqual(["0 write failed: effect_in_flight", "0 run failed: effect_in_flight"]);
  });

  it("leaves by the error handle where its node says so", async () => {
    const drawing = "start -> write -> end\nwrite ->[error] rescue\nwrite: onCrash=fail onError=branch";
    const { calls, ended } = await runDrawn(drawing, { state: await deadRun(drawing) });
    expect(calls.map((call) => call.path)).toEqual(["rescue"]);
    expect(ended?.status).toBe("succeeded");
  });

  it("is ended in the log when the run is cancelled instead", async () => {
    const drawing = "start -> write -> end";
    const state = await deadRun(drawing);
    const { events } = await runDrawn(drawing, { state, ports: { signal: AbortSignal.abort("user") } });
    expect(logText(events)).toEqual(["0 write failed: run_cancelled", "0 run cancelled: run_cancelled"]);
  });
});
