// Agents whose process is killed between calls of tools: what was stored is not asked or called again, and the run ends
// as if nothing had happened. Real processes on one database, a model and a tool over real connections.

import { afterAll, beforeAll, expect, test } from "vitest";
import { tools } from "@/db/schema/tools";
import { asSystem, systemSql } from "@/db/system";
import { databaseUrl, provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { type ModelServer, startModelServer } from "@/e2e/fixtures/model-server";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { serve, type TestServer } from "../net/testing/serve";
import { publishGraph } from "../workflows/testing/publish-graph";
import { graphOf } from "./testing/graphs";
import { type Processes, prepareProcesses } from "./testing/processes";

setTestEnvironment();
provideDatabase();

const calls = 6;
let model: ModelServer;
let counter: TestServer;
let processes: Processes;
/** How often each number was counted. */
const counted = new Map<string, number>();

beforeAll(async () => {
  model = await startModelServer();
  counter = await serve(async (request, response) => {
    const n = new URL(request.url ?? "/", "http://x").searchParams.get("n") ?? "";
    counted.set(n, (counted.get(n) ?? 0) + 1);
    await new Promise((resolve) => setTimeout(resolve, 250));
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ counted: n }));
  });
  processes = await prepareProcesses(process.cwd(), databaseUrl());
});
afterAll(async () => {
  await processes?.close();
  await Promise.all([model?.stop(), counter?.[Symbol.asyncDispose]()]);
});

async function publishAgent() {
  const workspace = await make.workspace();
  const user = await make.member(workspace, "owner");
  const { id: modelId } = await make.model({
    workspaceId: workspace.id,
    provider: { baseUrl: model.url, auth: { type: "none" }, status: "ready" },
    modelId: "scripted",
    type: "chat",
  });
  const [tool] = await asSystem((tx) =>
    tx
      .insert(tools)
      .values({
        workspaceId: workspace.id,
        name: "count",
        displayName: "Count",
        kind: "http",
        status: "approved",
        approval: "never",
        inputSchema: { type: "object", properties: { n: { type: "integer" } }, required: ["n"] },
        config: { method: "POST", url: `${counter.url}/count`, query: [{ name: "n", value: "{{ arguments.n }}" }] },
      })
      .returning({ id: tools.id }),
  );
  const wishes = Array.from({ length: calls }, (_, n) => `[[call:count {"n":${n + 1}}]]`).join(" ");
  const graph = graphOf(
    {
      start: { type: "start" },
      work: { type: "agent", renderMode: "message", config: { modelId, prompt: wishes, tools: [tool?.id ?? ""] } },
      end: { type: "end", inputs: [{ name: "turns", type: "any", value: "{{ work.turns }}" }] },
    },
    ["start -> work", "work -> end"],
  );
  const scope = scopeOf(workspace, user);
  return { workspaceId: workspace.id, userId: user.id, workflowId: await publishGraph(scope, graph, "counting") };
}

test("kills between calls lose nothing and repeat only what was in flight", async () => {
  const order = await publishAgent();
  const web = await processes.start("web");
  const runId = await web.startRun(order);
  await expect.poll(() => counted.size, { timeout: 20_000, interval: 20 }).toBeGreaterThanOrEqual(2);
  await web.end("SIGKILL");
  const stored = await systemSql()<{ path: string }[]>`
    select path from run_node_logs where run_id = ${runId} and status = 'succeeded' and path like '%call%'`;
  const first = await processes.start("worker");
  await expect.poll(() => counted.size, { timeout: 30_000, interval: 20 }).toBeGreaterThanOrEqual(4);
  await first.end("SIGKILL");
  await processes.start("worker");
  const run = async () =>
    (
      await systemSql()<{ status: string; response: string; outputs: object }[]>`
        select status, final_response as response, outputs::text::jsonb as outputs from runs where id = ${runId}`
    )[0];
  await expect.poll(async () => (await run())?.status, { timeout: 40_000 }).toBe("succeeded");
  const results = Array.from({ length: calls }, (_, n) => JSON.stringify({ counted: String(n + 1) })).join(" | ");
  expect(await run()).toMatchObject({ response: `The tools said: ${results}`, outputs: { turns: calls + 1 } });
  // Each number once, but for the two calls that were in flight when their processes died.
  expect([...counted.keys()].sort()).toEqual(Array.from({ length: calls }, (_, n) => String(n + 1)));
  expect([...counted.values()].reduce((sum, times) => sum + times, 0)).toBeLessThanOrEqual(calls + 2);
  for (const { path } of stored) {
    const n = /turn\[(\d+)\]/.exec(path)?.[1] ?? "";
    expect(counted.get(n), `${path} was stored and is not called again`).toBe(1);
  }
  const rows = await systemSql()<{ path: string; status: string }[]>`
    select distinct on (path) path, status from run_node_logs where run_id = ${runId} and path like 'work:%'
    order by path, attempt desc`;
  expect(rows).toHaveLength(2 * calls + 1);
  expect(rows.every(({ status }) => status === "succeeded")).toBe(true);
  expect(await systemSql()`select 1 from run_leases`).toHaveLength(0);
}, 120_000);
