import { describe, expect, it } from "vitest";
import { type NodeCall, NodeFailure, type NodeResult } from "../engine/ports";
import { planDrawn } from "../engine/testing/run-drawn";
import { initialState } from "../run-log/state";
import { systemClock } from "../shared/clock";
import { AppError } from "../shared/errors";
import { type DrivePorts, driveRun } from "./drive-run";
import { LiveRun } from "./live-run";
import type { RunSpec } from "./run-spec";
import type { Rows, RunWriter } from "./run-writer";

const specOf = (drawing: string): RunSpec => ({
  id: "r",
  workspaceId: "w",
  workflowId: "f",
  agentId: null,
  conversationId: null,
  previousRunId: null,
  userId: null,
  trigger: "manual",
  query: null,
  inputs: {},
  createdAt: new Date(0),
  runCount: 0,
  vars: {},
  plan: planDrawn(drawing),
});

interface Scene {
  /** What happened, in order: nodes that ran, rows that were asked to be stored, what was told. */
  story: string[];
  written: Rows[];
  live: LiveRun;
  stop: AbortController;
  run(ports?: Partial<DrivePorts>): Promise<void>;
}

/** A run with a store that does what `store` says with each piece it is given. */
function scene(
  drawing: string,
  store: (rows: Rows) => Promise<void> = async () => {},
  accepted: Promise<void> = Promise.resolve(),
): Scene {
  const story: string[] = [];
  const written: Rows[] = [];
  const live = new LiveRun({ runId: "r", workspaceId: "w", token: 1, accepted });
  live.listen(null, (told) => {
    if (told.kind === "event" && told.event.type === "run.ended") story.push(`told ${told.event.status}`);
  });
  const writer: RunWriter = {
    async write(_runId, _token, rows) {
      written.push(rows);
      await store(rows);
      for (const node of rows.nodes ?? []) story.push(`stored ${node.path} ${node.status}`);
      if (rows.end) story.push(`stored end ${rows.end.status}`);
    },
    idle: async () => {},
  };
  const stop = new AbortController();
  const ports: DrivePorts = {
    clock: systemClock,
    writer,
    storeValues: async (_run, files) => {
      for (const { name } of files) story.push(`stored file ${name}`);
    },
    events: { open() {}, close: () => false, wake() {}, flush: async () => {} },
    async runNode(call: NodeCall) {
      story.push(`${call.path} runs`);
      // Long enough for whatever is asked of the store meanwhile to be answered.
      await new Promise((resolve) => setTimeout(resolve, 2));
      return { outputs: {} };
    },
    secretMark: () => undefined,
    answers: { follow: () => () => undefined, look: () => undefined },
    cancelChildren: async () => {},
    holdsLease: () => true,
  };
  return {
    story,
    written,
    live,
    stop,
    run: (more = {}) => driveRun(specOf(drawing), live, initialState(), stop, { ...ports, ...more }),
  };
}

