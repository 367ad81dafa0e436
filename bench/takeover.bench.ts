// How soon runs go on when their process is gone: killed on the worker's machine, killed on another one, told to end.
// And how soon a queued run starts. Real processes, each run waiting for a server that tells when it was asked again.

import { systemSql } from "@/db/system";
import { make } from "@/db/testing/make";
import { scopeOf } from "@/lib/auth/testing/scope";
import { startQueuedRun } from "@/lib/runs/start-run";
import { graphOf } from "@/lib/runs/testing/graphs";
import { type Processes, prepareProcesses } from "@/lib/runs/testing/processes";
import { type SlowServer, startSlowServer } from "@/lib/runs/testing/slow-server";
import type { StartOrder } from "@/lib/runs/testing/web-process";
import { publishGraph } from "@/lib/workflows/testing/publish-graph";
import { percentile } from "./parts/load";
import { withScratchDatabase } from "./parts/scratch-database";

const root = process.env.WEFT_BENCH_ROOT ?? process.cwd();
const runsEach = 10;
const queuedRuns = 500;

interface Stage {
  processes: Processes;
  server: SlowServer;
  order: StartOrder;
}

async function until(met: () => boolean | Promise<boolean>): Promise<void> {
  const limit = performance.now() + 60_000;
  while (!(await met())) {
    if (performance.now() > limit) throw new Error("waited a minute in vain");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** One web process with running runs is ended; gives how long each of them took to go on. */
async function loseOne({ processes, server, order }: Stage, signal: "SIGTERM" | "SIGKILL", elsewhere: boolean) {
  const web = await processes.start("web");
  if (elsewhere) await systemSql()`update processes set machine = 'elsewhere' where pid = ${web.pid}`;
  const runIds: string[] = [];
  for (let i = 0; i < runsEach; i++) runIds.push(await web.startRun(order));
  const asks = (runId: string) => server.asked.get(runId) ?? [];
  await until(() => runIds.every((runId) => asks(runId).length === 1));
  // Not always at the same moment of its renewals.
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 2_000));
  const endedAt = performance.now();
  void web.end(signal);
  await until(() => runIds.every((runId) => asks(runId).length === 2));
  server.open();
  const left = async () =>
    systemSql()`select 1 from runs where id = any (${runIds}::uuid[]) and status <> 'succeeded' limit 1`;
  await until(async () => (await left()).length === 0);
  server.shut();
  return runIds.map((runId) => (asks(runId)[1] ?? Number.NaN) - endedAt);
}

async function loseMany(stage: Stage, name: string, times: number, signal: "SIGTERM" | "SIGKILL", elsewhere = false) {
  const waits: number[] = [];
  for (let i = 0; i < times; i++) waits.push(...(await loseOne(stage, signal, elsewhere)));
  waits.sort((a, b) => a - b);
  const rounded = (part: number) => Math.round(percentile(waits, part));
  return {
    process: name,
    times,
    runs: waits.length,
    "median ms": rounded(0.5),
    "p95 ms": rounded(0.95),
    "worst ms": Math.round(waits.at(-1) ?? 0),
  };
}

/** How long a queued run waits for an idle worker, by the database's clock. */
async function queueMany({ order, server }: Stage) {
  const workspace = await make.workspace();
  const scope = scopeOf(workspace, { id: order.userId });
  const workflowId = await publishGraph(
    scope,
    graphOf({ start: { type: "start" }, end: { type: "end" } }, ["start -> end"]),
  );
  server.open();
  for (let i = 0; i < queuedRuns; i++) {
    await startQueuedRun(scope, workflowId, { inputs: {}, version: "production" });
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
  }
  const waits = await systemSql()<{ ms: number }[]>`
    select (extract(epoch from started_at - created_at) * 1000)::float8 as ms from runs
    where workflow_id = ${workflowId} and started_at is not null order by 1`;
  const ms = waits.map((row) => row.ms);
  const rounded = (part: number) => Number(percentile(ms, part).toFixed(1));
  return { runs: ms.length, "p50 ms": rounded(0.5), "p95 ms": rounded(0.95), "p99 ms": rounded(0.99) };
}

async function setUp(databaseUrl: string): Promise<Stage> {
  const server = await startSlowServer();
  const processes = await prepareProcesses(root, databaseUrl);
  const graph = graphOf(
    {
      start: { type: "start" },
      slow: { type: "http-request", config: { url: `${server.url}?key={{ sys.run_id }}` } },
      end: { type: "end" },
    },
    ["start -> slow", "slow -> end"],
  );
  const workspace = await make.workspace();
  const user = await make.member(workspace, "owner");
  const workflowId = await publishGraph(scopeOf(workspace, user), graph);
  return { processes, server, order: { workspaceId: workspace.id, userId: user.id, workflowId } };
}

/** Ends processes in every way. */
export function run() {
  return withScratchDatabase(async (_superUrl, databaseUrl) => {
    const stage = await setUp(databaseUrl);
    const worker = await stage.processes.start("worker");
    try {
      const takeover = [
        await loseMany(stage, "killed, the worker's machine", 20, "SIGKILL"),
        await loseMany(stage, "told to end", 20, "SIGTERM"),
        await loseMany(stage, "killed, another machine", 20, "SIGKILL", true),
      ];
      return { "Until runs go on": takeover, "Queued until started": [await queueMany(stage)] };
    } finally {
      await worker.end("SIGTERM");
      await stage.processes.close();
      await stage.server.close();
    }
  });
}
