// The model that a node names, opened and ready to be called. Runs ask for it before every call, so answers are kept
// for a few seconds: a change in another process holds within that time, one in this process at once. Server only.

import type { ModelAccess } from "../ai/access";
import { type ModelType, type Routing, readRouting } from "./read-routing";

const freshMs = 1500;
const usableMs = 3000;
const maxKept = 500;

interface Kept {
  at: number;
  routing: Routing;
  refreshing: boolean;
}
const kept = new Map<string, Kept>();
/** Counts the changes made here, so that what was read before one is not kept after it. */
let changes = 0;

/** Loads a chat model of a workspace, or its default with null; throws `model_missing`. */
export async function loadModel(workspaceId: string, modelId: string | null): Promise<ModelAccess> {
  return (await loadRouting(workspaceId, modelId, "chat")).chosen;
}

/** Loads a model with what answers for it; throws `model_missing`. */
export async function loadRouting(workspaceId: string, modelId: string | null, type: ModelType): Promise<Routing> {
  const key = `${workspaceId} ${type} ${modelId ?? ""}`;
  const found = kept.get(key);
  const age = found ? performance.now() - found.at : Number.POSITIVE_INFINITY;
  if (found && age < usableMs) {
    if (age > freshMs && !found.refreshing) {
      found.refreshing = true;
      // Whoever asks next finds a new one; a failure is met by whoever asks after this one has run out.
      readAndKeep(key, workspaceId, modelId, type).catch(() => kept.delete(key));
    }
    return found.routing;
  }
  return readAndKeep(key, workspaceId, modelId, type);
}

/** Forgets what is kept, after providers or models changed in this process. */
export function forgetModels(): void {
  changes += 1;
  kept.clear();
}

async function readAndKeep(
  key: string,
  workspaceId: string,
  modelId: string | null,
  type: ModelType,
): Promise<Routing> {
  const before = changes;
  const routing = await readRouting(workspaceId, modelId, type);
  if (before === changes) {
    kept.set(key, { at: performance.now(), routing, refreshing: false });
    const oldest = kept.keys().next();
    if (kept.size > maxKept && !oldest.done) kept.delete(oldest.value);
  }
  return routing;
}
