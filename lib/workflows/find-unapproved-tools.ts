// A version may only use tools that an administrator has approved as they are. In tests of drafts their owners try them
// before, so it is told only where a draft is about to be published.

import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { tools } from "@/db/schema/tools";
import type { Problem } from "../graph/problem";
import type { Graph } from "../graph/schema";
import { definitionOf } from "../nodes/catalogue";

/** Whether a row of the tools may be used by versions. */
export const usableTool = sql<boolean>`${tools.status} = 'approved' and ${tools.isActive} and not ${tools.isMissing} and ${tools.offered} is null`;

interface Use {
  nodeId: string;
  field: string;
  toolId: string;
}

function usesOf(graph: Graph): Use[] {
  return graph.nodes.flatMap(({ id: nodeId, type, config }) =>
    Object.entries(definitionOf(type)?.contents ?? {}).flatMap(([key, content]) => {
      if (content !== "tool") return [];
      const value = config[key] ?? null;
      const ids = Array.isArray(value) ? value : [value];
      return ids.flatMap((toolId) => (typeof toolId === "string" ? [{ nodeId, field: `config.${key}`, toolId }] : []));
    }),
  );
}

/** A problem for every use of a tool that is there but may not be used. */
export async function findUnapprovedTools(tx: Transaction, workspaceId: string, graph: Graph): Promise<Problem[]> {
  const uses = usesOf(graph);
  const ids = [...new Set(uses.map((use) => use.toolId))].filter((id) => /^[0-9a-f-]{36}$/i.test(id));
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: tools.id, title: tools.displayName })
    .from(tools)
    .where(and(eq(tools.workspaceId, workspaceId), inArray(tools.id, ids), sql`not (${usableTool})`));
  const titles = new Map(rows.map((row) => [row.id, row.title]));
  return uses.flatMap(({ nodeId, field, toolId }): Problem[] => {
    const tool = titles.get(toolId);
    return tool === undefined
      ? []
      : [{ code: "tool_not_approved", severity: "error", nodeId, field, params: { tool } }];
  });
}
