// Says which models answer for a model, in place of what was said before. Server only.

import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import { modelRoutes, models } from "@/db/schema/models";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../../audit/record-audit";
import type { Scope } from "../../auth/scope";
import { AppError } from "../../shared/errors";
import { forgetModels } from "../load-model";
import { findModel } from "../queries";
import type { ModelRouteView, replaceModelRoutes } from "../routing-contract";
import { readRoutes } from "../routing-queries";

type Wanted = z.output<NonNullable<(typeof replaceModelRoutes)["body"]>>["routes"];

/** Replaces the routes of a model of the workspace. */
export async function replaceRoutes(
  scope: Scope,
  modelId: string,
  wanted: Wanted,
): Promise<{ items: ModelRouteView[] }> {
  const { workspaceId } = scope;
  const items = await withWorkspace(workspaceId, async (tx) => {
    const { model } = await findModel(tx, scope, modelId);
    if (model.workspaceId === null) {
      throw new AppError("forbidden", "This belongs to the whole installation and can't be changed in a workspace.");
    }
    // Two who replace at the same time would leave a mixture.
    await tx.select({ id: models.id }).from(models).where(eq(models.id, modelId)).for("update");
    const targetIds = wanted.map(({ targetModelId }) => targetModelId);
    const targets = await tx
      .select({ id: models.id, type: models.type })
      .from(models)
      .where(and(inArray(models.id, [modelId, ...targetIds]), eq(models.workspaceId, workspaceId)));
    for (const [i, id] of targetIds.entries()) {
      const target = targets.find((one) => one.id === id);
      if (!target) throw refused(i, "There is no such model in this workspace.");
      if (target.type !== model.type) throw refused(i, "A model can only be replaced by one of the same type.");
    }
    const before = await readRoutes(tx, modelId);
    await tx.delete(modelRoutes).where(eq(modelRoutes.modelId, modelId));
    if (wanted.length > 0) {
      await tx.insert(modelRoutes).values(wanted.map((route) => ({ ...route, workspaceId, modelId })));
    }
    const after = await readRoutes(tx, modelId);
    await recordAudit(tx, scope, {
      eventType: "update",
      action: "model.route",
      resource: { type: "model", id: modelId, name: model.displayName },
      before: { routes: before.map(noted) },
      after: { routes: after.map(noted) },
    });
    return after;
  });
  forgetModels();
  return { items };
}

function refused(at: number, message: string): AppError {
  const path = `routes.${at}.targetModelId`;
  return new AppError("invalid_request", message, { details: [{ path, code: "invalid_target", message }] });
}

const noted = ({ targetName, priority, weight, isActive }: ModelRouteView) => ({
  model: targetName,
  priority,
  weight,
  isActive,
});
