// Finds who holds a session and what they may do in the workspace a request names, in one prepared statement. Nothing
// of it is remembered, so that an ended session or a lost role counts from the next request on.

import { systemSql } from "@/db/system";
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
  permissions: string[] | null;
}

/** How long a session lives without being used, in seconds, unless its user has another limit. */
export const sessionLifetimeS = 30 * 24 * 3600;
const touchEveryS = 60;

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
  const [row] = await systemSql()<Row[]>`
      select s.id, s.user_id, u.name, u.is_system_admin, w.id as workspace_id, w.permissions,
             s.last_seen_at < now() - make_interval(secs => ${touchEveryS}) as is_stale
        from sessions s
        join users u on u.id = s.user_id and u.status = 'active'
        left join lateral (
          with recursive held as (
            select ws.id as workspace_id, r.parent_role_id, r.permissions
              from workspaces ws
              join user_roles ur on ur.team_id = ws.team_id and ur.user_id = s.user_id
                                and (ur.workspace_id is null or ur.workspace_id = ws.id)
              join roles r on r.id = ur.role_id and r.is_active
             where ws.slug = ${workspace} or ws.id::text = ${workspace}
            union
            select h.workspace_id, p.parent_role_id, p.permissions
              from held h join roles p on p.id = h.parent_role_id and p.is_active
          )
          select workspace_id as id, array_agg(distinct code) as permissions
            from held left join unnest(held.permissions) code on true
           group by workspace_id
        ) w on ${workspace}::text is not null
       where s.token_hash = ${tokenHash} and s.revoked_at is null and s.expires_at > now()`;
  if (!row) return null;
  if (row.is_stale) touchSession(row.id);
  return {
    id: row.id,
    userId: row.user_id,
    userName: row.name,
    isSystemAdmin: row.is_system_admin,
    workspaceId: row.workspace_id,
    permissions: new Set((row.permissions ?? []).filter(isPermission)),
  };
}
