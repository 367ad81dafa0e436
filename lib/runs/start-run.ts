// Runs of workflows that somebody starts by hand or by API: begin, begin again.

import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { checkInputs } from "../nodes/start/check-inputs";
import { AppError } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import { checkOptions } from "./check-options";
import { loadEarlierRun, recordAfter } from "./earlier-run";
import { launchRun } from "./launch-run";
import { newSpec } from "./new-spec";
import { priorities, queueRuns } from "./queue-runs";
import { metadataOf, noOptions, optionsOf, type RunOptions } from "./run-options";
import { type RunQuotas, refuseOverLimit } from "./run-places";
import type { RunRecord, RunSpec } from "./run-spec";
import { loadQuotas, loadRunnable, type Runnable, type WhichVersion } from "./runnable";
import type { Executing } from "./runtime";

export interface WantedRun {
  inputs: JsonObject;
  query?: string | undefined;
  version: WhichVersion;
  /** Only for tests of the draft. */
  mocks?: Record<string, JsonObject> | undefined;
  breakpoints?: string[] | undefined;
}

/** What a test of the draft does differently; refused for anything else. */
function testOptions(runnable: Runnable, { mocks, breakpoints }: WantedRun): RunOptions {
  const options = { ...(mocks ? { mocks } : {}), ...(breakpoints ? { breakpoints } : {}) };
  if (metadataOf(options) === null) return noOptions;
  if (runnable.versionId !== null) {
    throw new AppError("invalid_request", "Mocks and breakpoints are for tests of the draft.");
  }
  checkOptions(runnable.plan, options);
  return options;
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
  const options = testOptions(runnable, given);
  const record: RunRecord = {
    versionId: runnable.versionId,
    deploymentId: runnable.deploymentId,
    agentName: runnable.agentName,
    workflowName: runnable.workflowName,
    graphChecksum: runnable.checksum,
    kind: query === null ? "task" : "ask",
    metadata: metadataOf(options),
    names: { versionNumber: runnable.versionNumber, userName: runnable.userName },
  };
  const { quotas } = runnable;
  return { spec: newSpec(scope, runnable, { inputs: given.inputs, query, options }), record, quotas };
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
  const { row, plan } = await loadEarlierRun(scope, runId);
  const options = optionsOf(row.metadata);
  const { workflowId, agentId, versionId } = row;
  refuseOverLimit(scope.workspaceId, workflowId, await loadQuotas(scope, workflowId));
  const given = { inputs: row.inputs ?? {}, query: row.userQuery, options };
  const spec = newSpec(scope, { workflowId, agentId, plan, versionId }, given);
  return launchRun(spec, recordAfter(row, metadataOf(options, { repeats: runId })));
}
