// Finds who holds a session and what they may do in the workspace a request names, in one prepared statement. Nothing
// of it is remembered, so that an ended session or a lost role counts from the next request on.

import { systemSql } from "@/db/system";
import { grantedPermissions } from "./granted-permissions";
import { isPermission, type Permission } from "./permissions";

export interface SessionHolder {
  id: string;
  userId: string;
  userName: string;
  isSystemAdmin: boolean;
  /** Null where no workspace is named, or one that the user isn't a member of. */
  workspaceId: string | null;
  permissions: ReadonlySet<Permission>;
}

interface Row {
  id: string;
  user_id: string;
  name: string;
  is_system_admin: boolean;
  is_stale: boolean;
  workspace_id: string | null;
  is_member: boolean;
  granted: string[] | null;
}

/** How long a session lives without being used, in seconds, unless its user has another limit. */
export const sessionLifetimeS = 30 * 24 * 3600;
const touchEveryS = 60;
const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Notes that a session was used, which also moves its end; apart from the request, whose answer doesn't wait. */
function touchSession(id: string): void {
  systemSql()`
    update sessions s
       set last_seen_at = now(),
           expires_at = now() + make_interval(secs => coalesce(u.session_timeout_s, ${sessionLifetimeS}))
      from users u
     where s.id = ${id} and u.id = s.user_id
       and s.revoked_at is null and s.last_seen_at < now() - make_interval(secs => ${touchEveryS})`.catch(
    () => undefined,
  );
}

/** The holder of a session that is neither revoked nor expired, in the workspace with this slug or id. */
export async function findSession(tokenHash: string, workspace: string | null): Promise<SessionHolder | null> {
  const sql = systemSql();
  const workspaceId = workspace && uuidPattern.test(workspace) ? workspace : null;
  const [row] = await sql<Row[]>`
    select s.id, s.user_id, u.name, u.is_system_admin, w.id as workspace_id, g.is_member, g.granted,
           s.last_seen_at < now() - make_interval(secs => ${touchEveryS}) as is_stale
      from sessions s
      join users u on u.id = s.user_id and u.status = 'active'
      left join workspaces w on w.slug = ${workspace} or w.id = ${workspaceId}::uuid
      left join ${grantedPermissions(sql)} g on true
     where s.token_hash = ${tokenHash} and s.revoked_at is null and s.expires_at > now()
     -- A slug may look like another workspace's id; the id is meant.
     order by w.id = ${workspaceId}::uuid desc nulls last
     limit 1`;
  if (!row) return null;
  if (row.is_stale) touchSession(row.id);
  return {
    id: row.id,
    userId: row.user_id,
    userName: row.name,
    isSystemAdmin: row.is_system_admin,
    workspaceId: row.is_member ? row.workspace_id : null,
    permissions: new Set((row.granted ?? []).filter(isPermission)),
  };
}
