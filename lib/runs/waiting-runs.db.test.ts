// Runs that wait, from the question to the end, with the real engine and nodes. What another process does is done here
// by reading and writing only what is stored.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asSystem, systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import type { Scope } from "../auth/scope";
import { makeScope } from "../auth/testing/make-scope";
import { setTestEnvironment } from "../auth/testing/request";
import type { Graph } from "../graph/schema";
import { applyEvent } from "../run-log/apply-event";
import type { EventId } from "../run-log/events";
import { initialState, type RunState } from "../run-log/state";
import { createWorkflow } from "../workflows/create-workflow";
import { publishGraph } from "../workflows/testing/publish-graph";
import { cancelRun } from "./cancel-run";
import type { Told } from "./live-run";
import { getRun, listRunNodes } from "./queries";
import { accepted } from "./respond";
import { resumeRuns } from "./resume-runs";
import { releaseRuns, runRuntime } from "./runtime";
import { startRun } from "./start-run";
import { takeRuns } from "./take-runs";
import { tellRun } from "./tell-run";
import { busyNode, graphOf } from "./testing/graphs";
import { wakeRuns } from "./wake-runs";

provideDatabase();
beforeAll(setTestEnvironment);
afterAll(releaseRuns);

const ask = { type: "approval", config: { title: "May I?" } } as const;

/** Says something, asks, and says how it was decided. */
const askingGraph = graphOf(
  {
    start: { type: "start" },
    before: { type: "answer", renderMode: "message", config: { text: "Asking. " } },
    ask,
    after: { type: "answer", renderMode: "message", config: { text: "{{ ask.decision }}" } },
    end: { type: "end" },
  },
  ["start -> before", "before -> ask", "ask:approved -> after", "ask:rejected -> after", "after -> end"],
);

/** Asks while another branch keeps the run busy. */
const busyAskingGraph = graphOf(
  {
    start: { type: "start" },
    ask,
    after: { type: "template", config: { text: "{{ ask.decision }}" } },
    busy: busyNode,
    end: { type: "end" },
  },
  ["start -> ask", "ask:approved -> after", "ask:rejected -> after", "after -> end", "start -> busy", "busy -> end"],
);

const waitingGraph = graphOf(
  {
    start: { type: "start" },
    wait: { type: "wait", config: { mode: "duration", amount: 1, unit: "seconds" } },
    end: { type: "end" },
  },
  ["start -> wait", "wait -> end"],
);

async function start(scope: Scope, graph: Graph): Promise<string> {
  const run = await startRun(scope, await publishGraph(scope, graph), { inputs: {}, version: "production" });
  await accepted(run);
  return run.live.runId;
}

/** Until no process holds the run. */
async function asleep(scope: Scope, runId: string): Promise<void> {
  await runRuntime().executing.get(runId)?.done;
  expect(await getRun(scope, runId)).toMatchObject({ status: "paused" });
}

/** What a worker does as soon as it looks. */
async function work(): Promise<string[]> {
  const rows = await takeRuns(50, [...runRuntime().executing.keys()]);
  await resumeRuns(rows);
  return rows.map((row) => row.id);
}

async function goOn(runId: string): Promise<void> {
  expect(await work()).toEqual([runId]);
  await runRuntime().executing.get(runId)?.done;
}

/** Decides as a person does: the lease first, then what is decided, in one transaction. */
async function decide(runId: string, status: "approved" | "rejected"): Promise<number> {
  return asSystem(async (tx) => {
    await wakeRuns(tx, [runId]);
    const rows = await tx.execute(
      `update approvals set status = '${status}', decided_at = now(),
         decision = '{"values":{},"text":null,"comment":"","by":"user"}'
       where run_id = '${runId}' and status = 'pending' returning id`,
    );
    return rows.length;
  });
}

const nodesOf = async (scope: Scope, runId: string) =>
  (await listRunNodes(scope, runId, { limit: 50 })).items.map((node) => `${node.path} ${node.attempt} ${node.status}`);

/** Follows a run as a process does that never executes it. */
class Follower {
  readonly told: Told[] = [];
  state: RunState = initialState();
  readonly done: Promise<void>;
  private readonly leaving = new AbortController();

