// The model that a node names, opened and ready to be called. Runs ask for it before every call, so answers are kept
// for a few seconds: a change in another process holds within that time, one in this process at once. Server only.

import { and, desc, eq, inArray, isNotNull, isNull, ne, or } from "drizzle-orm";
import { modelProviders, models } from "@/db/schema/models";
import { withWorkspace } from "@/db/scope";
import type { ModelAccess } from "../ai/access";
import { AppError } from "../shared/errors";
import { openModel, openProvider } from "./open-access";

const freshMs = 1500;
const usableMs = 3000;
const maxKept = 500;

interface Kept {
  at: number;
  model: ModelAccess;
  refreshing: boolean;
}
const kept = new Map<string, Kept>();
/** Counts the changes made here, so that what was read before one is not kept after it. */
let changes = 0;

/** Loads a chat model of a workspace, or its default with null; throws `model_missing`. */
export async function loadModel(workspaceId: string, modelId: string | null): Promise<ModelAccess> {
  const key = `${workspaceId} ${modelId ?? ""}`;
  const found = kept.get(key);
  const age = found ? performance.now() - found.at : Number.POSITIVE_INFINITY;
  if (found && age < usableMs) {
    if (age > freshMs && !found.refreshing) {
      found.refreshing = true;
      // Whoever asks next finds a new one; a failure is met by whoever asks after this one has run out.
      readAndKeep(key, workspaceId, modelId).catch(() => kept.delete(key));
    }
    return found.model;
  }
  return readAndKeep(key, workspaceId, modelId);
}

/** Forgets what is kept, after providers or models changed in this process. */
export function forgetModels(): void {
  changes += 1;
  kept.clear();
}

async function readAndKeep(key: string, workspaceId: string, modelId: string | null): Promise<ModelAccess> {
  const before = changes;
  const model = await readModel(workspaceId, modelId);
  if (before === changes) {
    kept.set(key, { at: performance.now(), model, refreshing: false });
    const oldest = kept.keys().next();
    if (kept.size > maxKept && !oldest.done) kept.delete(oldest.value);
  }
  return model;
}

async function readModel(workspaceId: string, modelId: string | null): Promise<ModelAccess> {
  if (modelId !== null && !/^[0-9a-f-]{36}$/i.test(modelId)) throw missing();
  const [row] = await withWorkspace(workspaceId, (tx) =>
    tx
      .select({ model: models, provider: modelProviders })
      .from(models)
      .innerJoin(modelProviders, eq(modelProviders.id, models.providerId))
      .where(
        and(
          or(eq(models.workspaceId, workspaceId), isNull(models.workspaceId)),
          eq(models.type, "chat"),
          modelId === null
            ? and(inArray(models.status, ["active", "beta"]), ne(modelProviders.status, "disabled"))
            : eq(models.id, modelId),
        ),
      )
      // The default; else the workspace's own, the recommended and oldest first; else the built-in one.
      .orderBy(desc(isNotNull(models.workspaceId)), desc(models.isDefault), desc(models.isRecommended), models.id)
      .limit(1),
  );
  if (!row) throw missing();
  const { model, provider } = row;
  if (provider.status === "disabled" || model.status === "disabled" || model.status === "maintenance") {
    throw new AppError("model_missing", `The model ${model.displayName} is switched off.`, {
      params: { model: model.displayName },
    });
  }
  return openModel(model, openProvider(provider));
}

function missing(): AppError {
  return new AppError("model_missing", "The model that was chosen does not exist any more. Choose another.");
}
