// Adds, changes and removes models, and keeps one default for each type in a workspace. Server only.

import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { withMeanings } from "@/db/errors";
import { models } from "@/db/schema/models";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../../audit/record-audit";
import type { Scope } from "../../auth/scope";
import { AppError } from "../../shared/errors";
import type { createModel as createOperation, ModelView, updateModel as updateOperation } from "../contract";
import { fillModel, nameOfModel } from "../fill-model";
import { forgetModels } from "../load-model";
import { countRoutes, findModel, findProvider, listUses } from "../queries";
import { type ModelRow, viewOfModel } from "../views";
import { nameMeanings } from "./create-provider";
import { refuseWhileUsed } from "./delete-provider";

type NewModel = z.output<NonNullable<(typeof createOperation)["body"]>>;
type Change = z.output<NonNullable<(typeof updateOperation)["body"]>>;

/** Adds a model to a provider of the workspace. */
export async function createModel(scope: Scope, { providerId, isDefault, ...given }: NewModel): Promise<ModelView> {
  const { workspaceId, userId } = scope;
  const view = await withMeanings(nameMeanings, () =>
    withWorkspace(workspaceId, async (tx) => {
      const provider = await findProvider(tx, scope, providerId);
      if (provider.workspaceId === null) throw shared();
      const becomes = isDefault || !(await findDefault(tx, scope, given.type));
      if (becomes) await clearDefault(tx, scope, given.type);
      const [row] = await tx
        .insert(models)
        .values({
          ...fillModel(provider, given),
          workspaceId,
          isDefault: becomes && given.type === "chat" ? true : isDefault,
          createdBy: userId,
          updatedBy: userId,
        })
        .returning();
      if (!row) throw new Error("the model was not inserted");
      await recordAudit(tx, scope, {
        eventType: "create",
        action: "model.create",
        resource: { type: "model", id: row.id, name: row.name },
        after: noted(row),
      });
      return viewOfModel(row, provider, 0);
    }),
  );
  forgetModels();
  return view;
}

/** Changes a model of the workspace. */
export async function updateModel(scope: Scope, modelId: string, change: Change): Promise<ModelView> {
  const view = await withMeanings(nameMeanings, () =>
    withWorkspace(scope.workspaceId, async (tx) => {
      const { model: before, provider } = await findModel(tx, scope, modelId);
      if (before.workspaceId === null) throw shared();
      if (change.isDefault) await clearDefault(tx, scope, before.type);
      const { name: displayName, isDefault, status, ...columns } = definedOnly(change);
      const isOff = (status ?? before.status) === "disabled";
      if (isDefault && isOff)
        throw new AppError("invalid_request", "A model that is switched off can't be the default.");
      const [row] = await tx
        .update(models)
        .set({
          ...columns,
          ...(displayName === undefined ? {} : { displayName }),
          ...(change.modelId === undefined ? {} : { name: nameOfModel(provider.name, change.modelId, before.type) }),
          ...(status === undefined ? {} : { status, deprecatedAt: deprecatedSince(before, status) }),
          ...(isOff ? { isDefault: false } : isDefault === undefined ? {} : { isDefault }),
          updatedBy: scope.userId,
          updatedAt: new Date(),
        })
        .where(and(eq(models.id, modelId), eq(models.workspaceId, scope.workspaceId)))
        .returning();
      if (!row) throw new Error("the model was not updated");
      await recordAudit(tx, scope, {
        eventType: "update",
        action: "model.update",
        resource: { type: "model", id: modelId, name: row.name },
        before: noted(before),
        after: noted(row),
      });
      return viewOfModel(row, provider, await countRoutes(tx, modelId));
    }),
  );
  forgetModels();
  return view;
}

/** Removes a model of the workspace; throws `in_use` with the workflows in the way. */
export async function deleteModel(scope: Scope, modelId: string): Promise<void> {
  await withWorkspace(scope.workspaceId, async (tx) => {
    const { model } = await findModel(tx, scope, modelId);
    if (model.workspaceId === null) throw shared();
    refuseWhileUsed(model.displayName, await listUses(tx, scope, [modelId]));
    await tx.delete(models).where(and(eq(models.id, modelId), eq(models.workspaceId, scope.workspaceId)));
    await recordAudit(tx, scope, {
      eventType: "delete",
      action: "model.delete",
      resource: { type: "model", id: modelId, name: model.name },
    });
  });
  forgetModels();
}

function ofType(scope: Scope, type: ModelRow["type"]) {
  return and(eq(models.workspaceId, scope.workspaceId), eq(models.type, type), eq(models.isDefault, true));
}

async function findDefault(tx: Transaction, scope: Scope, type: ModelRow["type"]): Promise<boolean> {
  return (await tx.select({ id: models.id }).from(models).where(ofType(scope, type)).limit(1)).length > 0;
}

async function clearDefault(tx: Transaction, scope: Scope, type: ModelRow["type"]): Promise<void> {
  await tx.update(models).set({ isDefault: false }).where(ofType(scope, type));
}

function deprecatedSince(before: ModelRow, status: ModelRow["status"]): Date | null {
  return status === "deprecated" ? (before.deprecatedAt ?? new Date()) : null;
}

function shared(): AppError {
  return new AppError("forbidden", "This belongs to the whole installation and can't be changed in a workspace.");
}

function noted(row: ModelRow) {
  const { displayName, modelId, inputPrice, outputPrice, cachedPrice, currency, status, isDefault } = row;
  return { name: displayName, modelId, inputPrice, outputPrice, cachedPrice, currency, status, isDefault };
}

/** Without the keys whose value is undefined, which the database library would take as "leave as it is" anyway. */
function definedOnly<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