  constructor(runId: string, cursor: EventId | null) {
    this.done = this.follow(runId, cursor);
  }

  get lastId(): EventId | null {
    return this.told.at(-1)?.id ?? null;
  }

  leave(): Promise<void> {
    this.leaving.abort();
    return this.done;
  }

  private async follow(runId: string, cursor: EventId | null): Promise<void> {
    const ports = { sql: systemSql(), wakeUps: runRuntime().wakeUps, live: () => undefined };
    for await (const told of tellRun(runId, cursor, this.leaving.signal, ports)) {
      this.told.push(told);
      if (told.kind === "snapshot") this.state = told.events.reduce(applyEvent, initialState());
      else this.state = applyEvent(this.state, told.event);
    }
  }
}

describe("a run that asks somebody", () => {
  test("is held by nobody until it is decided, then goes on where it was", async () => {
    const scope = await makeScope();
    const runId = await start(scope, askingGraph);
    await asleep(scope, runId);
    expect(await work()).toEqual([]);
    expect(await nodesOf(scope, runId)).toEqual(["start 1 succeeded", "before 1 succeeded", "ask 1 paused"]);
    expect(await decide(runId, "rejected")).toBe(1);
    await goOn(runId);
    expect(await getRun(scope, runId)).toMatchObject({ status: "succeeded", response: "Asking. rejected" });
    expect(await nodesOf(scope, runId)).toEqual([
      "start 1 succeeded",
      "before 1 succeeded",
      "ask 1 succeeded",
      "after 1 succeeded",
      "end 1 succeeded",
    ]);
    expect(await systemSql()`select 1 from run_leases where run_id = ${runId}`).toHaveLength(0);
  });

  test("is decided by its deadline when nobody else does", async () => {
    const scope = await makeScope();
    const config = { ...ask.config, deadlineHours: 1, onDeadline: "approve" };
    const graph = graphOf({ start: { type: "start" }, ask: { type: "approval", config }, end: { type: "end" } }, [
      "start -> ask",
      "ask:approved -> end",
      "ask:rejected -> end",
    ]);
    const runId = await start(scope, graph);
    await asleep(scope, runId);
    await systemSql()`update approvals set expires_at = now() where run_id = ${runId}`;
    await systemSql()`update run_leases set expires_at = now() where run_id = ${runId}`;
    await goOn(runId);
    expect(await getRun(scope, runId)).toMatchObject({ status: "succeeded" });
    expect(await systemSql()`select status, decision from approvals where run_id = ${runId}`).toMatchObject([
      { status: "expired", decision: { by: "deadline" } },
    ]);
    expect(await decide(runId, "rejected")).toBe(0);
  });

  test("goes to sleep again when it was woken for nothing", async () => {
    const scope = await makeScope();
    const runId = await start(scope, askingGraph);
    await asleep(scope, runId);
    await asSystem((tx) => wakeRuns(tx, [runId]));
    await goOn(runId);
    await asleep(scope, runId);
    expect(await work()).toEqual([]);
  });

  test("gets its answer where it is executed, while another branch goes on", async () => {
    const scope = await makeScope();
    const runId = await start(scope, busyAskingGraph);
    await expect.poll(() => nodesOf(scope, runId)).toContain("ask 1 paused");
    await decide(runId, "approved");
    await expect.poll(() => nodesOf(scope, runId), { timeout: 5_000 }).toContain("after 1 succeeded");
    expect(await getRun(scope, runId)).toMatchObject({ status: "running", attempt: 1 });
    await cancelRun(scope, runId);
    await runRuntime().executing.get(runId)?.done;
    expect(await getRun(scope, runId)).toMatchObject({ status: "cancelled" });
  });

  test("whose process dies after the decision goes on with it", async () => {
    const scope = await makeScope();
    const runId = await start(scope, askingGraph);
    await asleep(scope, runId);
    await decide(runId, "approved");
    // Taken by a process that died before it did anything.
    await takeRuns(50, []);
    await systemSql()`update run_leases set expires_at = now() - interval '1 second' where run_id = ${runId}`;
    await goOn(runId);
    expect(await getRun(scope, runId)).toMatchObject({ status: "succeeded", response: "Asking. approved", attempt: 3 });
  });

  test("may wait more often than a run may lose its process", async () => {
    const scope = await makeScope();
    const runId = await start(scope, askingGraph);
    await asleep(scope, runId);
    for (let times = 0; times < 12; times++) {
      await asSystem((tx) => wakeRuns(tx, [runId]));
      await goOn(runId);
    }
    await asleep(scope, runId);
    await decide(runId, "approved");
    await goOn(runId);
    expect(await getRun(scope, runId)).toMatchObject({ status: "succeeded" });
  });
});

