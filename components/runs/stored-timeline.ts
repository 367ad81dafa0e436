// The timeline of a run from its stored logs: the bars are the same as those of a run that is being followed. Pure.

import { shownStatusOf } from "@/lib/run-log/shown-status";
import type { Timeline, TimelineRow } from "@/lib/run-log/timeline";
import type { NodeLogView } from "@/lib/runs/contract";

/** Of a node that started again, only its last start. */
function lastAttempts(logs: readonly NodeLogView[]): NodeLogView[] {
  const last = new Map<string, NodeLogView>();
  for (const log of logs) if ((last.get(log.path)?.attempt ?? 0) <= log.attempt) last.set(log.path, log);
  return [...last.values()];
}

/** The timeline of a run; `now` is where the bars of nodes without an end reach. */
export function timelineOfLogs(
  run: { startedAt: string | null; finishedAt: string | null },
  logs: readonly NodeLogView[],
  now: number,
): Timeline {
  const nodes = lastAttempts(logs).filter(({ status }) => status !== "skipped");
  const starts = nodes.map(({ startedAt }) => Date.parse(startedAt));
  const origin = Math.min(run.startedAt ? Date.parse(run.startedAt) : Number.POSITIVE_INFINITY, ...starts);
  if (!Number.isFinite(origin)) return { rows: [], totalMs: 0 };
  const end = run.finishedAt ? Date.parse(run.finishedAt) : now;
  const rows = nodes.map((node): TimelineRow => {
    const startedAt = Date.parse(node.startedAt);
    const durationMs = node.durationMs ?? Math.max(0, end - startedAt);
    const isOpen = node.status === "running" || node.status === "paused";
    const endedAt = node.finishedAt ? Date.parse(node.finishedAt) : isOpen ? end : startedAt;
    return {
      path: node.path,
      depth: node.path.split("/").length - 1,
      nodeId: node.nodeId,
      name: node.name,
      nodeType: node.type,
      status: shownStatusOf(node),
      attempt: node.attempt,
      retries: node.retries,
      offsetMs: startedAt - origin,
      durationMs,
      lengthMs: Math.max(durationMs, endedAt - startedAt),
    };
  });
  rows.sort((a, b) => a.offsetMs - b.offsetMs);
  const reached = rows.reduce((most, row) => Math.max(most, row.offsetMs + row.lengthMs), 0);
  return { rows, totalMs: Math.max(0, end - origin, reached) };
}

/** Names of the nodes that were skipped, each once. */
export function skippedOfLogs(logs: readonly NodeLogView[]): { path: string; name: string }[] {
  return lastAttempts(logs)
    .filter(({ status }) => status === "skipped")
    .map(({ path, name }) => ({ path, name }));
}
