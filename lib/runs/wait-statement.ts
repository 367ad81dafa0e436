// What the statement of the writer says in addition for runs that wait or have waited: the rows of their waits, that a
// run pauses, that the end of a run ends its open waits and wakes the run above it. Batches without such runs are stored
// by the shorter statement, so that those who never wait pay nothing for those who do.
//
// Leases are locked first and in the order of their ids, those of the runs above too; whoever decides a wait has to
// lock the lease before the wait in the same way, so that nobody ever waits in a circle.

import type { Fragment, Sql, TransactionSql } from "postgres";
import { wakeChannel } from "./wake-runs";

/** Of `approvals`. The id is another one each time a node asks, so that storing a batch twice reopens nothing. */
export interface ApprovalRow {
  id: string;
  workspace_id: string;
  run_id: string;
  path: string;
  node_id: string;
  title: string;
  body: string;
  form_schema: object[];
  tool_call: object | null;
  draft: string | null;
  assignees: string[];
  expires_at: string | null;
}

/** Of `waits`. */
export interface WaitRow {
  id: string;
  workspace_id: string;
  run_id: string;
  path: string;
  kind: "time" | "event" | "run" | "breakpoint";
  until: string | null;
  correlation_key: string | null;
  child_run_id: string | null;
}

/** Everything about waits in one flush. */
export interface WaitBatch {
  approvals: ApprovalRow[];
  waits: WaitRow[];
  /** Runs that nothing is left to do for until a wait is over; `until` is when the first one ends by itself. */
  pauses: { run_id: string; until: string | null }[];
  /** Nodes that have ended: nobody is asked any more. */
  closed: { run_id: string; path: string }[];
}

/** The places of the statement that differ. */
export interface WaitParts {
  endColumns: Fragment;
  held: Fragment;
  nodeNames: Fragment;
  nodeValues: Fragment;
  nodeColumns: Fragment;
  nodeChanges: Fragment;
  more: Fragment;
  answer: Fragment;
}

/** The statement as it is for runs that don't wait. */
export function withoutWaits(sql: Sql | TransactionSql): WaitParts {
  const nothing = sql``;
  return {
    endColumns: nothing,
    held: sql`
    held as (
      select l.run_id from run_leases l join known k on k.run_id = l.run_id and k.token = l.token
      where l.run_id = any (array(select run_id from known))
      order by l.run_id for update of l
    ),`,
    nodeNames: nothing,
    nodeValues: nothing,
    nodeColumns: nothing,
    nodeChanges: nothing,
    more: nothing,
    answer: nothing,
  };
}

const text = (rows: object[]) => JSON.stringify(rows);

