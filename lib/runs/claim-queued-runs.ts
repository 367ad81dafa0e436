// Which queued runs start next. Fair between workspaces: the one with the fewest background runs goes first, and none
// gets more than its quota, however long its queue is. Within a workspace a smaller priority goes first, then the
// workflow with the fewest runs, then who waits longest. Knows nothing of what is done with a run.

import { createHash } from "node:crypto";
import postgres from "postgres";
import { systemSql } from "@/db/system";
import { ownProcess } from "../processes/own-process";
import { usualBackgroundRuns } from "../shared/run-limits";
import type { Claim } from "./claim-lost-runs";
import { leaseMs } from "./lease";

/** Any number, always the same: who claims holds this lock, so that two never fill the same place. */
const lockKey = 7_340_812_906;

/**
 * The statement. The lanes (one for each workflow with a queue) are found by jumping from one to the next in the index,
 * and of each only its head is read, so that what it costs grows with the lanes and not with what waits in them.
 * Both are expressions: how many runs, and for which process.
 */
export function queuedRunsStatement(room: string, owner: string): string {
  return `
    with recursive lane as (
      (select workspace_id, workflow_id from run_leases where queued order by workspace_id, workflow_id limit 1)
      union all
      select next.workspace_id, next.workflow_id from lane cross join lateral (
        select l.workspace_id, l.workflow_id from run_leases l
        where l.queued and (l.workspace_id, l.workflow_id) > (lane.workspace_id, lane.workflow_id)
        order by l.workspace_id, l.workflow_id limit 1
      ) next
    ),
    busy as (
      select l.workspace_id, l.workflow_id, count(*)::int as runs,
        (count(*) filter (where p.kind = 'worker'))::int as background
      from run_leases l left join processes p on p.id = l.owner
      where l.owner is not null group by l.workspace_id, l.workflow_id
    ),
    tenant as (
      select w.id, coalesce(b.background, 0) as background, least(
        coalesce((w.settings #>> '{quotas,maxBackgroundRuns}')::int, ${usualBackgroundRuns}) - coalesce(b.background, 0),
        coalesce((w.settings #>> '{quotas,maxConcurrentRuns}')::int - coalesce(b.runs, 0), ${room}), ${room}) as room
      from (select distinct workspace_id from lane) waiting
      join workspaces w on w.id = waiting.workspace_id
      left join (select workspace_id, sum(runs)::int as runs, sum(background)::int as background from busy group by 1) b
        on b.workspace_id = w.id
    ),
    head as (
      select first.run_id, first.priority, t.id as workspace_id, t.background, t.room,
        coalesce(b.runs, 0) + row_number() over (
          partition by lane.workspace_id, lane.workflow_id order by first.priority, first.run_id) as lane_load
      from lane
      join tenant t on t.id = lane.workspace_id and t.room > 0
      left join busy b on b.workspace_id = lane.workspace_id and b.workflow_id = lane.workflow_id
      left join agents a on a.workspace_id = lane.workspace_id and a.workflow_id = lane.workflow_id
      cross join lateral (
        select l.run_id, l.priority from run_leases l
        where l.queued and l.workspace_id = lane.workspace_id and l.workflow_id = lane.workflow_id
        order by l.priority, l.run_id
        limit greatest(0, least(t.room, coalesce((a.limits ->> 'concurrentRuns')::int - coalesce(b.runs, 0), t.room)))
      ) first
    ),
    ranked as (
      select *, row_number() over (partition by workspace_id order by priority, lane_load, run_id) as nth from head
    ),
    chosen as (
      select run_id from ranked where nth <= room order by background + nth, priority, run_id limit ${room}
    ),
    locked as (
      select run_id from run_leases
      where run_id = any (array(select run_id from chosen)) and queued and owner is null
      for update skip locked
    )
    update run_leases l set owner = ${owner}, token = l.token + 1, queued = false,
      expires_at = now() + ${leaseMs} * interval '1 millisecond'
    from locked where l.run_id = locked.run_id
    returning l.run_id, l.token`;
}

/** Its name tells versions apart: behind a proxy, sessions outlive the processes that prepared it. */
function preparedStatement(): { name: string; prepare: string } {
  const statement = queuedRunsStatement("$1", "$2");
  const name = `weft_claim_${createHash("sha256").update(statement).digest("hex").slice(0, 16)}`;
  return { name, prepare: `prepare ${name} (int, uuid) as ${statement};` };
}

const { name, prepare } = preparedStatement();

/** What PostgreSQL says where a session has no such prepared statement, and where it has it already. */
const notPrepared = "26000";
const preparedBefore = "42P05";
/**
 * Claims up to `room` queued runs for this process. Lock and statement travel as one message, which the server works
 * off even when this process stops in between, so that nobody can hold up the others. The statement is prepared by
 * hand, because planning it takes longer than executing it and the driver prepares no messages of several statements.
 */
export async function claimQueuedRuns(room: number): Promise<Claim[]> {
  const whole = Math.max(0, Math.floor(room));
  const lock = `select pg_advisory_xact_lock(${lockKey}), set_config('plan_cache_mode', 'force_generic_plan', true);`;
  const owner = `'${ownProcess().id}'`;
  const claim = `${lock} execute ${name} (${whole}, ${owner})`;
  try {
    return await claimBy(claim);
  } catch (error) {
    if (codeOf(error) !== notPrepared) throw error;
  }
  try {
    return await claimBy(`${prepare} ${claim}`);
  } catch (error) {
    if (codeOf(error) !== preparedBefore) throw error;
  }
  // Another session of the client took this try, one that knows the statement: without it any of them will do.
  return claimBy(`${lock} ${queuedRunsStatement(String(whole), `${owner}::uuid`)}`);
}

async function claimBy(message: string): Promise<Claim[]> {
  // Of several statements in one message the driver gives a result each; the claim is the last one.
  const results = (await systemSql().unsafe(message)) as unknown as Claim[][];
  return [...(results.at(-1) ?? [])];
}

const codeOf = (error: unknown) => (error instanceof postgres.PostgresError ? error.code : null);
