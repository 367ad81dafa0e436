// A tool's row with its server's name, found for those who may know of it. Server only.

import { and, eq, or, type SQL } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { tools } from "@/db/schema/tools";
import { may, type Scope } from "../auth/scope";
import { AppError } from "../shared/errors";

export type ToolRow = typeof tools.$inferSelect;

/** Rows that the scope may see: private tools are their owner's and the approvers' alone. */
export function visibleTools(scope: Scope): SQL | undefined {
  const mine = scope.userId === null ? undefined : eq(tools.ownerId, scope.userId);
  return and(
    eq(tools.workspaceId, scope.workspaceId),
    may(scope, "tool.approve") ? undefined : or(eq(tools.visibility, "shared"), mine),
  );
}

/** A tool that the scope may see; throws `not_found`. */
export async function findTool(tx: Transaction, scope: Scope, toolId: string): Promise<ToolRow> {
  const [row] = await tx
    .select()
    .from(tools)
    .where(and(eq(tools.id, toolId), visibleTools(scope)));
  if (!row) throw new AppError("not_found", "There is no such tool.");
  return row;
}

/** Why a tool can't be used; null where it can. `draftsOf`: whose own drafts may be used too. */
export function findProblem(row: ToolRow, draftsOf: string | null): string | null {
  if (!row.isActive) return `The tool ${row.displayName} is switched off.`;
  if (row.isMissing) return `The server of the tool ${row.displayName} does not offer it any more.`;
  if (row.offered) return `The tool ${row.displayName} has changed since it was approved and has to be approved again.`;
  const isOwn = draftsOf !== null && row.ownerId === draftsOf && row.status !== "rejected";
  return row.status === "approved" || isOwn ? null : `The tool ${row.displayName} has not been approved.`;
}
