// The draft as it is being edited: every change is there at once, can be undone, and is on its way to the server by
// itself. One request at a time; when somebody else was faster, our edits are put onto their graph. Knows no DOM and
// no HTTP: what sends, stores and keeps time is passed in.

import { createStore, type StoreApi } from "zustand/vanilla";
import { applyEdits } from "@/lib/graph/apply-edit";
import type { Edit } from "@/lib/graph/edit-schema";
import type { Catalogue } from "@/lib/graph/node-type";
import type { Problem } from "@/lib/graph/problem";
import type { Graph } from "@/lib/graph/schema";
import { AppError } from "@/lib/shared/errors";
import type { Keeper } from "./keep-edits";
import { mergeEdit } from "./merge-edit";
import { rebaseEdits } from "./rebase-edits";
import { type NewIds, renameIds } from "./rename-ids";

export type SaveState = "saved" | "saving" | "merged" | "offline" | "refused";

export interface DraftState {
  graph: Graph;
  /** What the server has confirmed. */
  revision: number;
  saveState: SaveState;
  /** Edits that the server has not confirmed yet. */
  unsaved: number;
  /** How many of our edits could not be put onto somebody else's changes. */
  droppedCount: number;
  error: unknown;
  canUndo: boolean;
  canRedo: boolean;
}

interface Entry {
  inverse: Edit[];
  /** Edits with the same key close to each other are one entry: a text that is being typed. */
  key: string | null;
  at: number;
}

export interface DraftPorts {
  catalogue: Catalogue;
  /** Sends edits; throws AppError, with `revision` and `graph` in `extra` for a conflict. */
  send(baseRevision: number, edits: Edit[]): Promise<{ revision: number }>;
  load(): Promise<{ revision: number; graph: Graph }>;
  keeper: Keeper;
  /** Nodes and wires of ours got other ids, because somebody else took theirs. */
  onNewIds?(ids: NewIds): void;
  now(): number;
  /** Runs something later; gives how to call it off. */
  later(ms: number, run: () => void): () => void;
}

export interface Draft {
  store: StoreApi<DraftState>;
  /** Applies edits as one step of undo; gives the problem where they are refused. */
  edit(edits: readonly Edit[], key?: string): Problem | null;
  undo(): Problem | null;
  redo(): Problem | null;
  /** Sends what is unsaved now; resolves when everything is stored, or rejects with what is in the way. */
  flush(): Promise<void>;
  /** Takes the server's graph, with what is unsaved on top of it. */
  refresh(): Promise<void>;
  close(): void;
}

const batchMs = 400;
const typingMs = 1_200;
const maxBatch = 2_000;
const maxUndo = 200;
const retryMs = [1_000, 2_000, 4_000, 8_000, 15_000] as const;

