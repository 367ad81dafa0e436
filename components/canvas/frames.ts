// The frames of containers on the canvas: how large each has to be for what lies in it, and where its turns begin.
// Pure; places are relative to the frame around, as the graph has them.

import type { GraphNode } from "@/lib/graph/schema";
import type { FlowNode } from "./flow-elements";

/** A frame that nobody made larger, and what it leaves free around its contents. */
export const frameLimits = { width: 400, height: 216, top: 84, left: 72, right: 36, bottom: 36 } as const;
/** How close to the bar and the left border somebody may move a node before the frame grows. */
export const frameEdge = { left: 48, top: 68 } as const;
/** Where wires reach a frame: at its bar. */
export const barMiddle = 31;
export const plainSize = { width: 226, height: 96 } as const;
/** A frame that is folded: its bar alone. */
export const collapsedSize = { width: 340, height: 64 } as const;

export interface Size {
  width: number;
  height: number;
}

export interface Box extends Size {
  x: number;
  y: number;
}

/** The size of a frame around boxes; never smaller than what was wished. */
export function frameAround(boxes: Iterable<Box>, wished: Size | undefined): Size {
  let { width, height } = wished ?? frameLimits;
  for (const box of boxes) {
    width = Math.max(width, box.x + box.width + frameLimits.right);
    height = Math.max(height, box.y + box.height + frameLimits.bottom);
  }
  return { width: Math.round(width), height: Math.round(height) };
}

/** The size of a node as it is drawn. */
export function drawnSize({ type, width, height, measured }: FlowNode): Size {
  // A frame has the size it was given; what was measured is that of the frame before.
  const [own, seen] = type === "frame" ? [{ width, height }, measured] : [measured, { width, height }];
  return {
    width: own?.width ?? seen?.width ?? plainSize.width,
    height: own?.height ?? seen?.height ?? plainSize.height,
  };
}

function wishOf({ resizing, width, height, data: { node } }: FlowNode): Size | undefined {
  const size = resizing && width && height ? { width, height } : node.size;
  return size && { width: Math.max(size.width, frameLimits.width), height: Math.max(size.height, frameLimits.height) };
}

/**
 * Nodes whose frames hold what is in them, or are folded to their bars; containers before their contents. The same list
 * where nothing changed.
 */
export function fitFrames(nodes: FlowNode[], collapsed: ReadonlySet<string> = new Set()): FlowNode[] {
  if (!nodes.some((node) => node.type === "frame")) return nodes;
  const contents = new Map<string, Box[]>();
  const fitted = [...nodes];
  let hasChanged = false;
  // From the inside out: contents come after the frame around them.
  for (let at = nodes.length - 1; at >= 0; at--) {
    let node = nodes[at];
    if (!node) continue;
    if (node.type === "frame") {
      const isCollapsed = collapsed.has(node.id);
      const { width, height } = isCollapsed ? collapsedSize : frameAround(contents.get(node.id) ?? [], wishOf(node));
      if (node.width !== width || node.height !== height) {
        node = { ...node, width, height };
        fitted[at] = node;
        hasChanged = true;
      }
    }
    if (node.parentId === undefined) continue;
    // A frame does not run after what is being dragged out of it.
    const { x, y } = node.dragging ? node.data.node.position : node.position;
    const box = { x, y, ...drawnSize(node) };
    const beside = contents.get(node.parentId);
    if (beside) beside.push(box);
    else contents.set(node.parentId, [box]);
  }
  return hasChanged ? fitted : nodes;
}

/** For each frame, where the nodes lie that begin a turn: those nothing leads to, as `x,y` with blanks between. */
export function entriesOf(nodes: readonly FlowNode[], edges: readonly { target: string }[]): Map<string, string> {
  const entries = new Map<string, string>();
  if (!nodes.some((node) => node.type === "frame")) return entries;
  const reached = new Set(edges.map((edge) => edge.target));
  for (const node of nodes) {
    if (node.parentId === undefined || node.type === "note" || reached.has(node.id)) continue;
    const { x, y } = node.position;
    const middle = node.type === "frame" ? barMiddle : drawnSize(node).height / 2;
    const before = entries.get(node.parentId);
    const own = `${Math.round(x)},${Math.round(y + middle)}`;
    entries.set(node.parentId, before === undefined ? own : `${before} ${own}`);
  }
  return entries;
}

/** Nodes so that containers come before what lies in them, each with the container it is drawn in. */
export function inDepthOrder(
  nodes: readonly GraphNode[],
  isContainer: (node: GraphNode) => boolean,
): { node: GraphNode; parentId: string | undefined }[] {
  if (!nodes.some((node) => node.parentId !== undefined)) return nodes.map((node) => ({ node, parentId: undefined }));
  const containers = new Map(nodes.filter(isContainer).map((node) => [node.id, node]));
  const contents = Map.groupBy(nodes, (node) => (containers.has(node.parentId ?? "") ? node.parentId : undefined));
  const ordered = (contents.get(undefined) ?? []).map((node) => ({ node, parentId: undefined as string | undefined }));
  // The list is walked while it grows; containers that lie in each other in a circle are drawn outside of everything.
  for (const { node } of ordered) {
    for (const child of contents.get(node.id) ?? []) ordered.push({ node: child, parentId: node.id });
  }
  if (ordered.length === nodes.length) return ordered;
  const drawn = new Set(ordered.map(({ node }) => node));
  const lost = nodes.filter((node) => !drawn.has(node)).map((node) => ({ node, parentId: undefined }));
  return [...lost, ...ordered];
}
