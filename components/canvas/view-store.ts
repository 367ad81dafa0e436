// What is open in the designer: which node is being looked into, which panel stands below, where the palette was
// called. No graph in it.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { Graph } from "@/lib/graph/schema";

export type InspectorTab = "settings" | "schema" | "errors" | "lastRun";

/** Where a node is to be added: at a place of the canvas, perhaps at the end of a wire or in the middle of one. */
export interface AddRequest {
  /** On the canvas. */
  at: { x: number; y: number };
  /** On the screen, for the list that opens there. */
  screen: { x: number; y: number };
  from?: { nodeId: string; handle: string; kind: "source" | "target" };
  /** The wire that the node is put into. */
  edgeId?: string;
  /** The container that the node is put into; one that is tied to a wire or a node goes where these are. */
  parentId?: string;
}

export interface ViewState {
  opened: string | null;
  tab: InspectorTab;
  /** The field to bring into view, as validation names it. */
  focusField: string | null;
  panel: "test" | "problems" | null;
  adding: AddRequest | null;
  paletteOpen: boolean;
  /** Looked at from so far that only names can be read: nodes are drawn as plain as that. */
  isFar: boolean;
  /** What lies over the page: the variables or the settings of the graph. */
  sheet: "variables" | "settings" | null;
  /** An earlier version that is looked at instead of the draft. */
  version: { number: number; graph: Graph } | null;
}

export type ViewStore = StoreApi<ViewState>;

/** Nothing open but the palette. */
export function createView(): ViewStore {
  return createStore<ViewState>(() => ({
    opened: null,
    tab: "settings",
    focusField: null,
    panel: null,
    adding: null,
    paletteOpen: true,
    isFar: false,
    sheet: null,
    version: null,
  }));
}
