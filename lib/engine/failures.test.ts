import { describe, expect, it } from "vitest";
import { AppError } from "../shared/errors";
import { NodeFailure } from "./ports";
import { logText } from "./testing/log-text";
import { runDrawn } from "./testing/run-drawn";

describe("a node that fails", () => {
  it("fails the run with its error and its place, and stops its siblings", async () => {
    const { events, ended } = await runDrawn("start -> a, b -> end\na: takes=10 fails=always\nb: takes=50");
    expect(logText(events).slice(5)).toEqual([
      "10 a failed: node_failed",
      "10 b failed: run_cancelled",
      "10 run failed: node_failed",
    ]);
    expect(ended?.error).toMatchObject({ nodeId: "a", path: "a", message: "a failed" });
  });

  it("tells its siblings to stop", async () => {
    const { calls } = await runDrawn("start -> a, b\na: takes=10 fails=always\nb: takes=50 deaf=true");
    expect(calls.find((call) => call.path === "b")?.signal.aborted).toBe(true);
  });

  it("is tried again with growing delays, as often as its policy says", async () => {
    const { events, state } = await runDrawn("start -> a\na: fails=3 retry=3 delay=10 backoff=2");
    expect(logText(events).slice(3)).toEqual([
      "0 a starts",
      "0 a tries again in 10: node_failed",
      "10 a tries again in 20: node_failed",
      "30 a tries again in 40: node_failed",
      "70 a succeeded",
      "70 run succeeded",
    ]);
    expect(state.nodes.get("a")).toMatchObject({ retries: 3, error: null, attempt: 1 });
  });

  it("tries again behind the scenes where it is hidden", async () => {
    const { events } = await runDrawn("start -> a, b\na: fails=1 retry=1\nb: fails=1 retry=1 type=answer");
    const retries = events.flatMap((event) => (event.type === "node.retrying" ? [[event.path, event.hidden]] : []));
    expect(retries).toEqual([
      ["a", true],
      ["b", undefined],
    ]);
  });

  it("spreads its delays by up to half", async () => {
    const { events } = await runDrawn("start -> a\na: fails=1 retry=1 delay=100", { ports: { random: () => 0.999 } });
    expect(events.find((event) => event.type === "node.retrying")).toMatchObject({ delayMs: 150 });
  });

  it("is not tried again where that is known to be useless", async () => {
    const { calls } = await runDrawn("start -> a\na: fails=always retry=5 retryable=false");
    expect(calls).toHaveLength(2);
  });

  it("has the same key for every try of one intent", async () => {
    const { calls } = await runDrawn("start -> a\na: fails=2 retry=2");
    expect(new Set(calls.slice(1).map((call) => call.idempotencyKey))).toEqual(new Set(["run:a"]));
  });

  it("goes on with its default outputs where its policy says so", async () => {
    const { state, ended } = await runDrawn(
      'start -> a -> end\na: fails=always onError=default defaults={"text":"none"}',
      { graph: { nodes: { end: { config: { gives: { got: "{{ a.text }}" } } } } } },
    );
    expect(ended).toMatchObject({ status: "succeeded", outputs: { got: "none" } });
    expect(state.nodes.get("a")).toMatchObject({ status: "failed", error: { code: "node_failed" } });
  });

  it("leaves by its error handle where its policy says so", async () => {
    const { calls, ended, events } = await runDrawn(
      "start -> a -> b\na ->[error] rescue -> end\na: fails=always onError=branch",
      { graph: { nodes: { end: { config: { gives: { why: "{{ a.error.code }}" } } } } } },
    );
    expect(calls.map((call) => call.path)).toEqual(["start", "a", "rescue", "end"]);
    expect(logText(events)).toContain("0 b skipped");
    expect(ended).toMatchObject({ status: "succeeded", outputs: { why: "node_failed" } });
  });

  it("never takes its error handle when it succeeds", async () => {
    const { calls } = await runDrawn("start -> a -> b\na ->[error] rescue\na: onError=branch");
    expect(calls.map((call) => call.path)).toEqual(["start", "a", "b"]);
  });

  it("keeps what all of its tries have used", async () => {
    const usage = { promptTokens: 5, completionTokens: 1, cost: 0.5, currency: "USD" };
    const { state, ended } = await runDrawn("start -> a\na: retry=1", {
      scripts: {
        a: async (_call, _clock, tried) => {
          if (tried === 1) throw new NodeFailure({ code: "provider_failed", message: "down" }, { usage });
          return { outputs: {}, usage };
        },
      },
    });
    expect(state.nodes.get("a")?.usage).toEqual({ promptTokens: 10, completionTokens: 2, cost: 1, currency: "USD" });
    expect(ended?.totals).toMatchObject({ promptTokens: 10, completionTokens: 2, cost: 1, currency: "USD" });
  });
});

describe("a graph that goes on after errors", () => {
  const graph = { settings: { onError: "continue" as const } };

  it("ends only the ways behind the node that failed", async () => {
    const { ended, events } = await runDrawn("start -> a -> b\nstart -> c -> end\na: fails=always", { graph });
    expect(logText(events)).toContain("0 b skipped");
    expect(ended).toMatchObject({ status: "succeeded", error: null });
  });

  it("fails in the end where nothing it aims at was reached", async () => {
    const { ended } = await runDrawn("start -> a -> end\nstart -> c\na: fails=always", { graph });
    expect(ended).toMatchObject({ status: "failed", error: { code: "node_failed", nodeId: "a" } });
  });
});

