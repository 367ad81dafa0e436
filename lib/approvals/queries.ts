// Reads of approvals: the inbox by keyset, one of them, how many wait for somebody. Each is one statement in one round
// trip. What is pending but past its deadline reads as expired, because it can't be decided any more.

import type { PendingQuery, Row } from "postgres";
import type { Sql } from "@/db/client";
import { readWorkspace } from "@/db/scope";
import { may, type Scope } from "../auth/scope";
import { toPage } from "../http/page";
import { AppError } from "../shared/errors";
import { type ApprovalFilter, type ApprovalView, maxCount } from "./contract";
import { type ApprovalRow, viewOf } from "./view-of-row";

/** How much of a question is shown. */
const queryPreview = 500;

/** Ids that stand for the caller among assignees: the own, and of every role held or inherited from one that is. */
const mine = (sql: Sql, scope: Scope): PendingQuery<Row[]> => sql`
  held as (
    select r.id, r.parent_role_id
      from user_roles ur
      join workspaces w on w.id = ${scope.workspaceId} and w.team_id = ur.team_id
      join roles r on r.id = ur.role_id and r.is_active
     where ur.user_id = ${scope.userId}::uuid and (ur.workspace_id is null or ur.workspace_id = w.id)
    union
    select p.id, p.parent_role_id from held h join roles p on p.id = h.parent_role_id and p.is_active
  ),
  mine as (select array(select id from held union all select ${scope.userId}::uuid) as ids)`;

const isAssigned = (sql: Sql): PendingQuery<Row[]> => sql`
  (a.assignees = '{}' or a.assignees && (select ids from mine))`;

const isTimely = (sql: Sql): PendingQuery<Row[]> => sql`(a.expires_at is null or a.expires_at > now())`;

/** A key for one agent reaches only what that agent's runs ask. */
const ofAgent = (sql: Sql, agentId: string | null | undefined): PendingQuery<Row[]> =>
  agentId ? sql`and r.agent_id = ${agentId}` : sql``;

/** Everything a view shows of the approvals that `page` names. */
const details = (sql: Sql): PendingQuery<Row[]> => sql`
  select a.id, a.title, a.body, a.form_schema, a.draft, a.tool_call, a.decision, a.decided_by, a.decided_at, a.path, a.node_id,
         a.created_at, a.expires_at, ${isAssigned(sql)} as is_assigned,
         case when a.status = 'pending' and not ${isTimely(sql)} then 'expired' else a.status end as status,
         r.id as run_id, r.status as run_status, r.workflow_id, r.workflow_name, r.agent_id, r.agent_name,
         r.conversation_id, left(r.user_query, ${queryPreview}) as query, log.node_name, decider.name as decider_name,
         coalesce(asker.name, visitor.name) as user_name, named.assignees
    from page
    join approvals a on a.id = page.id
    join runs r on r.id = a.run_id
    left join users decider on decider.id = a.decided_by
    left join users asker on asker.id = r.user_id
    left join end_users visitor on visitor.id = r.end_user_id
    left join lateral (
      select l.node_name from run_node_logs l where l.run_id = a.run_id and l.path = a.path
       order by l.attempt desc limit 1
    ) log on true
    cross join lateral (
      -- Names of people are told only of those who belong here.
      select coalesce(json_agg(json_build_object(
               'id', n.id, 'kind', case when role.id is null then 'user' else 'role' end,
               'name', coalesce(role.display_name, person.name)) order by n.at), '[]') as assignees
        from unnest(a.assignees) with ordinality n(id, at)
        left join roles role on role.id = n.id
        left join users person on person.id = n.id
              and exists (select from team_members m where m.user_id = person.id)
       where role.id is not null or person.id is not null
    ) named
   order by a.id desc`;

/** A page of approvals, the newest first. */
export async function listApprovals(
  scope: Scope,
  query: ApprovalFilter & { cursor?: string | undefined; limit: number },
): Promise<{ items: ApprovalView[]; nextCursor: string | null }> {
  const rows = await readWorkspace(
    scope.workspaceId,
    (sql) => sql<ApprovalRow[]>`
      with recursive ${mine(sql, scope)},
      page as (
        select a.id from approvals a join runs r on r.id = a.run_id
         where a.workspace_id = ${scope.workspaceId}
           ${query.status === "all" ? sql`` : sql`and a.status = ${query.status}`}
           ${query.status === "pending" ? sql`and ${isTimely(sql)}` : sql``}
           ${query.assigned === "me" ? sql`and ${isAssigned(sql)}` : sql``}
           ${query.runId ? sql`and a.run_id = ${query.runId}` : sql``}
           ${query.workflowId ? sql`and r.workflow_id = ${query.workflowId}` : sql``}
           ${ofAgent(sql, query.agentId)} ${ofAgent(sql, scope.agentId)}
           ${query.cursor ? sql`and a.id < ${query.cursor}` : sql``}
         order by a.id desc limit ${query.limit + 1}
      )
      ${details(sql)}`,
    "anew",
  );
  return toPage(
    rows.map((row) => viewOf(scope, row)),
    query.limit,
    (approval) => approval.id,
  );
}

/** One approval, and whether the caller is among those who are to decide; `not_found` for another workspace's. */
export async function findApproval(
  scope: Scope,
  approvalId: string,
): Promise<{ approval: ApprovalView; isAssigned: boolean }> {
  const [row] = await readWorkspace(
    scope.workspaceId,
    (sql) => sql<ApprovalRow[]>`
      with recursive ${mine(sql, scope)},
      page as (
        select a.id from approvals a join runs r on r.id = a.run_id
         where a.workspace_id = ${scope.workspaceId} and a.id = ${approvalId} ${ofAgent(sql, scope.agentId)}
      )
      ${details(sql)}`,
  );
  if (!row) throw new AppError("not_found", "There is no such approval.");
  return { approval: viewOf(scope, row), isAssigned: row.is_assigned };
}

/** One approval as its page shows it. */
export async function getApproval(scope: Scope, approvalId: string): Promise<ApprovalView> {
  return (await findApproval(scope, approvalId)).approval;
}

/** How many approvals wait for the caller's decision; no more than a badge can say are counted. */
export async function countApprovals(scope: Scope): Promise<{ count: number }> {
  if (!may(scope, "approval.decide")) return { count: 0 };
  const [row] = await readWorkspace(
    scope.workspaceId,
    (sql) => sql<{ count: number }[]>`
      with recursive ${mine(sql, scope)}
      select count(*)::int as count from (
        select from approvals a ${scope.agentId ? sql`join runs r on r.id = a.run_id` : sql``}
         where a.workspace_id = ${scope.workspaceId} and a.status = 'pending' and ${isTimely(sql)}
           and ${isAssigned(sql)} ${ofAgent(sql, scope.agentId)}
         limit ${maxCount}
      ) waiting`,
  );
  return { count: row?.count ?? 0 };
}
