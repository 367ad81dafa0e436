// The size of notes and frames, by pointer and by keys, each as one step of undo. Knows stores and the graph, no DOM.

import { definitionOf } from "@/lib/nodes/catalogue";
import type { Designer } from "./designer-context";
import { frameLimits } from "./frames";
import { nodeWidth } from "./make-room";
import { isContainer } from "./scopes";

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

/** Stores the size that a frame was given; it stays where it is, and grows by itself where its contents need more. */
export function resizeFrame(designer: Designer, id: string, to: { width: number; height: number }): void {
  const node = designer.draft.store.getState().graph.nodes.find((one) => one.id === id);
  if (!node) return;
  const size = {
    width: between(frameLimits.width, to.width, 20_000),
    height: between(frameLimits.height, to.height, 20_000),
  };
  designer.edit([{ type: "move", moves: [{ id, position: node.position, size }] }], `size ${id}`);
}

/** Makes a note or a frame larger or smaller; false where the node is neither. */
export function growNode(designer: Designer, id: string, by: { x: number; y: number }): boolean {
  const node = designer.draft.store.getState().graph.nodes.find((one) => one.id === id);
  if (!node) return false;
  const flowNode = designer.canvas.store.getState().nodes.find((one) => one.id === id);
  if (isContainer(node)) {
    const { width = frameLimits.width, height = frameLimits.height } = flowNode ?? {};
    resizeFrame(designer, id, { width: width + by.x, height: height + by.y });
    return true;
  }
  if (definitionOf(node.type)?.role !== "note") return false;
  const drawn = flowNode?.measured;
  const width = node.size?.width ?? drawn?.width ?? nodeWidth;
  const height = node.size?.height ?? drawn?.height ?? noteLimits.minHeight;
  resizeNote(designer, id, { ...node.position, width: width + by.x, height: height + by.y });
  return true;
}
