// Changes and deletes tools. What an approved tool does or says was approved as it was: changed by somebody who does not
// approve tools, it is a draft again. Server only.

import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { withMeanings } from "@/db/errors";
import { tools } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../../audit/record-audit";
import { may, type Scope } from "../../auth/scope";
import { AppError } from "../../shared/errors";
import { checkApproval, checkConfig } from "../check-tool";
import type { ToolView, updateTool as updateOperation } from "../contract";
import { mayEditTool } from "../policy";
import { readUses, viewTool } from "../queries";
import { findTool, type ToolRow } from "../tool-row";
import { notedOf } from "../views";
import { toolNameMeanings } from "./create-tool";

type Change = z.output<NonNullable<(typeof updateOperation)["body"]>>;

/** What an approval is about: how it is called, what models are told, and when people are asked. */
const approved = [
  "name",
  "displayName",
  "description",
  "inputSchema",
  "annotations",
  "config",
  "approval",
  "approvalRule",
] as const satisfies readonly (keyof Change & keyof ToolRow)[];
/** What belongs to the server of an MCP tool, or to the release of a built-in one. */
const notOurs = ["name", "description", "inputSchema", "annotations", "config"] as const;

/** Whether a change touches what was approved. */
function isSubstantial(row: ToolRow, change: Change): boolean {
  return approved.some((field) => {
    const value = change[field];
    return value !== undefined && JSON.stringify(value) !== JSON.stringify(row[field]);
  });
}

function refuseEdit(): AppError {
  return new AppError("forbidden", "Only the tool's owner and those who approve tools may change it.", {
    params: { permission: "tool.approve" },
  });
}

function checkChange(scope: Scope, row: ToolRow, change: Change): void {
  if (!mayEditTool(scope, row)) throw refuseEdit();
  if (row.kind === "mcp" || row.kind === "builtin") {
    const field = notOurs.find((one) => change[one] !== undefined);
    if (field) throw new AppError("invalid_request", `${field}: This is not for us to change in a tool of this kind.`);
  }
  if (change.visibility === "shared" && row.status !== "approved" && !may(scope, "tool.approve")) {
    throw new AppError("forbidden", "A tool is shared when it is approved.", {
      params: { permission: "tool.approve" },
    });
  }
  const { approval, approvalRule, inputSchema } = change;
  const rule = approvalRule === undefined ? row.approvalRule : approvalRule;
  checkApproval(approval ?? row.approval, rule, inputSchema ?? row.inputSchema);
}

/** Changes a tool of the workspace. */
export async function updateTool(scope: Scope, toolId: string, change: Change): Promise<ToolView> {
  const { workspaceId, userId } = scope;
  return withMeanings(toolNameMeanings, () =>
    withWorkspace(workspaceId, async (tx) => {
      const before = await findTool(tx, scope, toolId);
      checkChange(scope, before, change);
      const { config, ...fields } = change;
      const checked = config === undefined ? {} : await checkConfig(tx, workspaceId, before.kind, config);
      const isOver = isSubstantial(before, { ...change, ...checked }) && !may(scope, "tool.approve");
      const [row] = await tx
        .update(tools)
        .set({
          ...(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<
            typeof tools.$inferInsert
          >),
          ...checked,
          ...(isOver && before.status !== "draft" ? { status: "draft" as const, submittedAt: null } : {}),
          updatedBy: userId,
          updatedAt: new Date(),
        })
        .where(and(eq(tools.id, toolId), eq(tools.workspaceId, workspaceId)))
        .returning();
      if (!row) throw new Error("the tool was not updated");
      await recordAudit(tx, scope, {
        eventType: "update",
        action: "tool.update",
        resource: { type: "tool", id: toolId, name: row.displayName },
        before: notedOf(before),
        after: notedOf(row),
      });
      return viewTool(tx, scope, toolId);
    }),
  );
}

/** Deletes a tool; throws `in_use` with the workflows in whose live version it is, unless forced. */
export async function deleteTool(scope: Scope, toolId: string, force: boolean): Promise<void> {
  await withWorkspace(scope.workspaceId, async (tx) => {
    const row = await findTool(tx, scope, toolId);
    if (!mayEditTool(scope, row)) throw refuseEdit();
    const uses = await readUses(tx, scope, toolId);
    const live = uses.filter((use) => use.inVersion);
    if (live.length > 0 && !force) {
      throw new AppError("in_use", `${row.displayName} is used by ${live.map((use) => use.name).join(", ")}.`, {
        params: { name: row.displayName, count: live.length },
        extra: { uses: uses.map((use) => ({ ...use })) },
      });
    }
    await tx.delete(tools).where(and(eq(tools.id, toolId), eq(tools.workspaceId, scope.workspaceId)));
    await recordAudit(tx, scope, {
      eventType: "delete",
      action: "tool.delete",
      resource: { type: "tool", id: toolId, name: row.displayName },
      before: notedOf(row),
      riskLevel: live.length > 0 ? "high" : "low",
    });
  });
}
