// Adds tools. What a person makes begins as a draft of their own; built-in tools are approved by nature. Server only.

import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { withMeanings } from "@/db/errors";
import { tools } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../../audit/record-audit";
import type { Scope } from "../../auth/scope";
import { AppError } from "../../shared/errors";
import type { JsonObject } from "../../shared/json";
import { builtinTools } from "../builtin-tools";
import { checkApproval, checkConfig } from "../check-tool";
import type { NewTool, ToolView } from "../contract";
import { viewTool } from "../queries";
import { notedOf } from "../views";

export const toolNameMeanings = { tools_name_key: "name_taken" } as const;

type ToolInsert = Omit<typeof tools.$inferInsert, "workspaceId" | "ownerId" | "createdBy" | "updatedBy">;

/** Adds a row and notes it; gives its id. */
export async function insertTool(tx: Transaction, scope: Scope, values: ToolInsert): Promise<string> {
  const { workspaceId, userId } = scope;
  const [row] = await tx
    .insert(tools)
    .values({ ...values, workspaceId, ownerId: userId, createdBy: userId, updatedBy: userId })
    .returning();
  if (!row) throw new Error("the tool was not inserted");
  await recordAudit(tx, scope, {
    eventType: "create",
    action: "tool.create",
    resource: { type: "tool", id: row.id, name: row.displayName },
    after: notedOf(row),
  });
  return row.id;
}

function builtinValues(name: string): ToolInsert {
  const tool = Object.hasOwn(builtinTools, name) ? builtinTools[name] : undefined;
  if (!tool) throw new AppError("invalid_request", `There is no built-in tool ${name}.`);
  const { title: displayName, description, category, inputSchema, annotations } = tool;
  return {
    ...{ name, displayName, description, category, inputSchema, annotations },
    kind: "builtin",
    config: { builtin: name },
    status: "approved",
    visibility: "shared",
  };
}

/** Adds a tool of the workspace. */
export async function createTool(scope: Scope, given: NewTool): Promise<ToolView> {
  return withMeanings(toolNameMeanings, () =>
    withWorkspace(scope.workspaceId, async (tx) => {
      if (given.kind === "builtin") return viewTool(tx, scope, await insertTool(tx, scope, builtinValues(given.name)));
      checkApproval(given.approval, given.approvalRule, given.inputSchema);
      const checked = await checkConfig(tx, scope.workspaceId, given.kind, { ...given.config } as JsonObject);
      return viewTool(tx, scope, await insertTool(tx, scope, { ...given, ...checked }));
    }),
  );
}

/** Names of a workspace's tools in lower case, in which they must differ. */
export async function readTakenNames(tx: Transaction, workspaceId: string): Promise<Set<string>> {
  const rows = await tx.select({ name: tools.name }).from(tools).where(eq(tools.workspaceId, workspaceId));
  return new Set(rows.map(({ name }) => name.toLowerCase()));
}
