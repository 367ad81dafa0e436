// What has ended waits of runs, as the engine gets to know it. Deadlines and times are judged here, by the database's
// clock and in the statement that reads, so that a clock elsewhere can neither end a wait early nor decide one twice.

import type { Sql } from "postgres";
import type { LargeMembers } from "../run-log/events";
import { isJsonObject, type JsonObject } from "../shared/json";
import { restoreMembers } from "./large-values";
import { valueReader } from "./run-values";

/** Only ends of runs have large values, and where those lie is told by the statement itself. */
type StoredAnswer = JsonObject & { large?: ({ workspaceId: string; members: LargeMembers } & JsonObject) | null };

/** The end of one wait. */
export interface WaitAnswer {
  runId: string;
  path: string;
  /** Of the wait: a node that waits again has another one. */
  waitId: string;
  kind: "approval" | "time" | "event" | "run" | "breakpoint";
  answer: JsonObject;
}

/**
 * Expires approvals past their deadline, ends waits whose time has come or whose run has ended, and gives everything
 * that was decided for these runs so far.
 */
export async function settleWaits(sql: Sql, runIds: readonly string[]): Promise<WaitAnswer[]> {
  if (runIds.length === 0) return [];
  const rows = await sql<
    { run_id: string; path: string; id: string; kind: WaitAnswer["kind"]; answer: StoredAnswer }[]
  >`
    with asked as (select id::uuid as run_id from json_array_elements_text(${JSON.stringify(runIds)}::text::json) as id),
    -- Open ones are asked for in a way that no index of all that is open anywhere answers: the run is the way there.
    expired as (
      update approvals a set status = 'expired', decided_at = now(),
        decision = json_build_object('values', json_build_object(), 'text', null, 'comment', '', 'by', 'deadline')
      where a.run_id = any (array(select run_id from asked)) and coalesce(a.status, '') = 'pending'
        and a.expires_at <= now()
      returning a.run_id, a.path, a.id, a.status, a.decision, a.decided_by, a.decided_at
    ),
    ended as (
      update waits w set ended_at = now(), answer = case w.kind
        when 'time' then json_build_object('kind', 'time')
        when 'event' then json_build_object('kind', 'event', 'data', null, 'status', 'timeout')
        else (
          select json_build_object('kind', 'run', 'runId', c.id, 'status', c.status,
            'name', coalesce(c.agent_name, c.workflow_name, ''), 'outputs', c.outputs,
            'large', case when c.large_outputs is not null
              then json_build_object('workspaceId', c.workspace_id, 'members', c.large_outputs) end,
            'response', coalesce(c.final_response, ''), 'error', c.error, 'usage', json_build_object(
              'promptTokens', c.prompt_tokens, 'completionTokens', c.completion_tokens, 'cost', c.cost::float8,
              'currency', c.currency))
          from runs c where c.id = w.child_run_id
        ) end
      where w.run_id = any (array(select run_id from asked)) and coalesce(w.ended_at, 'infinity') = 'infinity' and (
        (w.kind in ('time', 'event') and w.until <= now())
        or (w.kind = 'run' and (select c.finished_at from runs c where c.id = w.child_run_id) is not null))
      returning w.run_id, w.path, w.id, w.kind, w.answer
    ),
    decided as (
      select * from expired
      union all
      select run_id, path, id, status, decision, decided_by, decided_at from approvals
      where run_id = any (array(select run_id from asked)) and status in ('approved', 'rejected', 'expired')
    )
    select run_id, path, id, kind, answer from ended
    union all
    select run_id, path, id, kind, answer from waits
    where run_id = any (array(select run_id from asked)) and ended_at is not null and answer is not null
    union all
    select d.run_id, d.path, d.id, 'approval', json_build_object('kind', 'approval', 'status', d.status,
      'values', coalesce(d.decision -> 'values', json_build_object()), 'text', d.decision -> 'text',
      'comment', coalesce(d.decision ->> 'comment', ''), 'by', d.decision ->> 'by',
      'decidedBy', case when u.id is null then null else json_build_object('id', u.id, 'name', u.name) end,
      'decidedAt', to_char(d.decided_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    from decided d left join users u on u.id = d.decided_by`;
  return Promise.all(
    rows.map(async ({ run_id, path, id, kind, answer }) => ({
      runId: run_id,
      path,
      waitId: id,
      kind,
      answer: kind === "run" ? await wholeAnswer(answer) : answer,
    })),
  );
}

/** The end of a run with those of its outputs that lie in files. */
async function wholeAnswer(answer: StoredAnswer): Promise<JsonObject> {
  const { large, ...rest } = answer;
  if (!large || !isJsonObject(rest.outputs)) return rest;
  return { ...rest, outputs: await restoreMembers(rest.outputs, large.members, valueReader(large.workspaceId)) };
}
