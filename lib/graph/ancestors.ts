// Which nodes run before which: one bit for each pair, so that thousands of nodes cost a few megabytes and every
// question is one look.

import { containersOf, type Shape } from "./shape";

export interface Ancestors {
  /** Whether an edge path leads from one node to another of the same scope. */
  isAncestor(ancestor: number, node: number): boolean;
  /** Whether a node has ended, or can have, before another starts, seen through the containers around it. */
  isUpstream(ancestor: number, node: number): boolean;
}

/** Tells for all pairs of nodes which comes before which; nodes in or behind a circle have no ancestors. */
export function ancestorsOf(shape: Shape): Ancestors {
  const words = (shape.nodes.length + 31) >>> 5;
  const bits = new Uint32Array(words * shape.nodes.length);
  for (const node of shape.order) {
    const own = node * words;
    for (const { source } of shape.incoming[node] ?? []) {
      const from = source * words;
      for (let word = 0; word < words; word++) {
        bits[own + word] = (bits[own + word] ?? 0) | (bits[from + word] ?? 0);
      }
      bits[own + (source >>> 5)] = (bits[own + (source >>> 5)] ?? 0) | (1 << (source & 31));
    }
  }
  const isAncestor = (ancestor: number, node: number) =>
    ((bits[node * words + (ancestor >>> 5)] ?? 0) & (1 << (ancestor & 31))) !== 0;
  return {
    isAncestor,
    isUpstream: (ancestor, node) =>
      isAncestor(ancestor, node) ||
      containersOf(shape, node).some((around) => around === ancestor || isAncestor(ancestor, around)),
  };
}
