import { describe, expect, it } from "vitest";
import { AppError } from "../shared/errors";
import { logText } from "./testing/log-text";
import { type Options, runDrawn } from "./testing/run-drawn";

/** Runs a drawing and aborts at a time, with a reason. */
async function abortAt(drawing: string, at: number, reason: unknown, options: Options = {}) {
  const controller = new AbortController();
  return await runDrawn(drawing, {
    ...options,
    ports: { signal: controller.signal },
    scripts: {
      start: async (_call, clock) => {
        void clock.sleep(at).then(() => controller.abort(reason));
        return { outputs: {} };
      },
    },
  });
}

describe("cancelling", () => {
  it("stops everything at once and keeps what was there", async () => {
    const { events, ended, calls } = await abortAt(
      "start -> answer -> b -> end\nstart -> c\nanswer: says=one|two|three takes=300\nc: takes=900 deaf=true",
      150,
      "user",
    );
    expect(logText(events).slice(-4)).toEqual([
      "- answer says two",
      "150 answer failed: run_cancelled",
      "150 c failed: run_cancelled",
      "150 run cancelled: run_cancelled",
    ]);
    expect(ended).toMatchObject({ response: "onetwo", outputs: null });
    expect(calls.every((call) => call.signal.aborted)).toBe(true);
  });

  it("keeps the outputs of end nodes that were reached", async () => {
    const { ended } = await abortAt('start -> end\nstart -> a\nend: gives={"x":1}\na: takes=100', 50, "user");
    expect(ended).toMatchObject({ status: "cancelled", outputs: { x: 1 } });
  });

  it("works before anything has begun", async () => {
    const { events, calls } = await runDrawn("start -> a", { ports: { signal: AbortSignal.abort("user") } });
    expect(logText(events)).toEqual(["0 run starts", "0 run cancelled: run_cancelled"]);
    expect(calls).toEqual([]);
  });

  it("works while a node waits for its next try", async () => {
    const { ended, clock } = await abortAt("start -> a\na: fails=always retry=5 delay=1000", 50, "user");
    expect(ended).toMatchObject({ status: "cancelled", at: 50 });
    expect(clock.sleeping).toBe(0);
  });

  it("starts nothing that waited for a free place", async () => {
    const { calls } = await abortAt("start -> a, b, c\na: takes=100\nb: takes=100\nc: takes=100", 50, "user", {
      limits: { maxConcurrency: 1 },
    });
    expect(calls.map((call) => call.path)).toEqual(["start", "a"]);
  });
});

describe("interrupting", () => {
  it("stops without an end, so that another process can go on", async () => {
    const { events, ended, calls } = await abortAt("start -> a\na: takes=100 deaf=true", 50, "interrupted");
    expect(ended).toBeUndefined();
    expect(logText(events).at(-1)).toBe("0 a starts");
    expect(calls[1]?.signal.aborted).toBe(true);
  });

  it("may be told by an error with that code", async () => {
    const { ended } = await abortAt("start -> a\na: takes=100", 50, new AppError("interrupted", "Shutting down."));
    expect(ended).toBeUndefined();
  });

  it("before it begins yields nothing at all", async () => {
    const { events } = await runDrawn("start -> a", { ports: { signal: AbortSignal.abort("interrupted") } });
    expect(events).toEqual([]);
  });
});
