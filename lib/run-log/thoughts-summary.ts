// The line above the folded thoughts, as data: how many steps, how long, and what goes on now. The words around it
// belong to the interface, in the reader's language.

import { comparePlaces } from "./compare-places";
import type { NodeState, RunState } from "./state";
import { isThought } from "./transcript";

export interface ThoughtsSummary {
  steps: number;
  /** How long at least one of them was thinking; overlapping thoughts count once. */
  durationMs: number;
  /** Steps that go on now. */
  running: number;
  failed: number;
  /** The thought that goes on now and began last. */
  current: { path: string; type: string; name: string; summary: string | null } | null;
}

/** Sums up the thoughts of a run at a moment; null where nothing was thought. */
export function summarizeThoughts(state: RunState, now: number): ThoughtsSummary | null {
  const thoughts = [...state.nodes.values()].filter(isThought);
  if (thoughts.length === 0) return null;
  const running = thoughts.filter((node) => node.status === "running" || node.status === "paused");
  const latest = running.sort((a, b) => b.startedAt - a.startedAt || comparePlaces(a, b))[0];
  return {
    steps: thoughts.length,
    durationMs: unionMs(thoughts, state.endedAt ?? now),
    running: running.length,
    failed: thoughts.filter((node) => node.status === "failed").length,
    current: latest ? { path: latest.path, type: latest.nodeType, name: latest.name, summary: latest.summary } : null,
  };
}

function unionMs(nodes: readonly NodeState[], now: number): number {
  const spans = nodes.map((node) => [node.startedAt, node.endedAt ?? Math.max(now, node.startedAt)] as const);
  let total = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const [from, to] of spans.sort((a, b) => a[0] - b[0])) {
    total += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return total;
}
