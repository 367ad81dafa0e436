// Reads of API keys. Neither the key nor its hash ever leaves.

import { and, desc, eq, isNull, lt } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { apiKeys } from "@/db/schema/access";
import { agents } from "@/db/schema/agents";
import { users } from "@/db/schema/identity";
import { withWorkspace } from "@/db/scope";
import { isPermission } from "../auth/permissions";
import type { Scope } from "../auth/scope";
import { toPage } from "../http/page";
import type { ApiKeyView } from "./contract";

/** Keys of a workspace as lists show them, the newest first. */
export async function readApiKeys(
  tx: Transaction,
  workspaceId: string,
  only: { id?: string; before?: string | undefined; limit: number },
): Promise<ApiKeyView[]> {
  const rows = await tx
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      prefix: apiKeys.prefix,
      permissions: apiKeys.permissions,
      agentId: apiKeys.agentId,
      agentName: agents.name,
      allowedIps: apiKeys.allowedIps,
      rateLimit: apiKeys.rateLimit,
      expiresAt: apiKeys.expiresAt,
      lastUsedAt: apiKeys.lastUsedAt,
      createdAt: apiKeys.createdAt,
      ownerName: users.name,
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.userId))
    .leftJoin(agents, and(eq(agents.workspaceId, apiKeys.workspaceId), eq(agents.id, apiKeys.agentId)))
    .where(
      and(
        eq(apiKeys.workspaceId, workspaceId),
        isNull(apiKeys.revokedAt),
        only.id ? eq(apiKeys.id, only.id) : undefined,
        only.before ? lt(apiKeys.id, only.before) : undefined,
      ),
    )
    .orderBy(desc(apiKeys.id))
    .limit(only.limit);
  return rows.map((row) => ({
    ...row,
    permissions: row.permissions.filter(isPermission),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }));
}

/** A page of the scope's keys. */
export async function listApiKeys(
  scope: Scope,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ items: ApiKeyView[]; nextCursor: string | null }> {
  const rows = await withWorkspace(scope.workspaceId, (tx) =>
    readApiKeys(tx, scope.workspaceId, { before: page.cursor, limit: page.limit + 1 }),
  );
  return toPage(rows, page.limit, (row) => row.id);
}
