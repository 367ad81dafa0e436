// Finds a person in a workspace by the names that people use, for the command line: who has the server's keys may act
// for anybody. Never reached by a request.

import { systemSql } from "@/db/system";
import { grantedPermissions } from "./granted-permissions";
import { isPermission } from "./permissions";
import type { Scope } from "./scope";

interface Row {
  user_id: string;
  user_name: string;
  workspace_id: string;
  slug: string;
  granted: string[] | null;
}

export interface FoundMember {
  workspaceSlug: string;
  userId: string;
  userName: string;
  workspaceId: string;
  permissions: Scope["permissions"];
}

/**
 * Members that fit: the user with this e-mail address or username, else the installation's administrators; in the
 * workspace with this slug, else in every one. Those who came first are at the top.
 */
export async function findMembers(user: string | null, workspace: string | null): Promise<FoundMember[]> {
  const sql = systemSql();
  const rows = await sql<Row[]>`
    select u.id as user_id, u.name as user_name, w.id as workspace_id, w.slug, g.granted
      from users u
      cross join workspaces w
      join ${grantedPermissions(sql)} g on g.is_member
     where u.status = 'active'
       and case when ${user}::text is null then u.is_system_admin
                else lower(${user}) in (lower(u.email), lower(u.username)) end
       and (${workspace}::text is null or w.slug = ${workspace})
     order by u.id, w.id
     limit 100`;
  return rows.map((row) => ({
    workspaceSlug: row.slug,
    userId: row.user_id,
    userName: row.user_name,
    workspaceId: row.workspace_id,
    permissions: new Set((row.granted ?? []).filter(isPermission)),
  }));
}

/** The scope in which the command line acts for a member. */
export function scopeOfMember(member: FoundMember, requestId: string): Scope {
  return {
    workspaceId: member.workspaceId,
    userId: member.userId,
    apiKeyId: null,
    agentId: null,
    permissions: member.permissions,
    actor: { name: member.userName, ip: null, userAgent: "command line", sessionId: null },
    requestId,
  };
}
