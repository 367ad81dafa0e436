// Reads of a workspace, its members and what the installation may reach.

import { eq } from "drizzle-orm";
import { z } from "zod";
import { systemSettings } from "@/db/schema/platform";
import { workspaces } from "@/db/schema/tenancy";
import { readWorkspace, withWorkspace } from "@/db/scope";
import { asSystem } from "@/db/system";
import type { Scope } from "../auth/scope";
import { toPage } from "../http/page";
import { isLocale } from "../i18n/locales";
import { AppError } from "../shared/errors";
import { type Member, type Quotas, quotasSchema, type RoleView, type WorkspaceView } from "./contract";

export type WorkspaceRow = typeof workspaces.$inferSelect;

/** The limits that settings name; what is none counts as not named. */
function quotasOf({ settings }: WorkspaceRow): Quotas {
  const { maxConcurrentRuns, maxBackgroundRuns } = quotasSchema.shape;
  const stored = z
    .object({ maxConcurrentRuns: maxConcurrentRuns.catch(null), maxBackgroundRuns: maxBackgroundRuns.catch(null) })
    .safeParse(settings.quotas);
  return stored.data ?? { maxConcurrentRuns: null, maxBackgroundRuns: null };
}

/** A workspace's row as pages and the API show it. */
export function toWorkspace(row: WorkspaceRow): WorkspaceView {
  const { languages } = row.settings;
  const known = Array.isArray(languages) ? languages.map(String).filter(isLocale) : [];
  return {
    id: row.id,
    name: row.name,
    slug: row.slug,
    languages: known.length > 0 ? known : ["en"],
    quotas: quotasOf(row),
    createdAt: row.createdAt.toISOString(),
  };
}

/** The scope's workspace. */
export async function getWorkspace(scope: Scope): Promise<WorkspaceView> {
  const [row] = await withWorkspace(scope.workspaceId, (tx) =>
    tx.select().from(workspaces).where(eq(workspaces.id, scope.workspaceId)),
  );
  if (!row) throw new AppError("not_found", "There is no such workspace.");
  return toWorkspace(row);
}

interface MemberRow extends Omit<Member, "lastLoginAt"> {
  lastLoginAt: Date | null;
}

/** The members of the scope's workspace with the highest role of each, those who came first at the top. */
export async function listMembers(
  scope: Scope,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: Member[]; nextCursor: string | null }> {
  const { workspaceId } = scope;
  const rows = await readWorkspace(
    workspaceId,
    (sql) => sql<MemberRow[]>`
      select u.id, u.name, u.email, u.username, u.status, u.last_login_at as "lastLoginAt", held.role, held.code as "roleCode"
        from users u
        join lateral (
          select r.display_name as role, case when r.team_id is null then r.name end as code
            from user_roles ur
            join roles r on r.id = ur.role_id and r.is_active
            join workspaces w on w.id = ${workspaceId} and w.team_id = ur.team_id
           where ur.user_id = u.id and (ur.workspace_id is null or ur.workspace_id = w.id)
           order by r.level desc limit 1
        ) held on true
       where u.status <> 'deleted' and (${page.cursor ?? null}::uuid is null or u.id > ${page.cursor ?? null}::uuid)
       order by u.id
       limit ${page.limit + 1}`,
  );
  const items = rows.map((row) => ({ ...row, lastLoginAt: row.lastLoginAt?.toISOString() ?? null }));
  return toPage(items, page.limit, (item) => item.id);
}

/** The roles that members of the scope's workspace can have, the highest first. */
export async function listRoles({ workspaceId }: Scope): Promise<RoleView[]> {
  return readWorkspace(
    workspaceId,
    (sql) => sql<RoleView[]>`
      select r.id, r.display_name as name, case when r.team_id is null then r.name end as code
        from roles r
        join workspaces w on w.id = ${workspaceId}
       where r.is_active and (r.team_id is null or r.team_id = w.team_id)
       order by r.level desc, r.id
       limit 200`,
  );
}

/** The setting that says which private addresses nodes and providers may call. */
export const networkAllowKey = "net.allow";
const storedList = z.array(z.string());

/** Private addresses that the installation's owners allowed. */
export async function getNetworkSettings(): Promise<{ allow: string[] }> {
  // Settings belong to the installation.
  const [row] = await asSystem((tx) =>
    tx.select({ value: systemSettings.value }).from(systemSettings).where(eq(systemSettings.key, networkAllowKey)),
  );
  return { allow: storedList.safeParse(row?.value).data ?? [] };
}
