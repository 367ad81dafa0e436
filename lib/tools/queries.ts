// Reads of tools: the list by keyset, one tool, where it is used, which built-in ones there are. Server only.

import { and, desc, eq, ilike, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { agents } from "@/db/schema/agents";
import { tools } from "@/db/schema/tools";
import { workflowReferences, workflows } from "@/db/schema/workflows";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import { toPage } from "../http/page";
import { AppError } from "../shared/errors";
import { builtinTools } from "./builtin-tools";
import type { BuiltinToolView, listTools as listToolsOperation, ToolSummary, ToolUse, ToolView } from "./contract";
import { findTool, visibleTools } from "./tool-row";
import { selectTools, summaryOf, viewOf } from "./views";

type ToolFilter = z.output<NonNullable<(typeof listToolsOperation)["query"]>>;

function contains(text: string): SQL | undefined {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  return or(ilike(tools.displayName, pattern), ilike(tools.name, pattern), ilike(tools.description, pattern));
}

/** A page of the tools that the scope may see, the newest first. */
export async function listTools(
  scope: Scope,
  filter: ToolFilter,
): Promise<{ items: ToolSummary[]; nextCursor: string | null }> {
  const { cursor, limit, search, kind, status, category, tag, ownerId, serverId, usable } = filter;
  return withWorkspace(scope.workspaceId, async (tx) => {
    const rows = await selectTools(tx)
      .where(
        and(
          visibleTools(scope),
          cursor ? lt(tools.id, cursor) : undefined,
          kind ? eq(tools.kind, kind) : undefined,
          status ? eq(tools.status, status) : undefined,
          category ? eq(tools.category, category) : undefined,
          tag ? sql`${tag} = any(${tools.tags})` : undefined,
          ownerId ? eq(tools.ownerId, ownerId) : undefined,
          serverId ? eq(tools.serverId, serverId) : undefined,
          search?.trim() ? contains(search.trim()) : undefined,
          usable
            ? and(eq(tools.status, "approved"), tools.isActive, sql`not ${tools.isMissing}`, isNull(tools.offered))
            : undefined,
        ),
      )
      .orderBy(desc(tools.id))
      .limit(limit + 1);
    return toPage(rows.map(summaryOf), limit, (row) => row.id);
  });
}

/** All of a tool inside a transaction; `not_found` where the scope may not see it. */
export async function viewTool(tx: Transaction, scope: Scope, toolId: string): Promise<ToolView> {
  const [row] = await selectTools(tx).where(and(eq(tools.id, toolId), visibleTools(scope)));
  if (!row) throw new AppError("not_found", "There is no such tool.");
  return viewOf(scope, row);
}

/** One tool. */
export async function getTool(scope: Scope, toolId: string): Promise<ToolView> {
  return withWorkspace(scope.workspaceId, (tx) => viewTool(tx, scope, toolId));
}

/** Workflows whose draft or live version names a tool. */
export async function readUses(tx: Transaction, scope: Scope, toolId: string): Promise<ToolUse[]> {
  return tx
    .select({
      workflowId: workflows.id,
      name: workflows.name,
      agentId: agents.id,
      inDraft: sql<boolean>`bool_or(${workflowReferences.versionId} is null)`,
      inVersion: sql<boolean>`bool_or(${workflowReferences.versionId} is not null)`,
    })
    .from(workflowReferences)
    .innerJoin(workflows, eq(workflows.id, workflowReferences.workflowId))
    .leftJoin(agents, eq(agents.workflowId, workflows.id))
    .where(
      and(
        eq(workflowReferences.workspaceId, scope.workspaceId),
        eq(workflowReferences.kind, "tool"),
        eq(workflowReferences.targetId, toolId),
        or(isNull(workflowReferences.versionId), eq(workflowReferences.versionId, workflows.publishedVersionId)),
      ),
    )
    .groupBy(workflows.id, agents.id)
    .orderBy(workflows.name)
    .limit(100);
}

/** Where a tool is used. */
export async function listToolUses(scope: Scope, toolId: string): Promise<{ items: ToolUse[] }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    await findTool(tx, scope, toolId);
    return { items: await readUses(tx, scope, toolId) };
  });
}

/** The tools that every installation brings, each with its row where it was added. */
export async function listBuiltinTools(scope: Scope): Promise<{ items: BuiltinToolView[] }> {
  const rows = await withWorkspace(scope.workspaceId, (tx) =>
    tx
      .select({ id: tools.id, name: tools.name, config: tools.config })
      .from(tools)
      .where(and(eq(tools.workspaceId, scope.workspaceId), eq(tools.kind, "builtin"))),
  );
  const idOf = new Map(rows.map(({ id, name, config }) => [String(config.builtin ?? name), id]));
  return {
    items: Object.values(builtinTools).map(({ name, title, description, inputSchema }) => ({
      ...{ name, title, description, inputSchema },
      toolId: idOf.get(name) ?? null,
    })),
  };
}
