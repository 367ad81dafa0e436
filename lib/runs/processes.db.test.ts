// Runs and the processes that execute them: killed, stopped, put to sleep, started again. Real processes on one database.

import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { systemSql } from "@/db/system";
import { databaseUrl, provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { publishGraph } from "../workflows/testing/publish-graph";
import { releaseRuns, runRuntime } from "./runtime";
import { startQueuedRun } from "./start-run";
import { tellRun } from "./tell-run";
import { graphOf } from "./testing/graphs";
import { type Processes, prepareProcesses } from "./testing/processes";
import { type SlowServer, startSlowServer } from "./testing/slow-server";
import type { StartOrder } from "./testing/web-process";

setTestEnvironment();
provideDatabase();

let server: SlowServer;
let processes: Processes;
let order: StartOrder;
let scope: ReturnType<typeof scopeOf>;

beforeAll(async () => {
  server = await startSlowServer();
  processes = await prepareProcesses(process.cwd(), databaseUrl());
  const graph = graphOf(
    {
      start: { type: "start" },
      before: { type: "template", config: { text: "done" } },
      slow: { type: "http-request", config: { url: `${server.url}?key={{ sys.run_id }}` } },
      end: { type: "end" },
    },
    ["start -> before", "before -> slow", "slow -> end"],
  );
  const workspace = await make.workspace();
  const user = await make.member(workspace, "owner");
  scope = scopeOf(workspace, user);
  const workflowId = await publishGraph(scope, graph, "slow");
  order = { workspaceId: workspace.id, userId: user.id, workflowId };
});
afterEach(() => {
  server.shut();
});
afterAll(async () => {
  await processes?.close();
  await releaseRuns();
  await server?.close();
});

const statusOf = async (runId: string) =>
  (await systemSql()<{ status: string }[]>`select status from runs where id = ${runId}`)[0]?.status;

const asksOf = (runId: string) => server.asked.get(runId)?.length ?? 0;
// What a busy machine does is late, not wrong: starting a worker alone may take it half a minute.
const patience = { timeout: 60_000, interval: 20 };
vi.setConfig({ testTimeout: 240_000 });

/** All have ended well, nothing stored was done again, and nothing is left over. */
async function expectWhole(runIds: string[]): Promise<void> {
  for (const runId of runIds) await expect.poll(() => statusOf(runId), patience).toBe("succeeded");
  const again = await systemSql()`
    select run_id, path from run_node_logs
    where run_id = any (${runIds}::uuid[]) and status = 'succeeded' group by 1, 2 having count(*) > 1`;
  expect(again).toEqual([]);
  expect(await systemSql()`select 1 from run_leases where run_id = any (${runIds}::uuid[])`).toEqual([]);
}

test("runs of a web process that is killed go on in a worker, long before their leases run out", async () => {
  const web = await processes.start("web");
  const worker = await processes.start("worker");
  const runIds: string[] = [];
  for (let i = 0; i < 5; i++) runIds.push(await web.startRun(order));
  for (const runId of runIds) await expect.poll(() => asksOf(runId), patience).toBe(1);
  // Its leases would last for an hour: whoever takes the runs before has noticed that it died.
  web.signal("SIGSTOP");
  const leases = await systemSql()`
    update run_leases set expires_at = now() + interval '1 hour'
    where run_id = any (${runIds}::uuid[]) and token = 1 returning 1`;
  expect(leases).toHaveLength(5);
  await web.end("SIGKILL");
  for (const runId of runIds) await expect.poll(() => asksOf(runId), patience).toBe(2);
  server.open();
  await expectWhole(runIds);
  await worker.end("SIGTERM");
});

test("runs of a web process that is told to end go on at once, and count no crash", async () => {
  const web = await processes.start("web");
  const worker = await processes.start("worker");
  const runId = await web.startRun(order);
  await expect.poll(() => asksOf(runId), patience).toBe(1);
  await web.end("SIGTERM");
  await expect.poll(() => asksOf(runId), patience).toBe(2);
  expect(await systemSql()`select crashes, token from run_leases where run_id = ${runId}`).toMatchObject([
    { crashes: 0, token: "2" },
  ]);
  server.open();
  await expectWhole([runId]);
  await worker.end("SIGTERM");
});

test("runs survive that everything ends and starts again", async () => {
  const [web, worker] = [await processes.start("web"), await processes.start("worker")];
  const here = await web.startRun(order);
  const queued = await startQueuedRun(scope, order.workflowId, { inputs: {}, version: "production" });
  for (const runId of [here, queued]) await expect.poll(() => asksOf(runId), patience).toBe(1);
  await Promise.all([web.end("SIGTERM"), worker.end("SIGTERM")]);
  const waiting = await startQueuedRun(scope, order.workflowId, { inputs: {}, version: "production" });
  expect(await statusOf(waiting)).toBe("pending");
  server.open();
  const next = await processes.start("worker");
  await expectWhole([here, queued, waiting]);
  await next.end("SIGTERM");
});

test("a process that slept past its leases can't write any more", async () => {
  const first = await processes.start("worker");
  const runId = await startQueuedRun(scope, order.workflowId, { inputs: {}, version: "production" });
  await expect.poll(() => asksOf(runId), patience).toBe(1);
  const second = await processes.start("worker");
  first.signal("SIGSTOP");
  await expect.poll(() => asksOf(runId), patience).toBe(2);
  expect(await systemSql()`select token, crashes from run_leases where run_id = ${runId}`).toMatchObject([
    { token: "2", crashes: 1 },
  ]);
  // Both have their answer now; the one that slept has to find out that the run is no longer its own.
  server.open();
  first.signal("SIGCONT");
  await expectWhole([runId]);
  expect(await systemSql()`select attempt from runs where id = ${runId}`).toMatchObject([{ attempt: 2 }]);
  await Promise.all([first.end("SIGTERM"), second.end("SIGTERM")]);
});

test("a queued run is followed from a process that does not execute it", async () => {
  const worker = await processes.start("worker");
  const runId = await startQueuedRun(scope, order.workflowId, { inputs: {}, version: "production", priority: 0 });
  const told: string[] = [];
  const ports = { sql: systemSql(), wakeUps: runRuntime().wakeUps, live: () => undefined };
  const following = (async () => {
    for await (const piece of tellRun(runId, null, new AbortController().signal, ports)) {
      for (const event of piece.kind === "snapshot" ? piece.events : [piece.event]) told.push(event.type);
    }
  })();
  await expect.poll(() => told, patience).toContain("node.started");
  server.open();
  await following;
  expect(told.at(-1)).toBe("run.ended");
  await worker.end("SIGTERM");
});