describe("a run that is driven", () => {
  it("is told to have ended only when its end is stored", async () => {
    const { story, run } = scene("start -> a -> end", async (rows) => {
      if (rows.end) await new Promise((resolve) => setTimeout(resolve, 20));
    });
    await run();
    expect(story.slice(-2)).toEqual(["stored end succeeded", "told succeeded"]);
  });

  it("has the row of every node, in the order in which they ended", async () => {
    const { written, run } = scene("start -> a -> b -> end");
    await run();
    const rows = written.flatMap((piece) => piece.nodes ?? []);
    expect(rows.map((row) => row.path)).toEqual(["start", "a", "b", "end"]);
    expect(rows.map((row) => row.seq)).toEqual([1, 2, 3, 4]);
  });

  it("begins no effect before everything up to it is stored", async () => {
    const { story, run } = scene("start -> a -> b -> end\nb: type=write", () => {
      return new Promise((resolve) => setTimeout(resolve, 5));
    });
    await run();
    const effect = story.indexOf("b runs");
    expect(story.indexOf("stored a succeeded")).toBeLessThan(effect);
    expect(story.indexOf("stored b running")).toBeLessThan(effect);
  });

  it.each(["unavailable", "interrupted"] as const)("stops without an end when storing is %s", async (code) => {
    const { story, live, run } = scene("start -> a -> b -> c -> end", async (rows) => {
      if (rows.nodes?.some((node) => node.path === "a")) throw new AppError(code, "No.");
    });
    await run();
    expect(story).not.toContain("c runs");
    expect(story.some((line) => line.startsWith("told") || line.startsWith("stored end"))).toBe(false);
    expect(live.ended).toBe(false);
  });

  it("stops without an end when the row of the run itself is refused", async () => {
    const refused = Promise.reject(new AppError("unavailable", "The database can't be reached."));
    const store = () => refused;
    const { story, live, run } = scene("start -> a -> b -> end\nb: type=write", store, refused);
    await run();
    expect(story).not.toContain("b runs");
    expect(live.ended).toBe(false);
  });

  it("writes nothing once it has lost its lease", async () => {
    let held = true;
    const { written, live, run } = scene("start -> a -> b -> end");
    await run({
      holdsLease: () => held,
      async runNode(call) {
        await new Promise((resolve) => setTimeout(resolve, 2));
        if (call.path === "a") held = false;
        return { outputs: {} };
      },
    });
    expect(written.flatMap((piece) => piece.nodes ?? []).map((row) => row.path)).toEqual(["start"]);
    expect(live.ended).toBe(false);
  });

  it("ends as failed where what it produced can't be stored", async () => {
    const { story, live, run } = scene("start -> a -> end", async (rows) => {
      if (!rows.despiteFailure && rows.end) throw new Error("a row that the database refuses");
    });
    await run();
    expect(story.slice(-2)).toEqual(["stored end failed", "told failed"]);
    expect(live.state.error).toMatchObject({ code: "internal" });
  });

  /** The node `a` asks for something, and goes on with the answer. */
  const asking = async (call: NodeCall): Promise<NodeResult> => {
    if (call.path !== "a" || call.answer) return { outputs: { ...call.answer } };
    return { outputs: {}, wait: { kind: "event", key: "k", until: null } };
  };

  it("that waits is told to only when its wait is stored, and is let go without an end", async () => {
    const { story, written, live, run } = scene("start -> a -> end", async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
    });
    live.listen(null, (told) => {
      if (told.kind === "event" && /paused/.test(told.event.type)) story.push(`told ${told.event.type}`);
    });
    await run({ runNode: asking });
    expect(story).toEqual(["stored start succeeded", "stored a paused", "told node.paused", "told run.paused"]);
    expect(written.at(-1)).toEqual({ waits: { pause: { until: null } } });
    expect(written.flatMap((rows) => rows.waits?.waits ?? [])).toMatchObject([{ path: "a", correlation_key: "k" }]);
    expect(live).toMatchObject({ ended: false, state: { status: "paused" } });
  });

  it("is not let go before it is accepted", async () => {
    let accept = () => {};
    const accepted = new Promise<void>((resolve) => {
      accept = resolve;
    });
    const { written, run } = scene("start -> a -> end", undefined, accepted);
    const done = run({ runNode: asking });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(written.some((rows) => rows.waits?.pause)).toBe(false);
    accept();
    await done;
    expect(written.some((rows) => rows.waits?.pause)).toBe(true);
  });

  it("gets the answer to this wait of a node and to no other", async () => {
    const { written, story, run } = scene("start -> a, b -> end\na -> end");
    let answered = 0;
    await run({
      async runNode(call) {
        if (call.path !== "b") return asking(call);
        await new Promise((resolve) => setTimeout(resolve, 30));
        return { outputs: {} };
      },
      answers: {
        follow({ deliver }) {
          const id = written.flatMap((rows) => rows.waits?.waits ?? [])[0]?.id ?? "";
          const of = { runId: "r", path: "a", answer: { got: 1 } };
          deliver({ ...of, waitId: "an earlier one", kind: "event" });
          deliver({ ...of, waitId: id, kind: "time" });
          expect(story).not.toContain("stored a succeeded");
          deliver({ ...of, waitId: id, kind: "event" });
          deliver({ ...of, waitId: id, kind: "event" });
          answered += 1;
          return () => undefined;
        },
        look: () => undefined,
      },
    });
    expect(answered).toBe(1);
    const ends = written.flatMap((rows) => rows.nodes ?? []).filter((row) => row.status === "succeeded");
    expect(ends.filter((row) => row.path === "a")).toMatchObject([{ outputs: { got: 1 } }]);
    expect(story.at(-1)).toBe("told succeeded");
  });

  it("wants everything cancelled that it started before it has failed itself", async () => {
    const { story, run } = scene("start -> a, b -> end\na -> end");
    await run({
      async runNode(call) {
        if (call.path === "a") return { outputs: {}, wait: { kind: "run", runId: "child" } };
        await new Promise((resolve) => setTimeout(resolve, 20));
        if (call.path === "b") throw new NodeFailure({ code: "node_failed", message: "No." });
        return { outputs: {} };
      },
      cancelChildren: async () => void story.push("children cancelled"),
    });
    expect(story.indexOf("children cancelled")).toBeGreaterThan(story.indexOf("stored a paused"));
    expect(story.indexOf("children cancelled")).toBeLessThan(story.indexOf("stored end failed"));
  });

  it("goes on elsewhere where the database is away while it ends, instead of failing for what it produced", async () => {
    const { story, run, live } = scene("start -> a -> end");
    let tries = 0;
    await run({
      hasStartedRuns: () => true,
      async runNode() {
        throw new NodeFailure({ code: "node_failed", message: "No." });
      },
      cancelChildren: async () => {
        tries += 1;
        if (tries === 1)
          throw Object.assign(new Error("the connection to the database was lost"), { code: "CONNECTION_CLOSED" });
      },
    });
    expect(story.filter((line) => line.startsWith("stored end"))).toEqual([]);
    expect(live.ended).toBe(false);
  });

  it("ends as cancelled when somebody wants it to", async () => {
    const { story, stop, run } = scene("start -> a -> b -> end");
    await run({
      async runNode(call) {
        if (call.path === "a") stop.abort("cancelled");
        return { outputs: {} };
      },
    });
    expect(story.slice(-2)).toEqual(["stored end cancelled", "told cancelled"]);
  });
});
