"use client";
// What every part of the designer shares: the draft, what is on the canvas, what is open, problems and the test run.
// Each is a store of its own, so that a part hears only of what it shows.

import { createContext, type ReactNode, useContext } from "react";
import { useStore } from "zustand";
import type { Edit } from "@/lib/graph/edit-schema";
import type { Graph, GraphEdge } from "@/lib/graph/schema";
import type { WorkflowView } from "@/lib/workflows/contract";
import type { Canvas, CanvasState } from "./canvas-store";
import type { Draft, DraftState } from "./draft-store";
import type { NodeKinds } from "./node-kinds";
import type { ProblemList, ProblemState } from "./problem-list";
import type { RunViewState, RunViewStore } from "./run-view";
import type { Trial, TrialState } from "./trial";
import type { ViewState, ViewStore } from "./view-store";

export interface Designer {
  workspace: string;
  workflow: WorkflowView;
  may: { edit: boolean; publish: boolean; run: boolean };
  draft: Draft;
  canvas: Canvas;
  view: ViewStore;
  problems: ProblemList;
  run: RunViewStore;
  trial: Trial;
  kinds: NodeKinds;
  /** Applies edits; says why and gives false where they are refused. */
  edit(edits: readonly Edit[], key?: string): boolean;
}

const Context = createContext<Designer | null>(null);

export function DesignerProvider({ designer, children }: { designer: Designer; children: ReactNode }) {
  return <Context value={designer}>{children}</Context>;
}

/** The designer around the calling component. */
export function useDesigner(): Designer {
  const designer = useContext(Context);
  if (!designer) throw new Error("There is no designer around this component.");
  return designer;
}

export const useDraft = <T,>(select: (state: DraftState) => T): T => useStore(useDesigner().draft.store, select);
export const useCanvas = <T,>(select: (state: CanvasState) => T): T => useStore(useDesigner().canvas.store, select);
export const useView = <T,>(select: (state: ViewState) => T): T => useStore(useDesigner().view, select);
export const useProblems = <T,>(select: (state: ProblemState) => T): T =>
  useStore(useDesigner().problems.store, select);
export const useTrial = <T,>(select: (state: TrialState) => T): T => useStore(useDesigner().trial.store, select);
export const useRun = <T,>(select: (state: RunViewState) => T): T => useStore(useDesigner().run, select);

/** Whether the graph that is shown can be changed: the draft can, an earlier version can't. */
export function useReadOnly(): boolean {
  const { may } = useDesigner();
  const isVersion = useView((view) => view.version !== null);
  return isVersion || !may.edit;
}

/** The wire that is looked into: the only thing that is selected, while no node is open. */
export function useOpenedEdge(): GraphEdge | undefined {
  const isNodeOpened = useView((view) => view.opened !== null);
  const edgeId = useCanvas(({ selectedNodes, selectedEdges }) =>
    selectedNodes.length === 0 && selectedEdges.length === 1 ? selectedEdges[0] : undefined,
  );
  const edge = useGraph((graph) => (edgeId === undefined ? undefined : graph.edges.find(({ id }) => id === edgeId)));
  return isNodeOpened ? undefined : edge;
}

/** Something of the graph that is shown, be it the draft or an earlier version. */
export function useGraph<T>(select: (graph: Graph) => T): T {
  const version = useView((view) => view.version?.graph ?? null);
  return useDraft((draft) => select(version ?? draft.graph));
}
