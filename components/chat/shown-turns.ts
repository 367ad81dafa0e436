// Which turns of a conversation are shown. Asking again makes siblings, so a conversation is a tree; what one reads is
// one way through it, from the first question to a leaf. Pure; knows no page.

import type { TurnView } from "@/lib/conversations/contract";

export interface ShownTurn {
  turn: TurnView;
  /** Ids of all turns asked at this place, the oldest first, this one among them. */
  siblings: readonly string[];
}

function byPlace(turns: readonly TurnView[]): Map<string | null, string[]> {
  const places = new Map<string | null, string[]>();
  for (const turn of turns) {
    const ids = places.get(turn.previousRunId);
    if (ids) ids.push(turn.id);
    else places.set(turn.previousRunId, [turn.id]);
  }
  for (const ids of places.values()) ids.sort();
  return places;
}

/** The way that ends at a leaf (the newest turn where none is named), the first question first. */
export function shownTurns(turns: readonly TurnView[], leafId: string | null): ShownTurn[] {
  const byId = new Map(turns.map((turn) => [turn.id, turn]));
  const places = byPlace(turns);
  const newest = [...byId.keys()].sort().at(-1);
  const way: ShownTurn[] = [];
  let turn = byId.get(leafId !== null && byId.has(leafId) ? leafId : (newest ?? ""));
  while (turn) {
    way.push({ turn, siblings: places.get(turn.previousRunId) ?? [turn.id] });
    turn = turn.previousRunId === null ? undefined : byId.get(turn.previousRunId);
  }
  return way.reverse();
}

/** The leaf of the way that leads through a turn, its newest where there are several. */
export function leafThrough(turns: readonly TurnView[], turnId: string): string {
  const places = byPlace(turns);
  let leaf = turnId;
  for (let next = places.get(leaf)?.at(-1); next !== undefined; next = places.get(leaf)?.at(-1)) leaf = next;
  return leaf;
}
