// Reads of the audit log: one workspace's rows, the latest first. Each filter has its index.

import { and, desc, eq, lt } from "drizzle-orm";
import type { z } from "zod";
import { auditLogs } from "@/db/schema/observability";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { toPage } from "../http/page";
import type { AuditEntry, listAuditLogs as listOperation } from "./contract";

type Filter = z.output<NonNullable<(typeof listOperation)["query"]>>;

/** A page of the scope's audit log. */
export async function listAuditLogs(
  scope: Scope,
  filter: Filter,
): Promise<{ items: AuditEntry[]; nextCursor: string | null }> {
  const rows = await withWorkspace(scope.workspaceId, (tx) =>
    tx
      .select()
      .from(auditLogs)
      .where(
        and(
          eq(auditLogs.workspaceId, scope.workspaceId),
          filter.action ? eq(auditLogs.action, filter.action) : undefined,
          filter.actorId ? eq(auditLogs.actorId, filter.actorId) : undefined,
          filter.riskLevel ? eq(auditLogs.riskLevel, filter.riskLevel) : undefined,
          filter.cursor ? lt(auditLogs.id, filter.cursor) : undefined,
        ),
      )
      .orderBy(desc(auditLogs.id))
      .limit(filter.limit + 1),
  );
  const items = rows.map(
    (row): AuditEntry => ({
      id: row.id,
      eventType: row.eventType,
      action: row.action,
      actor: { id: row.actorId, name: row.actorName, ip: row.actorIp },
      resource: { type: row.resourceType, id: row.resourceId, name: row.resourceName },
      result: row.resultStatus,
      resultCode: row.resultCode,
      riskLevel: row.riskLevel,
      before: row.before ?? null,
      after: row.after ?? null,
      requestId: row.requestId,
      createdAt: row.createdAt.toISOString(),
    }),
  );
  return toPage(items, filter.limit, (item) => item.id);
}
