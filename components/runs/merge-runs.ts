// A list of runs kept up to date without moving a row: what is shown gets its newest state in place, what is new waits
// until somebody asks for it. Pure.

import type { RunSummary } from "@/lib/runs/contract";

export interface MergedRuns {
  rows: RunSummary[];
  /** Runs newer than the first one shown, the newest first. */
  fresh: RunSummary[];
}

/** The shown rows with what is newer known of them. Ids grow with time, so a greater id is a newer run. */
export function mergeRuns(shown: readonly RunSummary[], newest: readonly RunSummary[]): MergedRuns {
  const known = new Map(newest.map((run) => [run.id, run]));
  const first = shown[0]?.id ?? "";
  return {
    rows: shown.map((run) => known.get(run.id) ?? run),
    fresh: newest.filter(({ id }) => id > first),
  };
}
