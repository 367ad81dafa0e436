// The scope of a person who is not there: what they may do in a workspace at this moment, for what was started in their
// name, such as a link they made. Gives nothing to somebody who has left.

import { systemSql } from "@/db/system";
import { grantedPermissions } from "./granted-permissions";
import { isPermission } from "./permissions";
import type { Scope } from "./scope";

interface Row {
  user_name: string;
  workspace_name: string;
  granted: string[] | null;
}

export interface FoundScope {
  scope: Scope;
  userName: string;
  workspaceName: string;
}

/** What a user may do in a workspace; null where they are not an active member of it. */
export async function findScope(
  userId: string,
  workspaceId: string,
  request: { ip: string | null; userAgent: string | null; requestId: string },
): Promise<FoundScope | null> {
  // Membership is looked up before there is a workspace that one is in.
  const sql = systemSql();
  const [row] = await sql<Row[]>`
    select u.name as user_name, w.name as workspace_name, g.granted
      from users u
      join workspaces w on w.id = ${workspaceId}
      join ${grantedPermissions(sql)} g on g.is_member
     where u.id = ${userId} and u.status = 'active'`;
  if (!row) return null;
  const { ip, userAgent, requestId } = request;
  return {
    userName: row.user_name,
    workspaceName: row.workspace_name,
    scope: {
      workspaceId,
      userId,
      apiKeyId: null,
      agentId: null,
      permissions: new Set((row.granted ?? []).filter(isPermission)),
      actor: { name: row.user_name, ip, userAgent, sessionId: null },
      requestId,
    },
  };
}
