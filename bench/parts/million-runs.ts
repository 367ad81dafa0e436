// A workspace with very many runs: a few agents and workflows that have nearly all of them, some that have a handful,
// rare statuses and triggers, conversations of every length. Written with generate_series, without triggers.

import type { Sql } from "postgres";
import { make } from "@/db/testing/make";
import type { Scope } from "@/lib/auth/scope";
import { scopeOf } from "@/lib/auth/testing/scope";

export interface ManyRuns {
  scope: Scope;
  /** The busiest and the least busy one. */
  agents: { busy: string; rare: string; none: string };
  workflows: { busy: string; rare: string };
  conversations: { long: string; short: string };
  /** The time of the first and the last run. */
  times: { first: number; last: number };
}

/** Milliseconds between two runs: a million of them are about four months. */
const everyMs = 10_000;

/** Writes `count` runs as the superuser `sql`. */
export async function makeManyRuns(sql: Sql, count: number): Promise<ManyRuns> {
  const workspace = await make.workspace();
  const user = await make.member(workspace, "owner");
  const workspaceId = workspace.id;
  const agents: { id: string; workflowId: string }[] = [];
  for (let i = 0; i < 8; i++) agents.push(await make.agent({ workspaceId }));
  const seed = await make.run({ workspaceId });
  const last = Date.now();
  const first = last - count * everyMs;
  const talks = Math.ceil(count / 20);
  await sql`set session_replication_role = replica`;
  await sql`create temp table agent as select * from unnest(
    ${sql.array(agents.map((_, i) => i))}::int[],
    ${sql.array(agents.map((agent) => agent.id))}::uuid[],
    ${sql.array(agents.map((agent) => agent.workflowId))}::uuid[]) as t(i, id, workflow_id)`;
  await sql`
    insert into conversations (id, workspace_id, agent_id, user_id, title, run_count, last_activity_at, created_at)
    select (lpad(to_hex(${first}::bigint + c * ${20 * everyMs}::bigint), 12, '0') || '70008000' || lpad(to_hex(c), 12, '0'))::uuid,
      ${workspaceId}, a.id, ${user.id}, 'Question ' || c, 10, to_timestamp((${first}::bigint + c * ${20 * everyMs}::bigint) / 1000.0),
      to_timestamp((${first}::bigint + c * ${20 * everyMs}::bigint) / 1000.0)
    from generate_series(1, ${talks}::bigint) c join agent a on a.i = c % 4`;
  // Half of all runs are turns of conversations; every fiftieth turn belongs to one very long conversation.
  await sql`
    insert into runs (id, workspace_id, workflow_id, agent_id, conversation_id, user_id, kind, trigger, status, user_query,
      final_response, inputs, outputs, workflow_name, agent_name, graph_checksum, prompt_tokens, completion_tokens,
      total_tokens, created_at, started_at, finished_at)
    select (lpad(to_hex(${first}::bigint + g * ${everyMs}::bigint), 12, '0') || '70008000' || lpad(to_hex(g), 12, '0'))::uuid,
      ${workspaceId}, a.workflow_id, a.id,
      case when g % 2 = 0 then (lpad(to_hex(${first}::bigint + c * ${20 * everyMs}::bigint), 12, '0') || '70008000' || lpad(to_hex(c), 12, '0'))::uuid end,
      ${user.id}, 'ask',
      case when g % 50000 = 7 then 'webhook' when g % 100 = 3 then 'schedule' when g % 2 = 0 then 'chat' else 'api' end,
      case when g > ${count}::bigint - 3 then 'running' when g % 300000 = 5 then 'paused' when g % 1000 = 1 then 'cancelled'
        when g % 40 = 9 then 'failed' else 'succeeded' end,
      'Question number ' || g, repeat('An answer of some length. ', 12), '{}', '{}', 'Workflow', 'Agent',
      ${seed.graphChecksum}, 100, 50, 150, at, at, at + interval '2 seconds'
    from generate_series(1, ${count}::bigint) g
    cross join lateral (select to_timestamp((${first}::bigint + g * ${everyMs}::bigint) / 1000.0) as at,
      case when g % 100 = 0 then 1 else 1 + g / 20 end as c) t
    join agent a on a.i = case when g % 20000 = 11 then 6 when g % 10 = 0 then 1 + (g / 10) % 5 else 0 end`;
  await sql`set session_replication_role = origin`;
  await sql`vacuum analyze runs`;
  await sql`vacuum analyze conversations`;
  const conversation = (c: number) => {
    const time = (first + c * 20 * everyMs).toString(16).padStart(12, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${c.toString(16).padStart(12, "0")}`;
  };
  const of = (i: number) => ({ id: agents[i]?.id ?? "", workflowId: agents[i]?.workflowId ?? "" });
  return {
    scope: scopeOf(workspace, user),
    agents: { busy: of(0).id, rare: of(6).id, none: of(7).id },
    workflows: { busy: of(0).workflowId, rare: of(6).workflowId },
    conversations: { long: conversation(1), short: conversation(Math.floor(talks / 2)) },
    times: { first, last },
  };
}
