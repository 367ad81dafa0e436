// A worker's look-out at work: how soon it begins, and that a tenant with a long queue takes no time from the others.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getListener } from "@/db/client";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import type { Scope } from "../auth/scope";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { keepHeartbeat } from "../processes/heartbeat";
import { ownProcess } from "../processes/own-process";
import { publishGraph } from "../workflows/testing/publish-graph";
import { releaseRuns } from "./runtime";
import { startQueuedRun } from "./start-run";
import { greetingGraph } from "./testing/graphs";
import { workQueue } from "./work-queue";

setTestEnvironment();
provideDatabase({ connections: 10 });

const stopping = new AbortController();
let working: Promise<void>;
beforeAll(async () => {
  ownProcess("worker");
  await keepHeartbeat("worker");
  working = workQueue(getListener(), 50, stopping.signal);
});
afterAll(async () => {
  stopping.abort();
  await working;
  await releaseRuns();
  await (await keepHeartbeat("worker")).stop();
});

interface Tenant {
  scope: Scope;
  workflowId: string;
}

async function makeTenant(): Promise<Tenant> {
  const workspace = await make.workspace();
  const scope = scopeOf(workspace, await make.member(workspace, "owner"));
  const id = await publishGraph(scope, greetingGraph, "greet");
  return { scope, workflowId: id };
}

const enqueue = ({ scope, workflowId }: Tenant) =>
  startQueuedRun(scope, workflowId, { inputs: {}, query: "Ada", version: "production" });

/** How long the runs of these workspaces waited to be started, the 95th percentile in milliseconds. */
async function waitOf(tenants: Tenant[]): Promise<number> {
  const ids = tenants.map((tenant) => tenant.scope.workspaceId);
  const open = () =>
    systemSql()`select 1 from runs where workspace_id = any (${ids}::uuid[]) and finished_at is null limit 1`;
  await expect.poll(async () => (await open()).length, { timeout: 30_000 }).toBe(0);
  const [row] = await systemSql()<{ ms: number }[]>`
    select (percentile_disc(0.95) within group (order by extract(epoch from started_at - created_at)) * 1000)::float8 as ms
    from runs where workspace_id = any (${ids}::uuid[])`;
  return row?.ms ?? Number.NaN;
}

/** Each tenant asks now and then. */
async function askNowAndThen(tenants: Tenant[]): Promise<void> {
  for (let i = 0; i < 10; i++) {
    await Promise.all(tenants.map(enqueue));
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
}

const makeTenants = (count: number) => Promise.all(Array.from({ length: count }, makeTenant));

describe("a queued run", () => {
  test("starts at once when somebody has room", async () => {
    const tenant = await makeTenant();
    for (let i = 0; i < 20; i++) await enqueue(tenant);
    expect(await waitOf([tenant])).toBeLessThan(250);
  });

  test("of a quiet tenant waits as long beside a noisy one as without", async () => {
    const alone = await makeTenants(9);
    await askNowAndThen(alone);
    const without = await waitOf(alone);
    const noisy = await makeTenant();
    await systemSql()`
      with new_run as (
        insert into runs (id, workspace_id, workflow_id, trigger, status, graph_checksum, inputs)
        select uuidv7(), r.workspace_id, r.workflow_id, 'api', 'pending', r.graph_checksum, r.inputs
        from runs r, generate_series(1, 2000) where r.id = ${await enqueue(noisy)} returning id, workspace_id, workflow_id
      )
      insert into run_leases (run_id, workspace_id, workflow_id, owner, token, expires_at, queued, priority)
      select id, workspace_id, workflow_id, null, 0, 'infinity', true, 0 from new_run`;
    const quiet = await makeTenants(9);
    await askNowAndThen(quiet);
    const left = await systemSql()`select 1 from run_leases where workspace_id = ${noisy.scope.workspaceId} and queued`;
    const beside = await waitOf(quiet);
    console.info(`p95 wait: ${without.toFixed(0)} ms alone, ${beside.toFixed(0)} ms beside ${left.length} queued runs`);
    expect(beside).toBeLessThan(Math.max(500, 10 * without));
    expect(await waitOf([noisy])).toBeGreaterThan(beside);
  });
});

describe("a sleeping run", () => {
  test("is taken when its time has come", async () => {
    const tenant = await makeTenant();
    const { workspaceId } = tenant.scope;
    const id = await enqueue(tenant);
    await waitOf([tenant]);
    await systemSql()`update runs set status = 'paused', finished_at = null, started_at = null where id = ${id}`;
    await systemSql()`
      insert into run_leases (run_id, workspace_id, owner, token, expires_at)
      values (${id}, ${workspaceId}, null, 1, now() + interval '1300 milliseconds')`;
    const due = performance.now() + 1_300;
    await expect
      .poll(async () => (await systemSql()`select 1 from runs where id = ${id} and status <> 'paused'`).length, {
        interval: 5,
        timeout: 10_000,
      })
      .toBe(1);
    const late = performance.now() - due;
    console.info(`taken ${late.toFixed(0)} ms after it was due`);
    expect(late).toBeGreaterThan(-50);
    expect(late).toBeLessThan(500);
  });
});
