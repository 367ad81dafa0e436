// How long earlier owners have worked on a run, from what is stored of its nodes: time in which at least one of them
// worked. Waiting for people, for a time or for a process that takes the run over is not work.

import type { StoredEvent } from "../run-log/stored-rows";

/** Milliseconds covered by the work of nodes; a container only holds others, so it adds nothing by itself. */
export function workedMs(events: readonly StoredEvent[]): number {
  const containers = new Set<string>();
  for (const { path } of events) {
    for (let at = path.indexOf("["); at !== -1; at = path.indexOf("[", at + 1)) containers.add(path.slice(0, at));
  }
  const spans: [from: number, to: number][] = [];
  for (const event of events) {
    if (event.type === "node.started" || containers.has(event.path)) continue;
    if (event.durationMs > 0) spans.push([event.at - event.durationMs, event.at]);
  }
  spans.sort((a, b) => a[0] - b[0]);
  let worked = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const [from, to] of spans) {
    if (to <= reached) continue;
    worked += to - Math.max(from, reached);
    reached = to;
  }
  return worked;
}
