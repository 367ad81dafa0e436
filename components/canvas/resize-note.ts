// The size of notes, by pointer and by keys, each as one step of undo. Knows stores and the graph, no DOM.

import { definitionOf } from "@/lib/nodes/catalogue";
import type { Designer } from "./designer-context";
import { nodeWidth } from "./make-room";

export const noteLimits = { minWidth: 140, minHeight: 60, maxWidth: 1_200, maxHeight: 1_200 } as const;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const between = (min: number, value: number, max: number) => Math.round(Math.min(max, Math.max(min, value)));

/** Stores the place and the size that a note was given; no smaller than can be read. */
export function resizeNote(designer: Designer, id: string, to: Box): void {
  const position = { x: Math.round(to.x), y: Math.round(to.y) };
  const size = {
    width: between(noteLimits.minWidth, to.width, noteLimits.maxWidth),
    height: between(noteLimits.minHeight, to.height, noteLimits.maxHeight),
  };
  designer.edit([{ type: "move", moves: [{ id, position, size }] }], `size ${id}`);
}

/** Makes a note larger or smaller; false where the node is no note. */
export function growNote(designer: Designer, id: string, by: { x: number; y: number }): boolean {
  const node = designer.draft.store.getState().graph.nodes.find((one) => one.id === id);
  if (!node || definitionOf(node.type)?.role !== "note") return false;
  const drawn = designer.canvas.store.getState().nodes.find((one) => one.id === id)?.measured;
  const width = node.size?.width ?? drawn?.width ?? nodeWidth;
  const height = node.size?.height ?? drawn?.height ?? noteLimits.minHeight;
  resizeNote(designer, id, { ...node.position, width: width + by.x, height: height + by.y });
  return true;
}
