// How many runs a workspace and an agent may have at a time, wherever they are executed.

import { afterAll, beforeEach, expect, test } from "vitest";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { createAgent, updateAgent } from "../agents/create-agent";
import { publishAgent } from "../agents/publish-agent";
import type { Scope } from "../auth/scope";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { askAgent } from "../conversations/ask";
import { problemResponse } from "../http/problem-details";
import { newId } from "../shared/ids";
import { replaceDraft } from "../workflows/edit-draft";
import { cancelRun } from "./cancel-run";
import { forkRun } from "./fork-run";
import { accepted } from "./respond";
import { refuseOverLimit } from "./run-places";
import { releaseRuns } from "./runtime";
import { repeatRun, startQueuedRun, startRun } from "./start-run";
import { busyGraph } from "./testing/graphs";

setTestEnvironment();
provideDatabase();
afterAll(releaseRuns);

interface Place {
  scope: Scope;
  agentId: string;
  workflowId: string;
}

async function makePlace(settings: object, limits: { concurrentRuns?: number }): Promise<Place> {
  const workspace = await make.workspace({ settings: { quotas: { ...settings } } });
  const scope = scopeOf(workspace, await make.member(workspace, "owner"));
  const agent = await createAgent(scope, { name: "Busy", description: "" });
  const { concurrentRuns = null } = limits;
  const { revision } = await replaceDraft(scope, agent.workflowId, { baseRevision: agent.revision, graph: busyGraph });
  await publishAgent(scope, agent.id, { revision, releaseNotes: "", versionType: "minor" });
  const limited = await updateAgent(scope, agent.id, { limits: { concurrentRuns } });
  expect(limited.limits).toEqual({ concurrentRuns });
  return { scope, agentId: agent.id, workflowId: agent.workflowId };
}

const start = ({ scope, workflowId }: Place) => startRun(scope, workflowId, { inputs: {}, version: "production" });

beforeEach(() => {
  // What the earlier test knew of other processes.
  delete (globalThis as { weftRunsElsewhere?: object }).weftRunsElsewhere;
});

test("an agent at its limit refuses by chat and by API, and says which limit; its queue still takes runs", async () => {
  const place = await makePlace({}, { concurrentRuns: 1 });
  const first = await start(place);
  await accepted(first);
  const refusal = await start(place).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: "run_limit", params: { of: "agent", limit: 1 } });
  const response = problemResponse(refusal);
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "2"]);
  await expect(askAgent(place.scope, place.agentId, { query: "hi" })).rejects.toMatchObject({ code: "run_limit" });
  await startQueuedRun(place.scope, place.workflowId, { inputs: {}, version: "production" });
  await cancelRun(place.scope, first.live.runId);
  await first.done;
  const next = await start(place);
  await accepted(next);
  await cancelRun(place.scope, next.live.runId);
  await next.done;
});

test("an agent at its limit refuses to run again and to fork what has ended, until the limit is taken away", async () => {
  const { scope, agentId, workflowId } = await makePlace({}, { concurrentRuns: 1 });
  const start = () => startRun(scope, workflowId, { inputs: {}, version: "production" });
  const ended = await start();
  await accepted(ended);
  await cancelRun(scope, ended.live.runId);
  await ended.done;
  const busy = await start();
  await accepted(busy);
  const again = [() => repeatRun(scope, ended.live.runId), () => forkRun(scope, ended.live.runId, { nodeId: "start" })];
  for (const begin of again) {
    await expect(begin()).rejects.toMatchObject({ code: "run_limit", params: { of: "agent", limit: 1 } });
  }
  await systemSql()`update agents set limits = limits || '{"tokensPerDay": 5}' where id = ${agentId}`;
  await updateAgent(scope, agentId, { limits: { concurrentRuns: null } });
  const [kept] = await systemSql()`select limits from agents where id = ${agentId}`;
  expect(kept?.limits).toEqual({ tokensPerDay: 5 });
  const begun = [];
  for (const begin of again) begun.push(await begin());
  for (const run of [busy, ...begun]) {
    await accepted(run);
    await cancelRun(scope, run.live.runId);
    await run.done;
  }
});

test("a workspace at its limit refuses, its neighbours don't notice", async () => {
  const [full, free] = [await makePlace({ maxConcurrentRuns: 1 }, {}), await makePlace({}, {})];
  const runs = [await start(full), await start(free)];
  await expect(start(full)).rejects.toMatchObject({ code: "run_limit", params: { of: "workspace", limit: 1 } });
  for (const run of runs) run.stop.abort("cancelled");
  await Promise.all(runs.map((run) => run.done));
});

test("runs of other processes count within moments", async () => {
  const { scope, workflowId } = await makePlace({}, {});
  const other = await make.run({ workspaceId: scope.workspaceId, workflowId, status: "running" });
  await systemSql()`
    insert into run_leases (run_id, workspace_id, workflow_id, owner, token, expires_at)
    values (${other.id}, ${scope.workspaceId}, ${workflowId}, ${newId()}, 1, now() + interval '1 minute')`;
  const ask = () => refuseOverLimit(scope.workspaceId, workflowId, { workspaceRuns: null, agentRuns: 1 });
  await expect.poll(() => attempt(ask), { interval: 20 }).toMatchObject({ code: "run_limit" });
  expect(
    attempt(() => refuseOverLimit(scope.workspaceId, workflowId, { workspaceRuns: 2, agentRuns: null })),
  ).toBeNull();
});

function attempt(work: () => void): unknown {
  try {
    work();
    return null;
  } catch (error) {
    return error;
  }
}
