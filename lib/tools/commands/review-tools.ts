// The way of a tool from a draft to everybody: submitted by its owner, approved or rejected by those who may, taken
// back. Several at a time, all or none. Server only.

import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { tools } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import type { AuditAction } from "../../audit/action-rules";
import { recordAudit } from "../../audit/record-audit";
import type { Scope } from "../../auth/scope";
import { AppError } from "../../shared/errors";
import type { ToolStatus } from "../../shared/statuses";
import type { ToolSummary } from "../contract";
import { mayEditTool } from "../policy";
import { type ToolRow, visibleTools } from "../tool-row";
import { notedOf, selectTools, summaryOf } from "../views";

type Values = Partial<typeof tools.$inferInsert>;

interface Move {
  action: AuditAction;
  from: readonly ToolStatus[];
  /** Said where a tool is in another state. */
  refusal: string;
  needsOwner: boolean;
  change(row: ToolRow): Values;
  note?: string;
}

async function findTools(tx: Transaction, scope: Scope, ids: readonly string[]): Promise<ToolRow[]> {
  const rows = await tx
    .select()
    .from(tools)
    .where(and(inArray(tools.id, [...ids]), visibleTools(scope)))
    .orderBy(tools.id)
    .for("update");
  if (rows.length < new Set(ids).size) throw new AppError("not_found", "There is no such tool.");
  return rows;
}

async function moveTool(tx: Transaction, scope: Scope, row: ToolRow, move: Move): Promise<void> {
  const [after] = await tx
    .update(tools)
    .set({ ...move.change(row), updatedBy: scope.userId, updatedAt: new Date() })
    .where(and(eq(tools.id, row.id), eq(tools.workspaceId, scope.workspaceId)))
    .returning();
  if (!after) throw new Error("the tool was not updated");
  await recordAudit(tx, scope, {
    eventType: "update",
    action: move.action,
    resource: { type: "tool", id: row.id, name: row.displayName },
    before: notedOf(row),
    after: notedOf(after),
    ...(move.note ? { metadata: { note: move.note } } : {}),
    riskLevel: move.action === "tool.approve" ? "medium" : "low",
  });
}

async function moveTools(scope: Scope, ids: readonly string[], move: Move): Promise<{ items: ToolSummary[] }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const rows = await findTools(tx, scope, ids);
    for (const row of rows) {
      if (move.needsOwner && !mayEditTool(scope, row)) {
        throw new AppError("forbidden", "Only the tool's owner and those who approve tools may do this.", {
          params: { permission: "tool.approve" },
        });
      }
      if (!move.from.includes(row.status) && !(row.offered && move.action === "tool.approve")) {
        throw new AppError("conflict", `${row.displayName}: ${move.refusal}`, { params: { name: row.displayName } });
      }
    }
    for (const row of rows) await moveTool(tx, scope, row, move);
    const after = await selectTools(tx).where(
      inArray(
        tools.id,
        rows.map((row) => row.id),
      ),
    );
    return { items: after.map(summaryOf) };
  });
}

/** Asks for the approval of tools. */
export function submitTools(scope: Scope, ids: readonly string[]): Promise<{ items: ToolSummary[] }> {
  return moveTools(scope, ids, {
    action: "tool.submit",
    from: ["draft", "rejected"],
    refusal: "Only drafts and rejected tools can be submitted.",
    needsOwner: true,
    change: () => ({ status: "pending", submittedAt: new Date() }),
  });
}

/** Takes back what was submitted or approved. */
export function withdrawTools(scope: Scope, ids: readonly string[]): Promise<{ items: ToolSummary[] }> {
  return moveTools(scope, ids, {
    action: "tool.withdraw",
    from: ["pending", "approved"],
    refusal: "It waits for nobody and is not approved, so there is nothing to take back.",
    needsOwner: true,
    change: () => ({ status: "draft", submittedAt: null }),
  });
}

/** What the tool's server tells of it now, where that differs from what was approved. */
function offeredOf({ offered }: ToolRow): Values {
  if (!offered) return {};
  const { description, inputSchema, annotations } = offered;
  return { description, inputSchema, annotations, offered: null };
}

/** Approves or rejects tools. */
export async function reviewTools(
  scope: Scope,
  ids: readonly string[],
  { decision, note }: { decision: "approve" | "reject"; note: string },
): Promise<{ items: ToolSummary[] }> {
  const reviewed = { reviewedBy: scope.userId, reviewedAt: new Date(), reviewNote: note === "" ? null : note };
  if (decision === "approve") {
    return moveTools(scope, ids, {
      action: "tool.approve",
      from: ["draft", "pending", "rejected"],
      refusal: "It is approved already.",
      needsOwner: false,
      note,
      change: (row) => ({ ...offeredOf(row), ...reviewed, status: "approved", visibility: "shared" }),
    });
  }
  if (note === "") {
    const details = [{ path: "note", code: "required", message: "Say why, so that it can be made better." }];
    throw new AppError("invalid_request", "note: Say why, so that it can be made better.", { details });
  }
  return moveTools(scope, ids, {
    action: "tool.reject",
    from: ["draft", "pending", "approved"],
    refusal: "It is rejected already.",
    needsOwner: false,
    note,
    change: () => ({ ...reviewed, status: "rejected" }),
  });
}
