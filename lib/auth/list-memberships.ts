// The workspaces a person belongs to: read before one is chosen, so as the system, and always for one user.

import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { systemSql } from "@/db/system";
import type { Membership } from "./contract";

/** The workspaces of a user with the highest role held in each, by name. */
export async function listMemberships(userId: string): Promise<Membership[]> {
  return systemSql()<Membership[]>`
    select distinct on (w.name, w.id) w.id, w.name, w.slug, r.display_name as role
      from user_roles ur
      join roles r on r.id = ur.role_id and r.is_active
      join workspaces w on w.team_id = ur.team_id and (ur.workspace_id is null or ur.workspace_id = w.id)
     where ur.user_id = ${userId}
     order by w.name, w.id, r.level desc`;
}

/** Only their ids, inside a transaction of the system. */
export async function listWorkspaceIds(tx: Transaction, userId: string): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select distinct w.id
      from user_roles ur
      join workspaces w on w.team_id = ur.team_id and (ur.workspace_id is null or ur.workspace_id = w.id)
     where ur.user_id = ${userId}`);
  return rows.map((row) => row.id);
}
