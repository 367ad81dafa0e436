// The nodes of a run as an outline: what lies in a container stands under the turn that it ran in, and turns fold. Pure.

import { isActivity } from "@/lib/run-log/activity-path";
import type { ShownStatus } from "@/lib/run-log/shown-status";
import type { TimelineRow } from "@/lib/run-log/timeline";

/** One turn of a container with what ran in it. */
export interface Turn {
  /** Such as `loop[3]`. */
  path: string;
  /** From 1. */
  number: number;
  nodes: number;
  status: ShownStatus;
  offsetMs: number;
  durationMs: number;
}

export type OutlineItem =
  | { kind: "node"; path: string; depth: number; row: TimelineRow }
  | { kind: "turn"; path: string; depth: number; turn: Turn; open: boolean }
  /** Turns that are not shown yet. */
  | { kind: "more"; path: string; depth: number; hidden: number };

export interface OutlineState {
  /** Turns that somebody opened or closed. */
  folds: ReadonlyMap<string, boolean>;
  /** How many turns of a container are shown where it is not the usual number. */
  shown: ReadonlyMap<string, number>;
  /** Path of the chosen node, which is never folded away. */
  chosen: string | null;
}

/** So few turns stand open by themselves. */
const fewTurns = 3;
/** So many turns of a container are shown at first, and more at a time. */
export const turnsAtOnce = 20;

interface Container {
  turns: Map<string, { number: number; rows: TimelineRow[] }>;
}

function turnOf(path: string): { turn: string; container: string; number: number } | null {
  const end = path.lastIndexOf("/");
  if (end < 0) return null;
  const turn = path.slice(0, end);
  const match = /^(.*)\[(\d+)\]$/.exec(turn);
  return match ? { turn, container: match[1] ?? "", number: Number(match[2]) + 1 } : null;
}

/** The worst that happened in a turn; what goes on counts before what has ended. */
function statusOf(rows: readonly TimelineRow[]): ShownStatus {
  const order: readonly ShownStatus[] = ["paused", "running", "failed", "cancelled"];
  return order.find((status) => rows.some((row) => row.status === status)) ?? "succeeded";
}

function turnFrom(path: string, number: number, rows: readonly TimelineRow[]): Turn {
  const offsetMs = Math.min(...rows.map((row) => row.offsetMs));
  const end = Math.max(...rows.map((row) => row.offsetMs + row.lengthMs));
  return { path, number, nodes: rows.length, status: statusOf(rows), offsetMs, durationMs: end - offsetMs };
}

/** The lines of the outline, from the first to the last. */
export function outlineOf(rows: readonly TimelineRow[], { folds, shown, chosen }: OutlineState): OutlineItem[] {
  const containers = new Map<string, Container>();
  const tops: TimelineRow[] = [];
  for (const row of rows) {
    const place = turnOf(row.path);
    if (!place) {
      tops.push(row);
      continue;
    }
    const container = containers.get(place.container) ?? { turns: new Map() };
    containers.set(place.container, container);
    const turn = container.turns.get(place.turn) ?? { number: place.number, rows: [] };
    container.turns.set(place.turn, turn);
    turn.rows.push(row);
  }
  const items: OutlineItem[] = [];
  const isAround = (path: string) => chosen?.startsWith(`${path}/`) ?? false;
  const addContainer = (path: string, depth: number) => {
    const container = containers.get(path);
    if (!container) return;
    containers.delete(path);
    const turns = [...container.turns].sort(([, a], [, b]) => a.number - b.number);
    const limit = shown.get(path) ?? turnsAtOnce;
    let hidden = 0;
    for (const [at, [turnPath, { number, rows: inside }]] of turns.entries()) {
      if (at >= limit && !isAround(turnPath)) {
        hidden++;
        continue;
      }
      const open = isAround(turnPath) || (folds.get(turnPath) ?? turns.length <= fewTurns);
      items.push({ kind: "turn", path: turnPath, depth, turn: turnFrom(turnPath, number, inside), open });
      if (open) for (const row of inside) addNode(row, depth + 1);
      else forget(turnPath);
    }
    if (hidden > 0) items.push({ kind: "more", path, depth, hidden });
  };
  /** Containers inside of a folded turn are folded with it. */
  const forget = (turnPath: string) => {
    for (const path of [...containers.keys()]) if (path.startsWith(`${turnPath}/`)) containers.delete(path);
  };
  const addNode = (row: TimelineRow, depth: number) => {
    // A piece of a node's work stands under its node.
    items.push({ kind: "node", path: row.path, depth: isActivity(row.path) ? depth + 1 : depth, row });
    addContainer(row.path, depth + 1);
  };
  for (const row of tops) addNode(row, 0);
  // A container whose own row has not come yet: what is known of it is shown all the same.
  for (const path of [...containers.keys()].sort()) if (!path.includes("/")) addContainer(path, 0);
  return items;
}
