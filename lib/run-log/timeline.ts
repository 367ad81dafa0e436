// The bars of a run's timeline: which node ran from when to when, relative to the run. No pixels and no words.

import { isActivity } from "./activity-path";
import { comparePlaces } from "./compare-places";
import { type ShownStatus, shownStatusOf } from "./shown-status";
import type { RunState } from "./state";

export interface TimelineRow {
  path: string;
  /** How many containers it lies in, and one more for an activity of a node. */
  depth: number;
  nodeId: string;
  name: string;
  nodeType: string;
  status: ShownStatus;
  attempt: number;
  retries: number;
  offsetMs: number;
  /** How long it has worked. */
  durationMs: number;
  /** From its start to its end, with what it waited for others. */
  lengthMs: number;
}

export interface Timeline {
  rows: TimelineRow[];
  /** Length of the whole axis; 0 where nothing has run. */
  totalMs: number;
}

/** The timeline of a run at a moment; skipped nodes have no bar and are left out. */
export function timelineOf(state: RunState, now: number): Timeline {
  const nodes = [...state.nodes.values()].filter((node) => node.status !== "skipped");
  const origin = nodes.reduce((least, node) => Math.min(least, node.startedAt), state.startedAt ?? Infinity);
  const end = state.endedAt ?? now;
  nodes.sort((a, b) => a.startedAt - b.startedAt || comparePlaces(a, b));
  let totalMs = Number.isFinite(origin) ? Math.max(0, end - origin) : 0;
  const rows = nodes.map((node) => {
    const offsetMs = node.startedAt - origin;
    const durationMs = node.durationMs ?? Math.max(0, end - node.startedAt);
    const lengthMs = Math.max(durationMs, (node.endedAt ?? end) - node.startedAt);
    totalMs = Math.max(totalMs, offsetMs + lengthMs);
    return {
      path: node.path,
      depth: node.path.split("/").length - (isActivity(node.path) ? 0 : 1),
      nodeId: node.nodeId,
      name: node.name,
      nodeType: node.nodeType,
      status: shownStatusOf(node),
      attempt: node.attempt,
      retries: node.retries,
      offsetMs,
      durationMs,
      lengthMs,
    };
  });
  return { rows, totalMs };
}
