// Approvals of a workspace with very many runs: a fifth of them wait, most were decided; nearly all belong to a few
// agents, some to one that seldom asks; half name somebody else. Written with generate_series, without triggers.

import type { Sql } from "postgres";
import type { Scope } from "@/lib/auth/scope";
import type { ManyRuns } from "./million-runs";

/** Writes about `count` approvals on runs of `many`, one for each of them at most, as the superuser `sql`. */
export async function makeManyApprovals(sql: Sql, scope: Scope, many: ManyRuns, count: number): Promise<void> {
  const user = scope.userId;
  if (user === null) throw new Error("Approvals are looked at by somebody.");
  await sql`set session_replication_role = replica`;
  await sql`
    insert into approvals (id, workspace_id, run_id, path, node_id, title, body, assignees, status, decided_by, decided_at,
      created_at)
    select r.id, r.workspace_id, r.id, 'ask', 'ask', 'Refund number ' || r.g, repeat('What is asked for. ', 20),
      case when r.g % 1009 = 5 then array[${user}::uuid] when r.g % 2 = 0 then array[gen_random_uuid()] else '{}' end,
      s.status, case when s.status in ('approved', 'rejected') then ${user}::uuid end,
      case when s.status in ('approved', 'rejected') then r.created_at end, r.created_at
    from (
      select id, workspace_id, created_at, row_number() over (order by id) as g from runs
       where workspace_id = ${scope.workspaceId} and (agent_id = ${many.agents.rare}
         or id in (select id from runs where workspace_id = ${scope.workspaceId} order by md5(id::text) limit ${count}))
    ) r
    cross join lateral (select case r.g % 20 when 0 then 'expired' when 1 then 'rejected' when 2 then 'rejected'
      when 3 then 'pending' when 4 then 'pending' when 5 then 'pending' when 6 then 'pending' else 'approved' end as status) s`;
  await sql`set session_replication_role = origin`;
  await sql`vacuum analyze approvals`;
}