describe("many runs that ask, and many who decide at once", () => {
  test("lose no decision, and ask for none twice", async () => {
    const scope = await makeScope();
    const graph = graphOf({ start: { type: "start" }, a: ask, b: ask, c: ask, end: { type: "end" } }, [
      ...["a", "b", "c"].flatMap((id) => [`start -> ${id}`, `${id}:approved -> end`, `${id}:rejected -> end`]),
    ]);
    const workflow = await createWorkflow(scope, { name: "many", description: "", graph });
    const runs = await Promise.all(
      Array.from({ length: 15 }, () => startRun(scope, workflow.id, { inputs: {}, version: "draft" })),
    );
    const ids = runs.map((run) => run.live.runId);
    let over = false;
    const working = (async () => {
      while (!over) {
        await work();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    })();
    const decideOne = async () =>
      asSystem(async (tx) => {
        const [open] = await tx.execute<{ run_id: string; id: string }>(
          `select run_id, id from approvals where status = 'pending' order by random() limit 1`,
        );
        if (!open) return false;
        await wakeRuns(tx, [open.run_id]);
        await tx.execute(
          `update approvals set status = 'approved', decided_at = now(),
             decision = '{"values":{},"text":null,"comment":"","by":"user"}'
           where id = '${open.id}' and status = 'pending'`,
        );
        return true;
      });
    const deciding = [0, 1, 2].map(async () => {
      while (!over) {
        if (await decideOne()) continue;
        const rows = await systemSql()`select 1 from runs where id = any (${ids}::uuid[]) and finished_at is null`;
        if (rows.length === 0) over = true;
        else await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    await Promise.all([working, ...deciding]);
    const left = await systemSql()`
      select status, count(*)::int as n from runs where id = any (${ids}::uuid[]) group by 1`;
    expect(left).toEqual([{ status: "succeeded", n: 15 }]);
    const asked = await systemSql()`
      select status, count(*)::int as n from approvals where run_id = any (${ids}::uuid[]) group by 1`;
    expect(asked).toEqual([{ status: "approved", n: 45 }]);
    expect(await systemSql()`select 1 from run_leases where run_id = any (${ids}::uuid[])`).toHaveLength(0);
    const twice = await systemSql()`
      select 1 from run_node_logs where run_id = any (${ids}::uuid[]) and attempt > 1`;
    expect(twice).toHaveLength(0);
  });
});

describe("a run that waits for a time", () => {
  test("is due then, and not before", async () => {
    const scope = await makeScope();
    const runId = await start(scope, waitingGraph);
    await asleep(scope, runId);
    expect(await work()).toEqual([]);
    await expect.poll(work, { timeout: 3_000, interval: 20 }).toEqual([runId]);
    await runRuntime().executing.get(runId)?.done;
    expect(await getRun(scope, runId)).toMatchObject({ status: "succeeded" });
  });
});

describe("cancelling", () => {
  test("ends a run that waits, and nothing decided later changes that", async () => {
    const scope = await makeScope();
    const runId = await start(scope, askingGraph);
    await asleep(scope, runId);
    expect(await cancelRun(scope, runId)).toEqual({ status: "paused" });
    // Decided in the moment before anybody has taken it.
    expect(await decide(runId, "approved")).toBe(1);
    await goOn(runId);
    expect(await getRun(scope, runId)).toMatchObject({ status: "cancelled", response: "Asking. " });
    expect(await cancelRun(scope, runId)).toEqual({ status: "cancelled" });
    expect(await work()).toEqual([]);
  });

  test("withdraws the question", async () => {
    const scope = await makeScope();
    const runId = await start(scope, askingGraph);
    await asleep(scope, runId);
    await cancelRun(scope, runId);
    await goOn(runId);
    expect(await systemSql()`select status from approvals where run_id = ${runId}`).toEqual([{ status: "cancelled" }]);
    expect(await decide(runId, "approved")).toBe(0);
    expect(await nodesOf(scope, runId)).toContain("ask 1 failed");
  });

  test("reaches everything that the run started, however deep", async () => {
    const scope = await makeScope();
    const workspaceId = scope.workspaceId;
    const top = await make.sleepingRun({ workspaceId });
    const middle = await make.run({ workspaceId, parentRunId: top.id, parentPath: "a", status: "succeeded" });
    const bottom = await make.sleepingRun({ workspaceId, parentRunId: middle.id, parentPath: "b" });
    const other = await make.sleepingRun({ workspaceId });
    await cancelRun(scope, top.id);
    const wanted = await systemSql()<{ id: string }[]>`
      select id from runs where workspace_id = ${workspaceId} and cancel_requested_at is not null order by id`;
    expect(wanted.map((row) => row.id)).toEqual([top.id, bottom.id]);
    const due = await systemSql()<{ run_id: string }[]>`
      select run_id from run_leases where workspace_id = ${workspaceId} and expires_at <= now() order by run_id`;
    expect(due.map((row) => row.run_id)).toEqual([top.id, bottom.id]);
    await systemSql()`delete from runs where id in (${top.id}, ${middle.id}, ${bottom.id}, ${other.id})`;
  });
});

describe("whoever follows a run that waits", () => {
  test("is told so, hears of the end, and is told nothing twice", async () => {
    const scope = await makeScope();
    const runId = await start(scope, askingGraph);
    const follower = new Follower(runId, null);
    await asleep(scope, runId);
    await expect.poll(() => follower.state.status, { timeout: 3_000 }).toBe("paused");
    expect(follower.state.nodes.get("ask")).toMatchObject({ status: "paused", wait: { title: "May I?" } });
    const toldThen = follower.told.length;
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(follower.told.length).toBe(toldThen);
    await decide(runId, "approved");
    await goOn(runId);
    await follower.done;
    expect(follower.state).toMatchObject({ status: "succeeded", response: "Asking. approved" });
  });

  test("goes on after the last event it saw, though another process has the run", async () => {
    const scope = await makeScope();
    const runId = await start(scope, askingGraph);
    await asleep(scope, runId);
    const first = new Follower(runId, null);
    await expect.poll(() => first.state.status, { timeout: 3_000 }).toBe("paused");
    await first.leave();
    const still = new Follower(runId, first.lastId);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(still.told).toEqual([]);
    await still.leave();
    await decide(runId, "rejected");
    await goOn(runId);
    const last = new Follower(runId, first.lastId);
    await last.done;
    expect(last.told).toHaveLength(1);
    expect(last.state).toMatchObject({ status: "succeeded", response: "Asking. rejected" });
  });

  test("in the process that executed it follows on from there", async () => {
    const scope = await makeScope();
    const workflow = await createWorkflow(scope, { name: "here", description: "", graph: askingGraph });
    const run = await startRun(scope, workflow.id, { inputs: {}, version: "draft" });
    const { runId } = run.live;
    const ports = { sql: systemSql(), wakeUps: runRuntime().wakeUps, live: () => run.live };
    const seen: string[] = [];
    const follow = async () => {
      for await (const told of tellRun(runId, null, new AbortController().signal, ports)) {
        if (told.kind === "event") seen.push(told.event.type);
        else seen.push("snapshot");
      }
    };
    const done = follow();
    await accepted(run);
    await asleep(scope, runId);
    await expect.poll(() => seen.at(-1)).toBe("run.paused");
    await decide(runId, "approved");
    await goOn(runId);
    await done;
    expect(seen.filter((type) => type === "run.paused")).toHaveLength(1);
    expect(seen.at(-1)).toBe("snapshot");
  });
});