/** The statement with everything about waits. */
export function withWaits(sql: Sql | TransactionSql, batch: WaitBatch): WaitParts {
  return {
    endColumns: sql`, parent_run_id uuid`,
    held: sql`
    locked as (
      select l.run_id, l.token from run_leases l
      where l.run_id = any (array(
        select run_id from known union select parent_run_id from new_end where parent_run_id is not null
      ))
      order by l.run_id for update of l
    ),
    held as (select l.run_id from locked l join known k on k.run_id = l.run_id and k.token = l.token),`,
    nodeNames: sql`, wait`,
    nodeValues: sql`, r.wait`,
    nodeColumns: sql`, wait json`,
    // A row that was paused keeps what it waited for.
    nodeChanges: sql`, wait = coalesce(excluded.wait, log.wait)`,
    more: sql`,
    new_pause as (
      select p.* from json_to_recordset(${text(batch.pauses)}::text::json) as p(run_id uuid, until timestamptz)
      join held on held.run_id = p.run_id
    ),
    paused as (
      update runs set status = 'paused' from new_pause p
      where runs.id = p.run_id and runs.id = any (array(select run_id from new_pause))
        and runs.status in ('pending', 'running')
    ),
    new_approval as (
      insert into approvals as a (id, workspace_id, run_id, path, node_id, title, body, form_schema, draft, tool_call, assignees,
        expires_at)
      select r.id, r.workspace_id, r.run_id, r.path, r.node_id, r.title, r.body, r.form_schema, r.draft, r.tool_call, r.assignees,
        r.expires_at
      from json_to_recordset(${text(batch.approvals)}::text::json) as r(
        id uuid, workspace_id uuid, run_id uuid, path text, node_id text, title text, body text, form_schema json, tool_call json,
        draft text, assignees uuid[], expires_at timestamptz)
      join accepted x on x.run_id = r.run_id
      on conflict (run_id, path) do update set id = excluded.id, title = excluded.title, body = excluded.body,
        form_schema = excluded.form_schema, draft = excluded.draft, tool_call = excluded.tool_call, assignees = excluded.assignees,
        expires_at = excluded.expires_at, status = 'pending', decision = null, decided_by = null, decided_at = null,
        created_at = now()
      where a.id <> excluded.id
    ),
    wait as (
      select r.* from json_to_recordset(${text(batch.waits)}::text::json) as r(
        id uuid, workspace_id uuid, run_id uuid, path text, kind text, until timestamptz, correlation_key text,
        child_run_id uuid)
      join accepted x on x.run_id = r.run_id
    ),
    new_wait as (
      insert into waits as w (id, workspace_id, run_id, path, kind, until, correlation_key, child_run_id)
      select id, workspace_id, run_id, path, kind, until, correlation_key, child_run_id from wait
      on conflict (run_id, path) do update set id = excluded.id, kind = excluded.kind, until = excluded.until,
        correlation_key = excluded.correlation_key, child_run_id = excluded.child_run_id, answer = null,
        ended_at = null, created_at = now()
      where w.id <> excluded.id
    ),
    closed as (
      select c.run_id, c.path from json_to_recordset(${text(batch.closed)}::text::json) as c(run_id uuid, path text)
      join accepted x on x.run_id = c.run_id
    ),
    over as (select id as run_id from ended union select run_id from closed),
    -- What is open is asked for in a way that no index of all that is open anywhere answers: the run is the way there.
    closed_approval as (
      update approvals a set status = 'cancelled', decided_at = now()
      where a.run_id = any (array(select run_id from over)) and coalesce(a.status, '') = 'pending'
        and (a.run_id in (select id from ended) or (a.run_id, a.path) in (select run_id, path from closed))
    ),
    closed_wait as (
      update waits w set ended_at = now()
      where w.run_id = any (array(select run_id from over)) and coalesce(w.ended_at, 'infinity') = 'infinity'
        and (w.run_id in (select id from ended) or (w.run_id, w.path) in (select run_id, path from closed))
    ),
    -- Each lease once, because a row changes only once in a statement: what pauses, and what is woken.
    touch as (
      select run_id, bool_or(pauses) as pauses, bool_or(wakes) as wakes, min(until) as until from (
        select run_id, true as pauses, false as wakes, until from new_pause
        union all
        -- Ended now, or inserted with its end.
        select parent_run_id, false, true, null from new_end
        where parent_run_id is not null and id in (select id from ended union all select id from new_run)
        union all
        -- The run that is waited for may have ended before anybody knew of the wait.
        select w.run_id, false, true, null from wait w join runs c on c.id = w.child_run_id
        where c.finished_at is not null and c.id = any (array(select child_run_id from wait))
      ) t
      where run_id not in (select id from ended) group by run_id
    ),
    -- The newest version of a lease counts, so that a decision of this very moment is not slept over.
    touched as (
      update run_leases l set
        owner = case when t.pauses then null else l.owner end,
        signalled = l.signalled or t.wakes,
        expires_at = case
          when t.pauses then case when l.signalled or t.wakes then now() else coalesce(t.until, 'infinity') end
          when l.owner is null and t.wakes then now()
          else l.expires_at end
      from touch t
      where l.run_id = t.run_id and l.run_id = any (array(select run_id from touch))
      returning l.run_id, l.signalled
    )`,
    answer: sql`, (select count(pg_notify(${wakeChannel}, run_id::text)) from touched where signalled)`,
  };
}
