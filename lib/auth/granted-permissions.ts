// The part of a statement that tells what a user may do in a workspace: the permissions of every role held there and
// of the roles it inherits from. Written once, because three statements must never disagree about it.

import type { PendingQuery, Row } from "postgres";
import type { Sql } from "@/db/client";

/**
 * A lateral subquery over the tables `u` (users) and `w` (workspaces) of the statement it stands in: `is_member` and
 * `granted`, an array of codes.
 */
export function grantedPermissions(sql: Sql): PendingQuery<Row[]> {
  return sql`lateral (
    with recursive held as (
      select r.parent_role_id, r.permissions
        from user_roles ur
        join roles r on r.id = ur.role_id and r.is_active
       where ur.user_id = u.id and ur.team_id = w.team_id and (ur.workspace_id is null or ur.workspace_id = w.id)
      union
      select p.parent_role_id, p.permissions
        from held h
        join roles p on p.id = h.parent_role_id and p.is_active
    )
    select count(*) > 0 as is_member, array_agg(distinct code) filter (where code is not null) as granted
      from held left join unnest(held.permissions) code on true
  )`;
}