/** A draft that saves itself. */
export function openDraft(start: { revision: number; graph: Graph }, ports: DraftPorts): Draft {
  const { catalogue, keeper } = ports;
  let pending: Edit[] = [];
  let inFlight: Edit[] = [];
  let sending: Promise<void> | null = null;
  /** An answer was lost: what was sent may be stored. */
  let mayBeStored = false;
  /** Somebody's changes came in since the last own edit; shown once everything is stored. */
  let hasMerged = false;
  let failures = 0;
  let undo: Entry[] = [];
  let redo: Entry[] = [];
  let callOff: (() => void) | null = null;
  let isClosed = false;

  const store = createStore<DraftState>(() => ({
    ...start,
    saveState: "saved",
    unsaved: 0,
    droppedCount: 0,
    error: null,
    canUndo: false,
    canRedo: false,
  }));

  const tell = (change: Partial<DraftState>) => {
    store.setState({
      unsaved: inFlight.length + pending.length,
      canUndo: undo.length > 0,
      canRedo: redo.length > 0,
      ...change,
    });
  };

  const keep = () => keeper.keep({ revision: store.getState().revision, edits: [...inFlight, ...pending] });

  const schedule = (ms: number) => {
    callOff?.();
    callOff = isClosed ? null : ports.later(ms, () => void sendNow());
  };

  /** Puts everything that is unsaved onto a graph of the server. */
  const rebaseOnto = (server: { revision: number; graph: Graph }, edits: readonly Edit[]) => {
    const rebased = rebaseEdits(server.graph, edits, catalogue, { mayBeStored });
    mayBeStored = false;
    inFlight = [];
    pending = rebased.edits;
    const renameEntry = (entry: Entry) => ({
      ...entry,
      inverse: entry.inverse.map((one) => renameIds(one, rebased.ids, rebased.graph, catalogue)),
    });
    undo = undo.map(renameEntry);
    redo = redo.map(renameEntry);
    tell({ graph: rebased.graph, revision: server.revision, droppedCount: rebased.dropped.length });
    if (rebased.ids.nodes.size > 0) ports.onNewIds?.(rebased.ids);
    return rebased;
  };

  async function sendOnce(): Promise<void> {
    const batch = pending.slice(0, maxBatch);
    inFlight = batch;
    pending = pending.slice(batch.length);
    tell({ saveState: store.getState().saveState === "offline" ? "offline" : "saving" });
    try {
      const { revision } = await ports.send(store.getState().revision, batch);
      inFlight = [];
      mayBeStored = false;
      failures = 0;
      const isDone = pending.length === 0;
      tell({ revision, error: null, saveState: !isDone ? "saving" : hasMerged ? "merged" : "saved" });
      if (isDone) keeper.clear();
      else keep();
    } catch (error) {
      onFailure(error);
    }
  }

  function onFailure(error: unknown): void {
    const conflict = conflictIn(error);
    if (conflict !== null) {
      rebaseOnto(conflict, [...inFlight, ...pending]);
      failures = 0;
      hasMerged = true;
      tell({ saveState: "merged", error: null });
      if (pending.length > 0) schedule(0);
      else keeper.clear();
      return;
    }
    if (error instanceof AppError && error.kind === "user") {
      pending = [...inFlight, ...pending];
      inFlight = [];
      keep();
      tell({ saveState: "refused", error });
      return;
    }
    // The answer may be lost while the edits arrived.
    mayBeStored = true;
    pending = [...inFlight, ...pending];
    inFlight = [];
    keep();
    tell({ saveState: "offline", error });
    schedule(retryMs[Math.min(failures, retryMs.length - 1)] ?? 15_000);
    failures += 1;
  }

  async function sendNow(): Promise<void> {
    callOff?.();
    callOff = null;
    if (sending) return sending;
    if (pending.length === 0) return;
    sending = sendOnce().finally(() => {
      sending = null;
      const { saveState } = store.getState();
      if (pending.length > 0 && (saveState === "saving" || saveState === "saved")) schedule(batchMs);
    });
    return sending;
  }

  function apply(edits: readonly Edit[]): { inverse: Edit[] } | Problem {
    const applied = applyEdits(store.getState().graph, edits, catalogue);
    if (!applied.ok) return applied.problem;
    const before = store.getState();
    if (applied.graph === before.graph) return { inverse: [] };
    for (const edit of edits) pending = mergeEdit(pending, edit);
    hasMerged = false;
    const saveState = before.saveState === "offline" ? "offline" : "saving";
    tell({ graph: applied.graph, saveState });
    keep();
    if (saveState !== "offline") schedule(batchMs);
    return { inverse: applied.inverse };
  }

  const step = (from: Entry[], to: Entry[]): Problem | null => {
    const entry = from.at(-1);
    if (entry === undefined) return null;
    from.pop();
    const applied = apply(entry.inverse);
    if ("code" in applied) {
      tell({});
      return applied;
    }
    if (applied.inverse.length > 0) to.push({ inverse: applied.inverse, key: null, at: ports.now() });
    tell({});
    return null;
  };

  const draft: Draft = {
    store,
    edit(edits, key) {
      const applied = apply(edits);
      if ("code" in applied) return applied;
      if (applied.inverse.length === 0) return null;
      redo = [];
      const last = undo.at(-1);
      const at = ports.now();
      if (key !== undefined && last?.key === key && at - last.at < typingMs) {
        // The earliest value is what undoing gives back.
        last.inverse = [...applied.inverse, ...last.inverse];
        last.at = at;
      } else {
        undo = [...undo.slice(-maxUndo + 1), { inverse: applied.inverse, key: key ?? null, at }];
      }
      tell({});
      return null;
    },
    undo: () => step(undo, redo),
    redo: () => step(redo, undo),
    async flush() {
      while (pending.length > 0 || sending) {
        await sendNow();
        const { saveState, error } = store.getState();
        if (saveState === "offline" || saveState === "refused") throw error;
      }
    },
    async refresh() {
      if (sending) await sending;
      const server = await ports.load();
      if (sending || server.revision <= store.getState().revision) return;
      rebaseOnto(server, pending);
      if (pending.length > 0) schedule(0);
    },
    close() {
      isClosed = true;
      callOff?.();
      if (pending.length > 0) void sendNow();
    },
  };

  const kept = keeper.read();
  if (kept !== null && kept.edits.length > 0) {
    // The browser went away before these were confirmed.
    mayBeStored = kept.revision < start.revision;
    const rebased = rebaseOnto(start, kept.edits);
    if (rebased.edits.length > 0) {
      tell({ saveState: "saving" });
      schedule(0);
    } else keeper.clear();
  }
  return draft;
}

/** The server's graph in the answer to edits that came too late; null for any other failure. */
function conflictIn(error: unknown): { revision: number; graph: Graph } | null {
  if (!(error instanceof AppError) || error.code !== "revision_conflict") return null;
  const { revision, graph } = error.extra;
  // The server answers a conflict with the draft as it is, in the form of the contract.
  return typeof revision === "number" && graph ? { revision, graph: graph as unknown as Graph } : null;
}
