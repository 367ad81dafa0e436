// Reads of how calls of a model are spread: further keys, routes, and who relies on a model. Server only.

import { and, asc, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { modelKeys, modelProviders, modelRoutes, models } from "@/db/schema/models";
import { withWorkspace } from "@/db/scope";
import type { Scope } from "../auth/scope";
import type { Use } from "./contract";
import { viewOfKey } from "./key-views";
import { findModel, findProvider, listUses } from "./queries";
import { readPauses } from "./read-facts";
import type { ModelKeyView, ModelRouteView } from "./routing-contract";

const mostShown = 100;

/** The further keys of a provider, the oldest first. */
export async function listKeys(scope: Scope, providerId: string): Promise<{ items: ModelKeyView[] }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    await findProvider(tx, scope, providerId);
    const rows = await tx
      .select()
      .from(modelKeys)
      .where(eq(modelKeys.providerId, providerId))
      .orderBy(asc(modelKeys.id))
      .limit(mostShown);
    const pauses = await readPauses(
      tx,
      rows.map(({ id }) => id),
    );
    return { items: rows.map((row) => viewOfKey(row, pauses.get(row.id) ?? null)) };
  });
}

/** The models that answer for a model, in the order in which they are tried. */
export async function listRoutes(scope: Scope, modelId: string): Promise<{ items: ModelRouteView[] }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    await findModel(tx, scope, modelId);
    return { items: await readRoutes(tx, modelId) };
  });
}

/** The same inside a transaction. */
export async function readRoutes(tx: Transaction, modelId: string): Promise<ModelRouteView[]> {
  const rows = await tx
    .select({ route: modelRoutes, model: models, provider: modelProviders })
    .from(modelRoutes)
    .innerJoin(models, eq(models.id, modelRoutes.targetModelId))
    .innerJoin(modelProviders, eq(modelProviders.id, models.providerId))
    .where(eq(modelRoutes.modelId, modelId))
    .orderBy(asc(modelRoutes.priority), asc(modelRoutes.id));
  const pauses = await readPauses(
    tx,
    rows.flatMap(({ model, provider }) => [model.id, provider.id]),
  );
  return rows.map(({ route, model, provider }) => ({
    targetModelId: model.id,
    targetName: model.displayName,
    providerId: provider.id,
    providerName: provider.name,
    priority: route.priority,
    weight: route.weight,
    isActive: route.isActive,
    targetStatus: model.status,
    providerStatus: provider.status,
    pause: pauses.get(model.id) ?? pauses.get(provider.id) ?? null,
  }));
}

/** Workflows that name a model, and models for which it answers. */
export async function listModelUses(
  scope: Scope,
  modelId: string,
): Promise<{ workflows: Use[]; routes: { modelId: string; name: string }[] }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    await findModel(tx, scope, modelId);
    return { workflows: await listUses(tx, scope, [modelId]), routes: await listRoutesTo(tx, [modelId]) };
  });
}

/** Other models for which one of these answers. */
async function listRoutesTo(tx: Transaction, modelIds: string[]): Promise<{ modelId: string; name: string }[]> {
  const rows = await tx
    .selectDistinct({ modelId: models.id, name: models.displayName })
    .from(modelRoutes)
    .innerJoin(models, eq(models.id, modelRoutes.modelId))
    .where(and(inArray(modelRoutes.targetModelId, modelIds)))
    .orderBy(asc(models.displayName))
    .limit(mostShown);
  return rows.filter((row) => !modelIds.includes(row.modelId));
}
