// Hands runs to the background: stored as pending with a lease that nobody owns, in the caller's transaction, so that
// what makes a run necessary and the run itself are stored together or not at all. Workers hear of it at the commit.

import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { JsonObject } from "../shared/json";
import type { RunTrigger } from "../shared/statuses";
import type { RunRecord } from "./run-spec";

/** Notification channel that says: there is a run for whoever has room. */
export const queueChannel = "weft_queue";

/** Smaller goes first. */
export const priorities = { highest: 0, usual: 5, lowest: 9 } as const;

/** A run as it waits for a worker; what executing it needs is read when one takes it. */
export interface QueuedRun {
  id: string;
  workspaceId: string;
  workflowId: string;
  agentId: string | null;
  userId: string | null;
  trigger: RunTrigger;
  /** The schedule, webhook or event that started it. */
  sourceId?: string | null;
  query: string | null;
  inputs: JsonObject;
  priority: number;
  record: Pick<
    RunRecord,
    "versionId" | "deploymentId" | "agentName" | "workflowName" | "graphChecksum" | "kind" | "metadata"
  >;
}

function rowOf({ record, ...run }: QueuedRun) {
  return {
    id: run.id,
    workspace_id: run.workspaceId,
    workflow_id: run.workflowId,
    version_id: record.versionId,
    deployment_id: record.deploymentId,
    agent_id: run.agentId,
    user_id: run.userId,
    source_id: run.sourceId ?? null,
    kind: record.kind,
    trigger: run.trigger,
    user_query: run.query,
    inputs: run.inputs,
    agent_name: record.agentName,
    workflow_name: record.workflowName,
    graph_checksum: record.graphChecksum,
    metadata: record.metadata,
    priority: run.priority,
  };
}

/**
 * Queues runs; they are accepted when the transaction commits. The lease has no time at which it is due, since a place in
 * the queue decides: whoever wakes a queued run, to cancel it, lets it pass all others.
 */
export async function queueRuns(tx: Transaction, queued: readonly QueuedRun[]): Promise<void> {
  if (queued.length === 0) return;
  const rows = sql.param(JSON.stringify(queued.map(rowOf)));
  await tx.execute(sql`
    with new_row as (
      select * from json_to_recordset(${rows}::text::json) as r(
        id uuid, workspace_id uuid, workflow_id uuid, version_id uuid, deployment_id uuid, agent_id uuid, user_id uuid,
        source_id uuid, kind text, trigger text, user_query text, inputs json, agent_name text, workflow_name text,
        graph_checksum text, metadata json, priority smallint)
    ),
    new_run as (
      insert into runs (id, workspace_id, workflow_id, version_id, deployment_id, agent_id, user_id, source_id, kind,
        trigger, status, user_query, inputs, agent_name, workflow_name, graph_checksum, metadata, created_by)
      select id, workspace_id, workflow_id, version_id, deployment_id, agent_id, user_id, source_id, kind, trigger,
        'pending', user_query, inputs, agent_name, workflow_name, graph_checksum, metadata, user_id
      from new_row
      returning id, workspace_id, workflow_id
    ),
    new_lease as (
      insert into run_leases (run_id, workspace_id, workflow_id, owner, token, expires_at, queued, priority)
      select n.id, n.workspace_id, n.workflow_id, null, 0, 'infinity', true, r.priority
      from new_run n join new_row r on r.id = n.id
    )
    select pg_notify(${queueChannel}, '')`);
}
