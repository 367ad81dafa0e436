// Takes over runs whose owner has gone silent: the lease moves to this process with a higher token, the state is built
// from the stored log, and the run goes on. Every process may do this at any time; only one gets each run.

import { systemSql } from "@/db/system";
import type { Graph } from "../graph/schema";
import { log } from "../log";
import { ownProcess } from "../processes/own-process";
import { rowsToState } from "../run-log/stored-rows";
import type { Json, JsonObject } from "../shared/json";
import type { RunTrigger } from "../shared/statuses";
import { resumeRun } from "./launch-run";
import { leaseMs } from "./lease";
import { eventOfRow, rowOfRunEnd } from "./node-rows";
import { planOf } from "./plan-cache";
import type { RunSpec } from "./run-spec";
import { runRuntime } from "./runtime";
import { readLog } from "./tell-run";

const maxAtOnce = 50;
/** A run may lose this many processes before it is taken for their murderer. */
const maxOwners = 10;

interface OrphanRow {
  id: string;
  workspace_id: string;
  workflow_id: string;
  agent_id: string | null;
  conversation_id: string | null;
  previous_run_id: string | null;
  user_id: string | null;
  trigger: RunTrigger;
  user_query: string | null;
  inputs: JsonObject | null;
  created_at: Date;
  started_at: Date | null;
  graph_checksum: string;
  graph: Graph;
  token: string;
  run_count: number | null;
  variables: Record<string, Json> | null;
  cancelled: boolean;
}

/** Expired leases, taken by this process; those another process is taking at this moment are skipped. */
async function takeOrphans(): Promise<OrphanRow[]> {
  return systemSql()<OrphanRow[]>`
    with orphan as (
      select run_id from run_leases where expires_at < now() order by run_id limit ${maxAtOnce} for update skip locked
    ),
    taken as (
      update run_leases l set owner = ${ownProcess().id}, token = l.token + 1,
        expires_at = now() + ${leaseMs} * interval '1 millisecond'
      from orphan where l.run_id = orphan.run_id returning l.run_id, l.token
    ),
    counted as (
      update runs r set attempt = taken.token, status = case when r.status = 'paused' then r.status else 'running' end
      from taken where r.id = taken.run_id returning r.*
    )
    select r.id, r.workspace_id, r.workflow_id, r.agent_id, r.conversation_id, r.previous_run_id, r.user_id, r.trigger,
      r.user_query, r.inputs, r.created_at, r.started_at, r.graph_checksum, g.graph, taken.token,
      c.run_count, c.variables, r.cancel_requested_at is not null as cancelled
    from taken join counted r on r.id = taken.run_id
    join run_graphs g on g.workspace_id = r.workspace_id and g.checksum = r.graph_checksum
    left join conversations c on c.id = r.conversation_id`;
}

async function takeOver(row: OrphanRow): Promise<void> {
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
async function giveUp(row: OrphanRow): Promise<void> {
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

/** One round of taking over; gives how many runs go on here now. */
export async function resumeOrphans(): Promise<number> {
  if (runRuntime().closing) return 0;
  const rows = await takeOrphans();
  for (const row of rows) {
    try {
      if (Number(row.token) > maxOwners) await giveUp(row);
      else await takeOver(row);
    } catch (error) {
      // The lease runs out again and somebody else tries.
      log.error({ err: error, runId: row.id }, "a run could not be resumed");
    }
  }
  if (rows.length > 0) log.info({ runs: rows.length }, "took over runs");
  return rows.length;
}
