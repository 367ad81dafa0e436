// Removes a provider with its models, unless a workflow uses one of them. Server only.

import { and, eq } from "drizzle-orm";
import { modelProviders, models } from "@/db/schema/models";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../../audit/record-audit";
import type { Scope } from "../../auth/scope";
import { AppError } from "../../shared/errors";
import type { Use } from "../contract";
import { forgetModels } from "../load-model";
import { listUses } from "../queries";

/** Removes it; throws `in_use` with the workflows in the way. */
export async function deleteProvider(scope: Scope, providerId: string): Promise<void> {
  const own = and(eq(modelProviders.id, providerId), eq(modelProviders.workspaceId, scope.workspaceId));
  await withWorkspace(scope.workspaceId, async (tx) => {
    const [row] = await tx.select({ name: modelProviders.name }).from(modelProviders).where(own).for("update");
    if (!row) throw new AppError("not_found", "There is no such provider here that can be removed.");
    const owned = await tx
      .select({ id: models.id })
      .from(models)
      .where(and(eq(models.providerId, providerId), eq(models.workspaceId, scope.workspaceId)));
    const ids = owned.map(({ id }) => id);
    refuseWhileUsed(row.name, await listUses(tx, scope, ids));
    await tx.delete(modelProviders).where(own);
    await recordAudit(tx, scope, {
      eventType: "delete",
      action: "provider.delete",
      resource: { type: "provider", id: providerId, name: row.name },
      riskLevel: "medium",
    });
  });
  forgetModels();
}

/** Throws `in_use` when there are uses. */
export function refuseWhileUsed(name: string, uses: Use[]): void {
  if (uses.length === 0) return;
  const some = uses.slice(0, 3).map((use) => `“${use.name}”`);
  const more = uses.length > some.length ? ` and ${uses.length - some.length} more` : "";
  throw new AppError("in_use", `${name} is used by ${some.join(", ")}${more}. Choose another model there first.`, {
    params: { name, count: uses.length },
    extra: { uses: uses.map(({ workflowId, name: title, agentId }) => ({ workflowId, name: title, agentId })) },
  });
}
