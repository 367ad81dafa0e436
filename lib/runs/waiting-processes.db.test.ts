// A run that waits, over real processes: a web process starts it and is killed while it sleeps, a decision comes from
// elsewhere, a worker goes on with it, and whoever followed it all the time hears everything.

import { afterAll, beforeAll, expect, test } from "vitest";
import { asSystem, systemSql } from "@/db/system";
import { databaseUrl, provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { applyEvent } from "../run-log/apply-event";
import type { EventId } from "../run-log/events";
import { initialState } from "../run-log/state";
import { publishGraph } from "../workflows/testing/publish-graph";
import { cancelRun } from "./cancel-run";
import { releaseRuns, runRuntime } from "./runtime";
import { tellRun } from "./tell-run";
import { graphOf } from "./testing/graphs";
import { type Processes, prepareProcesses } from "./testing/processes";
import type { StartOrder } from "./testing/web-process";
import { wakeRuns } from "./wake-runs";

setTestEnvironment();
provideDatabase();

const patience = { timeout: 20_000, interval: 20 };
let processes: Processes;
let order: StartOrder;
let scope: ReturnType<typeof scopeOf>;

beforeAll(async () => {
  processes = await prepareProcesses(process.cwd(), databaseUrl());
  const graph = graphOf(
    {
      start: { type: "start" },
      before: { type: "answer", renderMode: "message", config: { text: "Asking. " } },
      ask: { type: "approval", config: { title: "May I?" } },
      after: { type: "answer", renderMode: "message", config: { text: "{{ ask.decision }}" } },
      end: { type: "end" },
    },
    ["start -> before", "before -> ask", "ask:approved -> after", "ask:rejected -> after", "after -> end"],
  );
  const workspace = await make.workspace();
  const user = await make.member(workspace, "owner");
  scope = scopeOf(workspace, user);
  const workflowId = await publishGraph(scope, graph, "asking");
  order = { workspaceId: workspace.id, userId: user.id, workflowId };
});
afterAll(async () => {
  await processes?.close();
  await releaseRuns();
});

const statusOf = async (runId: string) =>
  (await systemSql()<{ status: string }[]>`select status from runs where id = ${runId}`)[0]?.status;

/** Follows from a process that never executes the run, in pieces: as often as it is told to, it loses its connection. */
function follow(runId: string) {
  let cursor: EventId | null = null;
  let state = initialState();
  let connection = new AbortController();
  let over = false;
  const ports = { sql: systemSql(), wakeUps: runRuntime().wakeUps, live: () => undefined };
  const done = (async () => {
    while (!over) {
      const { signal } = connection;
      for await (const told of tellRun(runId, cursor, signal, ports)) {
        cursor = told.id;
        if (told.kind === "snapshot") state = told.events.reduce(applyEvent, initialState());
        else state = applyEvent(state, told.event);
      }
      over = !signal.aborted;
    }
  })();
  return {
    done,
    state: () => state,
    lose() {
      const lost = connection;
      connection = new AbortController();
      lost.abort();
    },
  };
}

test("a run that waits outlives its process, and its followers lose nothing", async () => {
  const web = await processes.start("web");
  const runId = await web.startRun(order);
  const follower = follow(runId);
  await expect.poll(() => follower.state().status, patience).toBe("paused");
  await web.end("SIGKILL");
  follower.lose();
  const worker = await processes.start("worker");
  expect(follower.state()).toMatchObject({ status: "paused" });
  await asSystem(async (tx) => {
    await wakeRuns(tx, [runId]);
    await tx.execute(
      `update approvals set status = 'approved', decided_at = now(),
         decision = '{"values":{},"text":null,"comment":"","by":"user"}' where run_id = '${runId}'`,
    );
  });
  await follower.done;
  expect(follower.state()).toMatchObject({ status: "succeeded", response: "Asking. approved" });
  expect(await systemSql()`select attempt, status from runs where id = ${runId}`).toEqual([
    { attempt: 2, status: "succeeded" },
  ]);
  expect(await systemSql()`select 1 from run_leases where run_id = ${runId}`).toHaveLength(0);
  await worker.end("SIGTERM");
});

test("a run that waits is cancelled within a second", async () => {
  const [web, worker] = [await processes.start("web"), await processes.start("worker")];
  // Until the worker listens.
  await expect.poll(() => systemSql()`select 1 from processes where kind = 'worker'`, patience).toHaveLength(1);
  const runId = await web.startRun(order);
  await expect.poll(() => statusOf(runId), patience).toBe("paused");
  await cancelRun(scope, runId);
  await expect.poll(() => statusOf(runId), { timeout: 1_500, interval: 10 }).toBe("cancelled");
  await Promise.all([web.end("SIGTERM"), worker.end("SIGTERM")]);
});