describe("a time limit of a node", () => {
  it("fails it, though it does not listen", async () => {
    const { events, calls } = await runDrawn("start -> a\na: takes=500 deaf=true timeout=20");
    expect(logText(events).slice(-2)).toEqual(["20 a failed: node_timeout", "20 run failed: node_timeout"]);
    expect(calls[1]?.signal.aborted).toBe(true);
  });

  it("holds for each try by itself, and a late result of an earlier one is ignored", async () => {
    const { events, state } = await runDrawn("start -> a\na: timeout=20 retry=1 delay=100", {
      scripts: {
        a: async (_call, clock, tried) => {
          await clock.sleep(tried === 1 ? 50 : 5);
          return { outputs: { tried } };
        },
      },
    });
    expect(logText(events).slice(3)).toEqual([
      "0 a starts",
      "20 a tries again in 100: node_timeout",
      "125 a succeeded",
      "125 run succeeded",
    ]);
    expect(state.nodes.get("a")?.outputs).toEqual({ tried: 2 });
  });

  it("leaves other nodes alone", async () => {
    const { events } = await runDrawn(
      "start -> a, b -> end\na: takes=500 timeout=20 onError=default\nb: takes=50 timeout=60",
    );
    expect(logText(events)).toContain("50 b succeeded");
    expect(logText(events).at(-1)).toBe("50 run succeeded");
  });
});

describe("what an executor throws", () => {
  async function errorFor(thrown: unknown) {
    const { ended } = await runDrawn("start -> a", {
      scripts: {
        a: async () => {
          throw thrown;
        },
      },
    });
    return ended?.error;
  }

  it("keeps code, message and params of a known error", async () => {
    const thrown = new AppError("http_status", "The server answered 503.", { params: { status: 503 } });
    expect(await errorFor(thrown)).toEqual({
      code: "http_status",
      message: "The server answered 503.",
      params: { status: 503 },
      retryable: true,
      nodeId: "a",
      path: "a",
    });
  });

  it("names the field that the first detail is about", async () => {
    const details = [{ path: "inputs.city", code: "field_missing", message: "is missing" }];
    expect(await errorFor(new AppError("inputs_invalid", "No.", { details }))).toMatchObject({ field: "inputs.city" });
  });

  it("shows nothing of an unknown error", async () => {
    const error = await errorFor(new Error("password=hunter2"));
    expect(error?.code).toBe("internal");
    expect(JSON.stringify(error)).not.toContain("hunter2");
  });

  it("copes with anything that can be thrown", async () => {
    expect((await errorFor(undefined))?.code).toBe("internal");
    expect((await errorFor("text"))?.code).toBe("internal");
  });

  it("may throw before it has a promise", async () => {
    const { ended } = await runDrawn("start -> a", {
      scripts: {
        a: () => {
          throw new AppError("code_failed", "Line 3.");
        },
      },
    });
    expect(ended?.error?.code).toBe("code_failed");
  });

  it("is storable, with all that its wording quotes", async () => {
    const error = new AppError("code_failed", "a\u0000", { params: { reason: "b\ud800", line: 3 } });
    expect(await errorFor(error)).toMatchObject({ message: "a\ufffd", params: { reason: "b\ufffd", line: 3 } });
  });

  it("does not stop the run for a run inside of it that was stopped", async () => {
    expect((await errorFor(new AppError("run_cancelled", "Cancelled.")))?.code).toBe("node_failed");
  });
});

describe("what an executor gives", () => {
  async function endFor(outputs: unknown, limit = 1_000) {
    const { state } = await runDrawn("start -> a", {
      limits: { maxOutputBytes: limit },
      // What JavaScript can give is more than what the types allow.
      scripts: { a: async () => ({ outputs: outputs as never }) },
    });
    const node = state.nodes.get("a");
    return node?.error?.code ?? node?.outputs;
  }

  it("is refused where it is too large", async () => {
    expect(await endFor({ text: "x".repeat(1_000) })).toBe("output_too_large");
    expect(await endFor({ text: "x".repeat(900) })).toEqual({ text: "x".repeat(900) });
  });

  it("is refused where it is no JSON object", async () => {
    expect(await endFor({ when: new Date(0) })).toBe("internal");
    expect(await endFor({ n: Number.NaN })).toBe("internal");
    expect(await endFor([1])).toBe("internal");
    expect(await endFor(undefined)).toBe("internal");
  });

  it("is made storable", async () => {
    expect(await endFor({ text: "a\u0000b\ud800", gone: undefined })).toEqual({ text: "a\ufffdb\ufffd" });
  });

  it("sets no variable to what cannot be stored", async () => {
    const { ended } = await runDrawn("start -> a", {
      scripts: { a: async () => ({ outputs: {}, writes: { x: (() => 1) as never } }) },
    });
    expect(ended?.error?.code).toBe("internal");
  });

  it("is cut off while it still speaks where it says too much", async () => {
    const { ended, calls } = await runDrawn("start -> a -> end\na: type=answer says=123456|789012|345678 takes=300", {
      limits: { maxOutputBytes: 16 },
    });
    expect(ended).toMatchObject({ status: "failed", at: 200, error: { code: "output_too_large" } });
    expect(calls[1]?.signal.aborted).toBe(true);
  });
});
