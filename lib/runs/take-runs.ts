// Which runs this process takes: those that have to go on at once, then queued ones as far as there is room. What a run
// is made of is read here too; nothing is done with it yet.

import { systemSql } from "@/db/system";
import type { Graph } from "../graph/schema";
import type { Json, JsonObject } from "../shared/json";
import type { RunTrigger } from "../shared/statuses";
import { type Claim, claimLostRuns } from "./claim-lost-runs";
import { claimQueuedRuns } from "./claim-queued-runs";

/** What executing a taken run needs of its row. */
export interface TakenRun {
  id: string;
  workspace_id: string;
  workflow_id: string;
  agent_id: string | null;
  conversation_id: string | null;
  previous_run_id: string | null;
  user_id: string | null;
  parent_run_id: string | null;
  parent_path: string | null;
  /** The topmost agent among the runs above it. */
  payer_agent_id: string | null;
  depth: number;
  version_id: string | null;
  metadata: JsonObject | null;
  trigger: RunTrigger;
  user_query: string | null;
  inputs: JsonObject | null;
  created_at: Date;
  started_at: Date | null;
  graph_checksum: string;
  graph: Graph;
  token: string;
  /** How many processes have died with it since one last let go of it in good order: handed it over, or saw it wait. */
  crashes: number;
  run_count: number | null;
  variables: Record<string, Json> | null;
  cancelled: boolean;
}

/** Takes up to `room` runs beside those that are executed `here`. */
export async function takeRuns(room: number, here: readonly string[]): Promise<TakenRun[]> {
  if (room <= 0) return [];
  const lost = await claimLostRuns(room, here);
  const queued = lost.length < room ? await claimQueuedRuns(room - lost.length) : [];
  const claims = [...lost, ...queued];
  return claims.length === 0 ? [] : beginRuns(claims);
}

/**
 * Marks claimed runs as running under their new owner and reads them. Should this process die before, they are orphans;
 * should it sleep for so long that somebody else has claimed them, they are that one's.
 */
function beginRuns(claims: Claim[]): PromiseLike<TakenRun[]> {
  return systemSql()<TakenRun[]>`
    with claim as (
      select * from json_to_recordset(${JSON.stringify(claims)}::text::json) as c(run_id uuid, token bigint)
    ),
    begun as (
      update runs r set attempt = claim.token, status = 'running', started_at = coalesce(r.started_at, now())
      from claim join run_leases l on l.run_id = claim.run_id and l.token = claim.token
      where r.id = claim.run_id and r.attempt <= claim.token and r.status in ('pending', 'running', 'paused')
      returning r.id, r.workspace_id, r.workflow_id, r.agent_id, r.conversation_id, r.previous_run_id, r.user_id,
        r.parent_run_id, r.parent_path, r.depth, r.version_id, r.metadata, r.trigger, r.user_query, r.inputs, r.created_at,
        r.started_at, r.graph_checksum, r.cancel_requested_at, claim.token
    )
    select r.id, r.workspace_id, r.workflow_id, r.agent_id, r.conversation_id, r.previous_run_id, r.user_id,
      r.parent_run_id, r.parent_path, r.depth, r.version_id, r.metadata, r.trigger, r.user_query, r.inputs, r.created_at,
      r.started_at, r.graph_checksum, g.graph, r.token, l.crashes,
      c.run_count, c.variables, r.cancel_requested_at is not null as cancelled, top.agent_id as payer_agent_id
    from begun r
    join run_leases l on l.run_id = r.id
    join run_graphs g on g.workspace_id = r.workspace_id and g.checksum = r.graph_checksum
    left join conversations c on c.id = r.conversation_id
    left join lateral (
      with recursive above as (
        select p.parent_run_id, p.agent_id, p.depth from runs p where p.id = r.parent_run_id
        union all
        select p.parent_run_id, p.agent_id, p.depth from runs p join above on p.id = above.parent_run_id
      )
      select agent_id from above where agent_id is not null order by depth limit 1
    ) top on r.parent_run_id is not null
    order by r.id`;
}
