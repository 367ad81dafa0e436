// What a test run looks like on the canvas: the state of each node and of each wire. Folded states change in place, so
// this makes of them values that stay the same objects while nothing changes. Pure but for the store.

import { createStore, type StoreApi } from "zustand/vanilla";
import { itemsInput } from "@/lib/graph/container";
import type { GraphEdge } from "@/lib/graph/schema";
import { isActivity, ownerOf } from "@/lib/run-log/activity-path";
import type { NodeStatus, RunError, Wait } from "@/lib/run-log/events";
import { type ShownStatus, shownStatusOf } from "@/lib/run-log/shown-status";
import type { NodeState, RunState } from "@/lib/run-log/state";
import type { Connection } from "@/lib/runs/follow-client";

export interface NodeRun {
  path: string;
  attempt: number;
  status: ShownStatus;
  startedAt: number;
  durationMs: number | null;
  tokens: number | null;
  handles: readonly string[];
  error: RunError | null;
  /** What it waits for while it is paused. */
  wait: Wait | null;
  /** Of a container: how many turns have begun, of how many where that is known, and in how many something failed. */
  turns: { begun: number; total: number | null; failed: number } | null;
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

/** The way to the container of a place and its turn: `loop[3]/fetch` lies in turn 3 of `loop`. */
const innerPath = /^(.*)\[(\d+)\]\/[^/]+$/;

interface Turns {
  begun: number;
  /** Those in which a node failed, at any depth, and nothing was drawn for that case. */
  failed: Set<number>;
}

/** How far each container is, by its path. */
function turnsIn(run: RunState): Map<string, Turns> {
  const turns = new Map<string, Turns>();
  const turnsOf = (container: string) => {
    const known = turns.get(container) ?? { begun: 0, failed: new Set() };
    turns.set(container, known);
    return known;
  };
  for (const node of run.nodes.values()) {
    const { path, status, handles } = node;
    const [, container, turn] = innerPath.exec(path) ?? [];
    if (container === undefined) continue;
    const own = turnsOf(container);
    own.begun = Math.max(own.begun, Number(turn) + 1);
    if (status !== "failed" || handles.length > 0 || isActivity(path)) continue;
    let place: string | undefined = path;
    while (place !== undefined) {
      const [, around, index]: (string | undefined)[] = innerPath.exec(place) ?? [];
      if (around !== undefined) turnsOf(around).failed.add(Number(index));
      place = around;
    }
  }
  return turns;
}

const isActive = ({ status }: { status: NodeStatus }) => status === "running" || status === "paused";

/** What pieces of a node's work wait for, by the path of the node: the first of each. */
function waitsOfActivities(run: RunState): Map<string, NonNullable<NodeState["wait"]>> {
  const waits = new Map<string, NonNullable<NodeState["wait"]>>();
  for (const { path, status, wait } of run.nodes.values()) {
    const owner = ownerOf(path);
    if (owner === null || status !== "paused" || !wait || wait.kind === "activities" || waits.has(owner)) continue;
    waits.set(owner, wait);
  }
  return waits;
}

/**
 * The nodes of a run by node id; those that did not change are the objects they were. Of a node in a container, the
 * turn it is at work in, else the latest.
 */
export function nodeRunsOf(run: RunState, before: ReadonlyMap<string, NodeRun>): Map<string, NodeRun> {
  const turns = turnsIn(run);
  const shown = new Map<string, NodeState>();
  const waits = waitsOfActivities(run);
  for (const node of run.nodes.values()) {
    if (isActivity(node.path)) continue;
    const other = shown.get(node.nodeId);
    if (!other || isActive(node) || !isActive(other)) shown.set(node.nodeId, node);
  }
  const nodes = new Map<string, NodeRun>();
  for (const [id, node] of shown) {
    const old = before.get(id);
    const own = turns.get(node.path);
    const now = node.wait?.kind === "activities" ? { ...node, wait: waits.get(node.path) ?? node.wait } : node;
    nodes.set(id, old && isUnchanged(old, now, own) ? old : viewOf(now, own));
  }
  return nodes;
}

function tokensOf(node: NodeState): number | null {
  return node.usage ? node.usage.promptTokens + node.usage.completionTokens : null;
}

function isUnchanged(old: NodeRun, node: NodeState, turns: Turns | undefined): boolean {
  return (
    old.path === node.path &&
    old.attempt === node.attempt &&
    old.status === shownStatusOf(node) &&
    old.durationMs === node.durationMs &&
    old.tokens === tokensOf(node) &&
    old.wait === node.wait &&
    (old.turns?.begun ?? 0) === (turns?.begun ?? 0) &&
    (old.turns?.failed ?? 0) === (turns?.failed.size ?? 0)
  );
}

function viewOf(node: NodeState, own: Turns | undefined): NodeRun {
  const { path, attempt, startedAt, durationMs, handles, error, wait, inputs } = node;
  const items = inputs[itemsInput];
  const total = Array.isArray(items) ? items.length : null;
  const turns = own ? { begun: own.begun, total, failed: own.failed.size } : null;
  const tokens = tokensOf(node);
  return {
    path,
    attempt,
    status: shownStatusOf(node),
    startedAt,
    durationMs,
    tokens,
    handles: [...handles],
    error,
    wait,
    turns,
  };
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
