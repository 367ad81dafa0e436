// Runs that start runs, while the processes that execute them are killed: every called run is found again, none is
// started twice, and both ends come out right. Real processes on one database.

import { afterAll, beforeAll, expect, test } from "vitest";
import { systemSql } from "@/db/system";
import { databaseUrl, provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { publishGraph } from "../workflows/testing/publish-graph";
import { graphOf } from "./testing/graphs";
import { type Processes, prepareProcesses } from "./testing/processes";
import { type SlowServer, startSlowServer } from "./testing/slow-server";

setTestEnvironment();
provideDatabase();

let server: SlowServer;
let processes: Processes;

beforeAll(async () => {
  server = await startSlowServer();
  processes = await prepareProcesses(process.cwd(), databaseUrl());
});
afterAll(async () => {
  await processes?.close();
  await server?.close();
});

/** Three runs deep; the deepest waits for the server. */
async function publishChain() {
  const workspace = await make.workspace();
  const user = await make.member(workspace, "owner");
  const scope = scopeOf(workspace, user);
  const calling = (workflowId: string) =>
    graphOf(
      {
        start: { type: "start" },
        call: { type: "sub-workflow", config: { workflowId } },
        end: { type: "end", inputs: [{ name: "ok", type: "any", value: "{{ call.outputs.ok }}" }] },
      },
      ["start -> call", "call -> end"],
    );
  const slow = graphOf(
    {
      start: { type: "start" },
      slow: { type: "http-request", config: { url: `${server.url}?key={{ sys.run_id }}` } },
      end: { type: "end", inputs: [{ name: "ok", type: "any", value: "{{ slow.json.ok }}" }] },
    },
    ["start -> slow", "slow -> end"],
  );
  const middle = await publishGraph(scope, calling(await publishGraph(scope, slow, "slow")), "middle");
  const workflowId = await publishGraph(scope, calling(middle), "outer");
  return { workspaceId: workspace.id, userId: user.id, workflowId };
}

test("kills in between lose no run and start none twice", async () => {
  const order = await publishChain();
  const web = await processes.start("web");
  const parents: string[] = [];
  for (let i = 0; i < 8; i++) parents.push(await web.startRun(order));
  // Some have come to the server by now, others are on their way down.
  await expect.poll(() => server.asked.size, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
  await web.end("SIGKILL");
  const first = await processes.start("worker");
  await expect.poll(() => server.asked.size, { timeout: 30_000 }).toBe(8);
  await first.end("SIGKILL");
  server.open();
  await processes.start("worker");
  const open = async () =>
    (await systemSql()<{ n: number }[]>`select count(*)::int as n from runs where finished_at is null`)[0]?.n;
  await expect.poll(open, { timeout: 40_000 }).toBe(0);
  const rows = await systemSql()<{ depth: number; status: string; outputs: object; n: number }[]>`
    select depth::int as depth, status, outputs::text::jsonb as outputs, count(*)::int as n from runs
    where workspace_id = ${order.workspaceId} group by 1, 2, 3 order by 1`;
  expect(rows).toEqual([0, 1, 2].map((depth) => ({ depth, status: "succeeded", outputs: { ok: true }, n: 8 })));
  expect(await systemSql()`select 1 from run_leases`).toHaveLength(0);
  expect(await systemSql()`select 1 from waits where ended_at is null`).toHaveLength(0);
  expect(parents).toHaveLength(8);
}, 120_000);
