// What test runs of this draft do differently: nodes they stop before, nodes whose output is given instead of made. Kept
// in this browser, since it is nobody else's business; never part of the graph.

import { createStore, type StoreApi } from "zustand/vanilla";
import { isJsonObject, type JsonObject } from "@/lib/shared/json";

export interface TrialState {
  /** Outputs by node id. */
  mocks: Readonly<Record<string, JsonObject>>;
  breakpoints: readonly string[];
}

export interface Trial {
  store: StoreApi<TrialState>;
  toggleBreakpoint(nodeId: string): void;
  mock(nodeId: string, outputs: JsonObject): void;
  unmock(nodeId: string): void;
}

/** Where a trial is kept: a text under one name. */
export interface TrialStorage {
  getItem(key: string): string | null;
  setItem(key: string, text: string): void;
}

/** What is kept for a workflow's tests; empty where nothing is, or where it can't be read. */
function readTrial(text: string | null): TrialState {
  const kept: unknown = JSON.parse(text ?? "null");
  if (!isJsonObject(kept)) return { mocks: {}, breakpoints: [] };
  const { mocks, breakpoints } = kept;
  const outputs: Record<string, JsonObject> = {};
  if (isJsonObject(mocks)) for (const [id, one] of Object.entries(mocks)) if (isJsonObject(one)) outputs[id] = one;
  const ids = Array.isArray(breakpoints) ? breakpoints.filter((id) => typeof id === "string") : [];
  return { mocks: outputs, breakpoints: ids };
}

/** The trial of a workflow. */
export function openTrial(workflowId: string, storage: TrialStorage): Trial {
  const key = `weft.trial.${workflowId}`;
  const store = createStore<TrialState>(() => {
    try {
      return readTrial(storage.getItem(key));
    } catch {
      // Storage is off, or holds something else.
      return { mocks: {}, breakpoints: [] };
    }
  });
  const set = (change: Partial<TrialState>) => {
    store.setState(change);
    try {
      storage.setItem(key, JSON.stringify(store.getState()));
    } catch {
      // Storage is off or full; then it lasts as long as the page.
    }
  };
  return {
    store,
    toggleBreakpoint(nodeId) {
      const { breakpoints } = store.getState();
      const without = breakpoints.filter((id) => id !== nodeId);
      set({ breakpoints: without.length < breakpoints.length ? without : [...breakpoints, nodeId] });
    },
    mock: (nodeId, outputs) => set({ mocks: { ...store.getState().mocks, [nodeId]: outputs } }),
    unmock(nodeId) {
      const { [nodeId]: _, ...mocks } = store.getState().mocks;
      set({ mocks });
    },
  };
}

/** What of a trial is about nodes that are there. */
export function trialOf({ mocks, breakpoints }: TrialState, nodeIds: ReadonlySet<string>): TrialState {
  return {
    mocks: Object.fromEntries(Object.entries(mocks).filter(([id]) => nodeIds.has(id))),
    breakpoints: breakpoints.filter((id) => nodeIds.has(id)),
  };
}
