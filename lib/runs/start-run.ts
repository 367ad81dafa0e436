// Runs of workflows that somebody starts by hand or by API: begin, begin again.

import { eq } from "drizzle-orm";
import { runs } from "@/db/schema/runs";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { checkInputs } from "../nodes/start/check-inputs";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import type { JsonObject } from "../shared/json";
import type { RunTrigger } from "../shared/statuses";
import { launchRun } from "./launch-run";
import { priorities, queueRuns } from "./queue-runs";
import { type RunQuotas, refuseOverLimit } from "./run-places";
import type { RunRecord, RunSpec } from "./run-spec";
import { loadPlan, loadRunnable, type Runnable, type WhichVersion } from "./runnable";
import type { Executing } from "./runtime";

function specOf(
  scope: Scope,
  runnable: Pick<Runnable, "workflowId" | "agentId" | "plan">,
  given: { inputs: JsonObject; query: string | null; trigger: RunTrigger },
): RunSpec {
  const id = newId();
  return {
    id,
    workspaceId: scope.workspaceId,
    workflowId: runnable.workflowId,
    agentId: runnable.agentId,
    conversationId: null,
    previousRunId: null,
    userId: scope.userId,
    trigger: given.trigger,
    query: given.query,
    inputs: given.inputs,
    createdAt: new Date(),
    runCount: 0,
    vars: {},
    plan: runnable.plan,
  };
}

export interface WantedRun {
  inputs: JsonObject;
  query?: string | undefined;
  version: WhichVersion;
}

/** What is run and what is stored of it, the same whether it starts here or waits for a worker. */
async function prepareRun(
  scope: Scope,
  workflowId: string,
  given: WantedRun,
): Promise<{ spec: RunSpec; record: RunRecord; quotas: RunQuotas }> {
  const runnable = await loadRunnable(scope, workflowId, given.version);
  const query = given.query ?? null;
  checkInputs(runnable.plan.graph, given.inputs);
  const trigger = scope.apiKeyId ? "api" : "manual";
  const record: RunRecord = {
    versionId: runnable.versionId,
    deploymentId: runnable.deploymentId,
    agentName: runnable.agentName,
    workflowName: runnable.workflowName,
    graphChecksum: runnable.checksum,
    kind: query === null ? "task" : "ask",
    metadata: null,
    names: { versionNumber: runnable.versionNumber, userName: runnable.userName },
  };
  const { quotas } = runnable;
  return { spec: specOf(scope, runnable, { inputs: given.inputs, query, trigger }), record, quotas };
}

/** Starts a run of a workflow in this process. */
export async function startRun(scope: Scope, workflowId: string, given: WantedRun): Promise<Executing> {
  const { spec, record, quotas } = await prepareRun(scope, workflowId, given);
  refuseOverLimit(spec.workspaceId, workflowId, quotas);
  return launchRun(spec, record);
}

/** Hands a run of a workflow to the workers; it is accepted when this resolves with its id. */
export async function startQueuedRun(
  scope: Scope,
  workflowId: string,
  given: WantedRun & { priority?: number },
): Promise<string> {
  const { spec, record } = await prepareRun(scope, workflowId, given);
  const { id, workspaceId, agentId, userId, trigger, query, inputs } = spec;
  const priority = given.priority ?? priorities.usual;
  const run = { id, workspaceId, workflowId, agentId, userId, trigger, query, inputs, priority, record };
  await withWorkspace(workspaceId, (tx) => queueRuns(tx, [run]));
  return id;
}

/** Runs again what a run executed: the same graph and inputs, outside of any conversation. */
export async function repeatRun(scope: Scope, runId: string): Promise<Executing> {
  const { row, plan } = await withWorkspace(scope.workspaceId, async (tx) => {
    const [row] = await tx.select().from(runs).where(eq(runs.id, runId));
    if (!row || (scope.agentId && scope.agentId !== row.agentId))
      throw new AppError("not_found", "There is no such run.");
    return { row, plan: await loadPlan(tx, scope.workspaceId, row.graphChecksum) };
  });
  const trigger = scope.apiKeyId ? "api" : "manual";
  const { workflowId, agentId } = row;
  const spec = specOf(
    scope,
    { workflowId, agentId, plan },
    { inputs: row.inputs ?? {}, query: row.userQuery, trigger },
  );
  return launchRun(spec, {
    versionId: row.versionId,
    deploymentId: null,
    agentName: row.agentName,
    workflowName: row.workflowName ?? "",
    graphChecksum: row.graphChecksum,
    kind: row.kind,
    metadata: { repeats: runId },
  });
}
