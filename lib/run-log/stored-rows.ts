// A run as storage remembers it: the ends of its nodes and the starts that were stored because an effect followed
// them. Rebuilding a state from these alone is what makes a run survive its process. Knows no database.

import { applyEvent } from "./apply-event";
import { containersAround } from "./compare-places";
import type { NodeEnded, NodePaused, NodeStarted, RunEnded, RunEvent, RunPaused, RunStarted } from "./events";
import { initialState, type RunState } from "./state";

/** An event that storage keeps; everything else may be lost with its process. */
export type StoredEvent = NodeEnded | (NodeStarted & { seq: number }) | NodePaused;

/** What the row of the run itself tells; null where it has not begun or not ended. */
export interface StoredRun {
  started: RunStarted | null;
  /** Present while it is paused: since when and until when. */
  paused?: RunPaused | null;
  ended: RunEnded | null;
}

/**
 * The stored log of a run as events in their order, whatever order the rows came in: what a follower begins with where
 * the events themselves are gone, and goes on from.
 */
export function eventsOfRows(run: StoredRun, rows: readonly StoredEvent[]): RunEvent[] {
  const events: RunEvent[] = run.started ? [run.started] : [];
  const ranks = ranksByPath(rows);
  for (const row of [...rows].sort((a, b) => a.seq - b.seq)) events.push(withOuterRanks(withoutTurn(row), ranks));
  if (run.paused) events.push(run.paused);
  if (run.ended) events.push(run.ended);
  return events;
}

/** Whose turn it was to speak is of the moment; what has ended may be read. */
function withoutTurn(row: StoredEvent): StoredEvent {
  if (row.type !== "node.ended" || row.held === undefined) return row;
  const { held: _held, ...rest } = row;
  return rest;
}

/** Ranks of all nodes; empty where nothing lies in a container. */
function ranksByPath(rows: readonly StoredEvent[]): ReadonlyMap<string, number> {
  if (!rows.some(({ path }) => path.includes("/"))) return new Map();
  return new Map(rows.map(({ path, rank }) => [path, rank]));
}

function withOuterRanks(row: StoredEvent, ranks: ReadonlyMap<string, number>): StoredEvent {
  if (row.outer !== undefined || !row.path.includes("/")) return row;
  return { ...row, outer: containersAround(row.path).map((path) => ranks.get(path) ?? 0) };
}

/** The state that a run goes on from, or is shown by, when only its stored log is left. */
export function rowsToState(run: StoredRun, rows: readonly StoredEvent[]): RunState {
  return eventsOfRows(run, rows).reduce(applyEvent, initialState());
}
