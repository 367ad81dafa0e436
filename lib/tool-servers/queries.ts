// Reads of tool servers and their tools, from what is stored: a server that is down never keeps anybody waiting.
// Server only.

import { and, asc, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { agents } from "@/db/schema/agents";
import { toolServers, tools } from "@/db/schema/tools";
import { workflowReferences, workflows } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import { may, type Scope } from "../auth/scope";
import { AppError } from "../shared/errors";
import type { ServerTool, ServerUse, ToolServerView } from "./contract";
import { isRefreshing, refreshIfStale } from "./refresh-server";
import { noTools, type ServerRow, type ToolCounts, viewOfServer } from "./view-of-server";

async function countTools(tx: Transaction, scope: Scope, serverIds: string[]): Promise<Map<string, ToolCounts>> {
  if (serverIds.length === 0) return new Map();
  const count = (condition: SQL) => sql<number>`count(*) filter (where ${condition})::int`;
  const there = sql`not ${tools.isMissing}`;
  const rows = await tx
    .select({
      serverId: tools.serverId,
      all: sql<number>`count(*)::int`,
      approved: count(sql`${tools.status} = 'approved' and ${tools.offered} is null and ${there}`),
      waiting: count(sql`${tools.status} = 'pending' and ${there}`),
      changed: count(sql`${tools.offered} is not null and ${there}`),
      missing: count(sql`${tools.isMissing}`),
    })
    .from(tools)
    .where(and(eq(tools.workspaceId, scope.workspaceId), inArray(tools.serverId, serverIds)))
    .groupBy(tools.serverId);
  return new Map(rows.map(({ serverId, ...counts }) => [serverId ?? "", counts]));
}

/** Every server by name; those that were not asked for a while are asked beside. */
export async function listServers(scope: Scope): Promise<{ items: ToolServerView[] }> {
  const { rows, counts } = await withWorkspace(scope.workspaceId, async (tx) => {
    const rows = await tx
      .select()
      .from(toolServers)
      .where(eq(toolServers.workspaceId, scope.workspaceId))
      .orderBy(asc(sql`lower(${toolServers.name})`))
      .limit(500);
    return {
      rows,
      counts: await countTools(
        tx,
        scope,
        rows.map(({ id }) => id),
      ),
    };
  });
  for (const row of rows) refreshIfStale(row);
  return { items: rows.map((row) => viewOfServer(row, counts.get(row.id) ?? noTools, isRefreshing(row.id))) };
}

/** The row of a server in the scope's workspace; throws `not_found`. */
export async function findServer(tx: Transaction, scope: Scope, serverId: string): Promise<ServerRow> {
  const [row] = await tx
    .select()
    .from(toolServers)
    .where(and(eq(toolServers.workspaceId, scope.workspaceId), eq(toolServers.id, serverId)));
  if (!row) throw new AppError("not_found", "There is no such tool server.");
  return row;
}

/** One server. */
export async function getServer(scope: Scope, serverId: string): Promise<ToolServerView> {
  const { row, counts } = await withWorkspace(scope.workspaceId, async (tx) => ({
    row: await findServer(tx, scope, serverId),
    counts: await countTools(tx, scope, [serverId]),
  }));
  refreshIfStale(row);
  return viewOfServer(row, counts.get(row.id) ?? noTools, isRefreshing(row.id));
}

/** All tools of a server by name, as they are stored. */
export async function listToolsOfServer(scope: Scope, serverId: string): Promise<{ items: ServerTool[] }> {
  const rows = await withWorkspace(scope.workspaceId, async (tx) => {
    await findServer(tx, scope, serverId);
    const seen = may(scope, "tool.approve") ? undefined : eq(tools.visibility, "shared");
    return tx
      .select({
        id: tools.id,
        name: tools.name,
        remoteName: sql<string>`coalesce(${tools.config} ->> 'remoteName', ${tools.name})`,
        displayName: tools.displayName,
        description: sql<string>`left(${tools.description}, 500)`,
        status: tools.status,
        isActive: tools.isActive,
        isMissing: tools.isMissing,
        hasChanged: sql<boolean>`${tools.offered} is not null`,
        hints: tools.annotations,
        timeoutMs: tools.timeoutMs,
        usageCount: tools.usageCount,
        lastError: tools.lastError,
      })
      .from(tools)
      .where(and(eq(tools.workspaceId, scope.workspaceId), eq(tools.serverId, serverId), seen))
      .orderBy(asc(sql`lower(${tools.name})`));
  });
  return { items: rows };
}

/** What the process of a server wrote last. */
export async function getServerLog(scope: Scope, serverId: string): Promise<{ text: string }> {
  const { log } = await withWorkspace(scope.workspaceId, (tx) => findServer(tx, scope, serverId));
  return { text: log ?? "" };
}

/** Workflows whose draft or live version names a tool of the server. */
export async function listServerUses(tx: Transaction, scope: Scope, serverId: string): Promise<ServerUse[]> {
  const live = eq(workflowReferences.versionId, workflows.publishedVersionId);
  return tx
    .select({
      workflowId: workflows.id,
      name: workflows.name,
      agentId: agents.id,
      isPublished: sql<boolean>`bool_or(${workflowReferences.versionId} is not null)`,
    })
    .from(workflowReferences)
    .innerJoin(workflows, eq(workflows.id, workflowReferences.workflowId))
    .innerJoin(tools, sql`${tools.id}::text = ${workflowReferences.targetId}`)
    .leftJoin(agents, eq(agents.workflowId, workflows.id))
    .where(
      and(
        eq(workflowReferences.workspaceId, scope.workspaceId),
        eq(workflowReferences.kind, "tool"),
        eq(tools.workspaceId, scope.workspaceId),
        eq(tools.serverId, serverId),
        or(isNull(workflowReferences.versionId), live),
      ),
    )
    .groupBy(workflows.id, workflows.name, agents.id)
    .orderBy(asc(workflows.name))
    .limit(100);
}

/** The same, by itself. */
export async function getServerUses(scope: Scope, serverId: string): Promise<{ items: ServerUse[] }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    await findServer(tx, scope, serverId);
    return { items: await listServerUses(tx, scope, serverId) };
  });
}
