// Which runs this process takes: those whose owner has gone silent. The lease moves here with a higher token, so that the
// earlier owner can't write any more. Knows nothing of what is done with them.

import { systemSql } from "@/db/system";
import type { Graph } from "../graph/schema";
import { ownProcess } from "../processes/own-process";
import type { Json, JsonObject } from "../shared/json";
import type { RunTrigger } from "../shared/statuses";
import { leaseMs } from "./lease";

const maxAtOnce = 50;

/** What executing a taken run needs of its row. */
export interface TakenRun {
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
export async function takeRuns(): Promise<TakenRun[]> {
  return systemSql()<TakenRun[]>`
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
