// Keeps the list of unsent edits short: typing a text makes one edit of it, not one a key. Pure.

import type { Edit } from "@/lib/graph/edit-schema";

/** The list with one more edit, merged into the last one where both set the same thing. */
export function mergeEdit(edits: readonly Edit[], next: Edit): Edit[] {
  const last = edits.at(-1);
  const merged = last === undefined ? null : merge(last, next);
  return merged === null ? [...edits, next] : [...edits.slice(0, -1), merged];
}

function merge(last: Edit, next: Edit): Edit | null {
  if (last.type === "configure" && next.type === "configure" && last.id === next.id) {
    const set = { ...last.set, ...next.set };
    for (const key of next.unset) delete set[key];
    const unset = [...new Set([...last.unset, ...next.unset])].filter((key) => !(key in next.set));
    return { type: "configure", id: last.id, set, unset };
  }
  if (last.type === "update" && next.type === "update" && last.id === next.id) {
    return { ...last, set: { ...last.set, ...next.set } };
  }
  if (last.type === "updateEdge" && next.type === "updateEdge" && last.id === next.id) {
    return { ...last, set: { ...last.set, ...next.set } };
  }
  if (last.type === "move" && next.type === "move") {
    const moves = new Map(last.moves.map((move) => [move.id, move]));
    // A later place keeps an earlier size.
    for (const move of next.moves) moves.set(move.id, { ...moves.get(move.id), ...move });
    return { type: "move", moves: [...moves.values()] };
  }
  if (last.type === next.type && (next.type === "setVariables" || next.type === "setSettings")) return next;
  return null;
}
