// The tools that a node names, opened for one run: those that are there, approved and switched on, each under a name of
// its own that models accept; and why the others can't be used. Server only.

import { and, eq, inArray } from "drizzle-orm";
import { tools } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import type { OpenTool, ToolProblem } from "../nodes/contract";
import { effectOf, isDestructive, isIdempotent } from "../shared/tool-facts";
import { nameForModels } from "./name-for-models";
import { findProblem, type ToolRow } from "./tool-row";

export interface Opener {
  workspaceId: string;
  /** Whose own drafts of tools may be used too, in tests of drafts; null = nobody's. */
  draftsOf: string | null;
}

/** Opens tools by their ids, in this order; names in `taken` are given to none, and those given are put there. */
export async function openTools(
  { workspaceId, draftsOf }: Opener,
  ids: readonly string[],
  taken = new Set<string>(),
): Promise<{ tools: OpenTool[]; problems: ToolProblem[] }> {
  const rows = ids.length === 0 ? [] : await readTools(workspaceId, ids);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const opened: OpenTool[] = [];
  const problems: ToolProblem[] = [];
  for (const id of new Set(ids)) {
    const row = byId.get(id);
    const message = row ? findProblem(row, draftsOf) : "A tool that was chosen does not exist any more.";
    if (message !== null || !row) problems.push({ id, message: message ?? "" });
    else opened.push(openTool(row, nameForModels(row.name, taken)));
  }
  return { tools: opened, problems };
}

function readTools(workspaceId: string, ids: readonly string[]): Promise<ToolRow[]> {
  return withWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(tools)
      .where(and(eq(tools.workspaceId, workspaceId), inArray(tools.id, [...ids]))),
  );
}

function openTool(row: ToolRow, name: string): OpenTool {
  return {
    id: row.id,
    source: "tool",
    name,
    title: row.displayName,
    description: row.description,
    inputSchema: row.inputSchema,
    effect: effectOf(row.annotations),
    approval: row.approval,
    approvalRule: row.approvalRule,
    isDestructive: isDestructive(row.annotations),
    isIdempotent: isIdempotent(row.annotations),
    timeoutMs: row.timeoutMs,
    maxOutputLength: row.maxOutputLength,
  };
}
