// What a test run looks like on the canvas: the state of each node and of each wire. Folded states change in place, so
// this makes of them values that stay the same objects while nothing changes. Pure but for the store.

import { createStore, type StoreApi } from "zustand/vanilla";
import type { GraphEdge } from "@/lib/graph/schema";
import type { NodeStatus, RunError } from "@/lib/run-log/events";
import type { NodeState, RunState } from "@/lib/run-log/state";
import type { Connection } from "@/lib/runs/follow-client";

export interface NodeRun {
  path: string;
  attempt: number;
  status: NodeStatus;
  startedAt: number;
  durationMs: number | null;
  tokens: number | null;
  handles: readonly string[];
  error: RunError | null;
}

export type RunPhase = "idle" | "starting" | "running" | "ended";

export interface RunViewState {
  phase: RunPhase;
  runId: string | null;
  connection: Connection | null;
  /** Folded in place: read it while drawing, don't keep it. `tick` changes whenever it did. */
  run: RunState | null;
  tick: number;
  nodes: ReadonlyMap<string, NodeRun>;
  /** Why the run could not be started or followed. */
  error: unknown;
}

const nothing: RunViewState = {
  phase: "idle",
  runId: null,
  connection: null,
  run: null,
  tick: 0,
  nodes: new Map(),
  error: null,
};

export type RunViewStore = StoreApi<RunViewState>;

/** A view of no run. */
export function createRunView(): RunViewStore {
  return createStore<RunViewState>(() => nothing);
}

/** What a run looks like before anything of it is known. */
export function emptyRunView(change: Partial<RunViewState> = {}): RunViewState {
  return { ...nothing, ...change };
}

/** The nodes of a run by node id; those that did not change are the objects they were. */
export function nodeRunsOf(run: RunState, before: ReadonlyMap<string, NodeRun>): Map<string, NodeRun> {
  const nodes = new Map<string, NodeRun>();
  for (const node of run.nodes.values()) {
    const old = before.get(node.nodeId);
    nodes.set(node.nodeId, old && isUnchanged(old, node) ? old : viewOf(node));
  }
  return nodes;
}

function tokensOf(node: NodeState): number | null {
  return node.usage ? node.usage.promptTokens + node.usage.completionTokens : null;
}

function isUnchanged(old: NodeRun, node: NodeState): boolean {
  return (
    old.path === node.path &&
    old.attempt === node.attempt &&
    old.status === node.status &&
    old.durationMs === node.durationMs &&
    old.tokens === tokensOf(node)
  );
}

function viewOf(node: NodeState): NodeRun {
  const { path, attempt, status, startedAt, durationMs, handles, error } = node;
  return { path, attempt, status, startedAt, durationMs, tokens: tokensOf(node), handles: [...handles], error };
}

export type EdgeLook = "plain" | "taken" | "live" | "dead";

/** How a wire is drawn: as the way a run took, as one that something is under way on, or as a dead one. */
export function edgeLook({ nodes, phase }: Pick<RunViewState, "nodes" | "phase">, edge: GraphEdge): EdgeLook {
  if (nodes.size === 0) return "plain";
  const source = nodes.get(edge.source);
  // Once a run has ended, what it never reached leads nowhere.
  if (!source && phase === "ended") return "dead";
  if (!source || source.status === "running" || source.status === "paused") return "plain";
  if (source.status === "skipped" || !source.handles.includes(edge.sourceHandle)) return "dead";
  const target = nodes.get(edge.target)?.status;
  // A way that was open leads to nothing that was skipped, unless the wire's own condition did not hold.
  if (target === "skipped") return "dead";
  return target === "running" ? "live" : "taken";
}
