// Goes on with runs that this process has taken (queued, orphaned, or due after a wait): the state is built from the
// stored log, which is empty for one that has never run.

import { systemSql } from "@/db/system";
import { log } from "../log";
import type { RunState } from "../run-log/state";
import { rowsToState } from "../run-log/stored-rows";
import type { JsonObject } from "../shared/json";
import { giveUpRun, maxOwners } from "./give-up-run";
import { resumeRun } from "./launch-run";
import { eventOfRow } from "./node-rows";
import { planOf } from "./plan-cache";
import { optionsOf } from "./run-options";
import type { RunSpec } from "./run-spec";
import { runRuntime } from "./runtime";
import { settleWaits, type WaitAnswer } from "./settle-waits";
import type { TakenRun } from "./take-runs";
import { readLog } from "./tell-run";
import { workedMs } from "./worked-time";

/** What has ended waits of nodes that are paused now, by path. */
function answersFor(state: RunState, runId: string, settled: readonly WaitAnswer[]): Map<string, JsonObject> {
  const answers = new Map<string, JsonObject>();
  for (const one of settled) {
    const node = one.runId === runId ? state.nodes.get(one.path) : undefined;
    if (node?.status === "paused" && node.wait?.kind === one.kind) answers.set(one.path, one.answer);
  }
  return answers;
}

async function takeOver(row: TakenRun, settled: readonly WaitAnswer[]): Promise<void> {
  const stored = (await readLog(systemSql(), row.id)).map(eventOfRow);
  const startedAt = (row.started_at ?? row.created_at).getTime();
  const started = { type: "run.started" as const, at: startedAt, inputs: row.inputs ?? {} };
  // A run of which nothing is stored begins anew: the engine says that it started.
  const begun = { started: stored.length > 0 ? started : null, ended: null };
  const state = rowsToState(begun, stored);
  // The engine puts large values where the log has only word of them; those who follow are told the word.
  const told = stored.some((event) => event.large) ? rowsToState(begun, stored) : state;
  const spec: RunSpec = {
    id: row.id,
    workspaceId: row.workspace_id,
    workflowId: row.workflow_id,
    agentId: row.agent_id,
    conversationId: row.conversation_id,
    previousRunId: row.previous_run_id,
    userId: row.user_id,
    parentRunId: row.parent_run_id,
    parentPath: row.parent_path,
    payerAgentId: row.payer_agent_id,
    depth: row.depth,
    isTest: row.version_id === null,
    options: optionsOf(row.metadata),
    trigger: row.trigger,
    query: row.user_query,
    inputs: row.inputs ?? {},
    createdAt: row.created_at,
    runCount: Math.max(0, (row.run_count ?? 1) - 1),
    vars: row.variables ?? {},
    plan: planOf(row.graph_checksum, row.graph),
  };
  const past = { elapsedMs: workedMs(stored), answers: answersFor(state, row.id, settled) };
  const executing = resumeRun(spec, Number(row.token), state, told, past);
  executing.accepted = true;
  if (row.cancelled) executing.stop.abort("cancelled");
}

/** Goes on with runs that this process has just taken; each is begun by itself, and a failure of one is its own. */
export async function resumeRuns(rows: readonly TakenRun[]): Promise<void> {
  if (rows.length === 0) return;
  const settled = await settleWaits(
    systemSql(),
    rows.map((row) => row.id),
  );
  await Promise.all(
    rows.map(async (row) => {
      try {
        if (row.crashes >= maxOwners) await giveUpRun(row);
        else await takeOver(row, settled);
      } catch (error) {
        // The lease runs out again and somebody else tries.
        log.error({ err: error, runId: row.id }, "a run could not be resumed");
      }
    }),
  );
  await cancelUnheard(rows);
}

/** Whoever wanted a run cancelled while it was being read found nobody who listens. */
async function cancelUnheard(rows: readonly TakenRun[]): Promise<void> {
  const ids = JSON.stringify(rows.map((row) => row.id));
  const cancelled = await systemSql()<{ id: string }[]>`
    select id from runs
    where id = any (array(select id::uuid from json_array_elements_text(${ids}::text::json) as id))
      and cancel_requested_at is not null and finished_at is null`;
  for (const { id } of cancelled) runRuntime().executing.get(id)?.stop.abort("cancelled");
}
