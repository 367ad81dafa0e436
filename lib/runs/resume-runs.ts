// Goes on with runs that this process has taken (queued, orphaned, or due after a wait): the state is built from the
// stored log, which is empty for one that has never run.

import { systemSql } from "@/db/system";
import { log } from "../log";
import { rowsToState } from "../run-log/stored-rows";
import { resumeRun } from "./launch-run";
import { eventOfRow, rowOfRunEnd } from "./node-rows";
import { planOf } from "./plan-cache";
import type { RunSpec } from "./run-spec";
import { runRuntime } from "./runtime";
import type { TakenRun } from "./take-runs";
import { readLog } from "./tell-run";

/** A run may lose this many processes before it is taken for their murderer. */
const maxOwners = 10;

async function takeOver(row: TakenRun): Promise<void> {
  const stored = (await readLog(systemSql(), row.id)).map(eventOfRow);
  const startedAt = (row.started_at ?? row.created_at).getTime();
  const started = { type: "run.started" as const, at: startedAt, inputs: row.inputs ?? {} };
  // A run of which nothing is stored begins anew: the engine says that it started.
  const state = rowsToState({ started: stored.length > 0 ? started : null, ended: null }, stored);
  const lastAt = Math.max(startedAt, ...stored.map((event) => event.at));
  const spec: RunSpec = {
    id: row.id,
    workspaceId: row.workspace_id,
    workflowId: row.workflow_id,
    agentId: row.agent_id,
    conversationId: row.conversation_id,
    previousRunId: row.previous_run_id,
    userId: row.user_id,
    trigger: row.trigger,
    query: row.user_query,
    inputs: row.inputs ?? {},
    createdAt: row.created_at,
    runCount: Math.max(0, (row.run_count ?? 1) - 1),
    vars: row.variables ?? {},
    plan: planOf(row.graph_checksum, row.graph),
  };
  const executing = resumeRun(spec, Number(row.token), state, lastAt - startedAt);
  executing.accepted = true;
  if (row.cancelled) executing.stop.abort("cancelled");
}

/** Ends a run whose owners all died: whatever it does, doing it once more would kill this process too. */
async function giveUp(row: TakenRun): Promise<void> {
  const end = rowOfRunEnd(
    row.id,
    {
      type: "run.ended",
      seq: 0,
      at: Date.now(),
      status: "failed",
      outputs: null,
      error: { code: "interrupted", message: `The run was interrupted ${maxOwners} times and was given up.` },
      response: "",
      totals: { promptTokens: 0, completionTokens: 0, cost: 0, currency: null, nodeExecutions: 0, durationMs: 0 },
    },
    { model_id: null, model_name: null, first_token_ms: null, variables: null },
  );
  await runRuntime().writer.write(row.id, Number(row.token), { end });
  log.error({ runId: row.id, owners: maxOwners }, "gave a run up");
}

/** Goes on with runs that this process has just taken; each is begun by itself, and a failure of one is its own. */
export async function resumeRuns(rows: readonly TakenRun[]): Promise<void> {
  await Promise.all(
    rows.map(async (row) => {
      try {
        if (row.crashes >= maxOwners) await giveUp(row);
        else await takeOver(row);
      } catch (error) {
        // The lease runs out again and somebody else tries.
        log.error({ err: error, runId: row.id }, "a run could not be resumed");
      }
    }),
  );
}
