// Reads a model with everything that can answer for it: the models of its routes, each with the keys of its provider,
// opened and ready to be called, and the limits of all of them. Server only.

import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { modelKeys, modelProviders, modelRoutes, models } from "@/db/schema/models";
import { withWorkspace } from "@/db/scope";
import type { ModelAccess, ProviderAccess } from "../ai/access";
import { AppError } from "../shared/errors";
import type { modelTypes } from "../shared/statuses";
import { VaultError } from "../vault/make-vault";
import { ownVault } from "../vault/own-vault";
import type { Limited } from "./call-limits";
import { openModel, openProvider } from "./open-access";
import { openFurtherKey } from "./seal-provider";
import { limitsOf, type ModelRow, type ProviderRow } from "./views";

export type ModelType = (typeof modelTypes)[number];

/** One key of a target. */
export interface TargetKey {
  /** Of the key's row; null = the provider's own. */
  id: string | null;
  weight: number;
  limited: Limited;
  provider: ProviderAccess;
}

/** A model that can answer. */
export interface Target {
  model: ModelAccess;
  priority: number;
  weight: number;
  /** The model itself and its provider. */
  limited: Limited[];
  keys: TargetKey[];
}

export interface Routing {
  /** The model that was asked for. */
  chosen: ModelAccess;
  /** At least one. */
  targets: Target[];
}

type Pair = { model: ModelRow; provider: ProviderRow };
type KeyRow = typeof modelKeys.$inferSelect;

/** Reads a model, or the default of its type with null; throws `model_missing`. */
export async function readRouting(workspaceId: string, modelId: string | null, type: ModelType): Promise<Routing> {
  if (modelId !== null && !/^[0-9a-f-]{36}$/i.test(modelId)) throw missing();
  return withWorkspace(workspaceId, async (tx) => {
    const chosen = await findChosen(tx, workspaceId, modelId, type);
    if (!chosen) throw missing();
    if (isOff(chosen)) throw switchedOff(chosen.model.displayName);
    const routed = await findTargets(tx, chosen.model.id);
    const pairs = routed.length > 0 ? routed.filter((pair) => !isOff(pair)) : [{ ...chosen, priority: 0, weight: 1 }];
    if (pairs.length === 0) throw switchedOff(chosen.model.displayName);
    const keys = await findKeys(tx, [...new Set(pairs.map(({ provider }) => provider.id))]);
    const targets: Target[] = [];
    let unopened: unknown;
    for (const pair of pairs) {
      try {
        const own = keys.filter(({ providerId }) => providerId === pair.provider.id);
        targets.push(openTarget(pair, own));
      } catch (error) {
        // A key that can't be opened must not take those with it that can.
        unopened = error;
      }
    }
    const first = targets[0];
    if (!first) throw unopened;
    const own = targets.find(({ model }) => model.id === chosen.model.id);
    return { chosen: own?.model ?? openChosen(chosen, first), targets };
  });
}

function openChosen({ model, provider }: Pair, first: Target): ModelAccess {
  try {
    return openModel(model, openProvider(provider));
  } catch {
    // Others answer for it; nothing is called with what could not be opened.
    return first.model;
  }
}

async function findChosen(
  tx: Transaction,
  workspaceId: string,
  modelId: string | null,
  type: ModelType,
): Promise<Pair | undefined> {
  const [row] = await tx
    .select({ model: models, provider: modelProviders })
    .from(models)
    .innerJoin(modelProviders, eq(modelProviders.id, models.providerId))
    .where(
      and(
        or(eq(models.workspaceId, workspaceId), isNull(models.workspaceId)),
        eq(models.type, type),
        modelId === null
          ? and(inArray(models.status, ["active", "beta"]), ne(modelProviders.status, "disabled"))
          : eq(models.id, modelId),
      ),
    )
    // The default; else the workspace's own, the recommended and oldest first; else the built-in one.
    .orderBy(desc(isNotNull(models.workspaceId)), desc(models.isDefault), desc(models.isRecommended), models.id)
    .limit(1);
  return row;
}

/** Row security shows a workspace its own routes and no others. */
async function findTargets(tx: Transaction, modelId: string) {
  const rows = await tx
    .select({ route: modelRoutes, model: models, provider: modelProviders })
    .from(modelRoutes)
    .innerJoin(models, eq(models.id, modelRoutes.targetModelId))
    .innerJoin(modelProviders, eq(modelProviders.id, models.providerId))
    .where(and(eq(modelRoutes.modelId, modelId), eq(modelRoutes.isActive, true)))
    .orderBy(asc(modelRoutes.priority), asc(modelRoutes.id));
  return rows.map(({ route: { priority, weight }, model, provider }) => ({ model, provider, priority, weight }));
}

function findKeys(tx: Transaction, providerIds: string[]): Promise<KeyRow[]> {
  return tx
    .select()
    .from(modelKeys)
    .where(and(inArray(modelKeys.providerId, providerIds), eq(modelKeys.status, "active")))
    .orderBy(asc(modelKeys.id));
}

function openTarget(pair: Pair & { priority: number; weight: number }, further: readonly KeyRow[]): Target {
  const own = openProvider(pair.provider);
  const model = openModel(pair.model, own);
  const keys: TargetKey[] = further.flatMap((row) => openKey(row, own) ?? []);
  // A provider without a key of its own is called without one only where it has no other.
  if (own.apiKey !== null || keys.length === 0) {
    keys.unshift({ id: null, weight: 1, limited: { id: own.id, name: own.name, limits: {} }, provider: own });
  }
  const { priority, weight } = pair;
  const limited = [
    { id: model.id, name: model.name, limits: limitsOf(pair.model) },
    { id: own.id, name: own.name, limits: limitsOf(pair.provider) },
  ];
  return { model, priority, weight, limited, keys };
}

function openKey(row: KeyRow, own: ProviderAccess): TargetKey | null {
  try {
    const apiKey = openFurtherKey(ownVault(), row.id, row.apiKey);
    // What is built for one key is not used with another.
    const revision = `${own.revision} ${row.id} ${row.updatedAt.toISOString()}`;
    const limited = { id: row.id, name: `${own.name} · ${row.name}`, limits: limitsOf(row) };
    return { id: row.id, weight: row.weight, limited, provider: { ...own, apiKey, revision } };
  } catch (error) {
    if (error instanceof VaultError) return null;
    throw error;
  }
}

const isOff = ({ model, provider }: Pair) =>
  provider.status === "disabled" || model.status === "disabled" || model.status === "maintenance";

function switchedOff(name: string): AppError {
  return new AppError("model_missing", `The model ${name} is switched off.`, { params: { model: name } });
}

function missing(): AppError {
  return new AppError("model_missing", "The model that was chosen does not exist any more. Choose another.");
}
