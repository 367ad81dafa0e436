// Room for nodes that are added, so that nobody lies on anybody: in a wire, what follows moves on; elsewhere, what is
// added goes further down; around a frame that has to grow, its neighbours give way. Pure; knows places, nothing of the
// screen.

import type { Graph, GraphEdge, GraphNode } from "@/lib/graph/schema";
import { frameAround, type Size } from "./frames";
import { boxesIn, sizeOf } from "./scopes";

export const nodeWidth = 226;
const gap = 80;

export interface Room {
  /** Where the node stands. */
  position: GraphNode["position"];
  moves: { id: string; position: GraphNode["position"] }[];
}

type Sizes = ReadonlyMap<string, Size>;

/** Where a node wanted at a place of a wire stands, and how what follows has to move for it. */
export function makeRoom(
  graph: Graph,
  edge: GraphEdge,
  wanted: GraphNode["position"],
  sizes: Sizes = new Map(),
  width: number = nodeWidth,
): Room {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const source = byId.get(edge.source);
  const target = byId.get(edge.target);
  const isBehind = source !== undefined && source.position.x < wanted.x;
  const x = isBehind ? Math.max(wanted.x, source.position.x + sizeOf(source, sizes).width + gap) : wanted.x;
  const position = { x, y: wanted.y };
  const missing = target && target.position.x >= wanted.x ? x + width + gap - target.position.x : 0;
  if (missing <= 0) return { position, moves: [] };
  const moves = [...following(graph, edge)].flatMap((id) => {
    const node = byId.get(id);
    if (!node || node.position.x < wanted.x || node.parentId !== target?.parentId) return [];
    return [{ id, position: { x: node.position.x + missing, y: node.position.y } }];
  });
  return { position, moves };
}

/** What a wire leads to and everything behind that; where wires go in a circle, not the node the wire leaves. */
function following(graph: Graph, edge: GraphEdge): Set<string> {
  const outgoing = Map.groupBy(graph.edges, ({ source }) => source);
  const found = new Set([edge.target]);
  // A set is walked in the order of joining, new members included.
  for (const id of found) {
    for (const { target } of outgoing.get(id) ?? []) if (target !== edge.source) found.add(target);
  }
  return found;
}

/** How much further down boxes wanted in a scope must go so that none lies on a node there. */
export function freeDepth(
  graph: Graph,
  sizes: Sizes,
  wanted: readonly (GraphNode["position"] & Partial<Size>)[],
  scope?: string,
): number {
  const taken = boxesIn(graph, sizes, scope);
  let depth = 0;
  const missing = () =>
    wanted.reduce((most, { x, y, width = nodeWidth, height = 96 }) => {
      const blocker = taken.find(
        (box) =>
          box.x < x + width + 20 &&
          x < box.x + box.width + 20 &&
          y + depth < box.y + box.height + 20 &&
          box.y < y + depth + height + 20,
      );
      return blocker ? Math.max(most, blocker.y + blocker.height + 40 - y - depth) : most;
    }, 0);
  // Each turn leaves at least one blocker behind for good.
  for (let more = missing(); more > 0; more = missing()) depth += more;
  return Math.round(depth);
}

/**
 * How the neighbours of a frame move on when it has to grow for what lies in it now, and the neighbours of the frames
 * around it; `sizes` are those before. What lies right of the frame keeps its order, so does what lies below.
 */
export function makeWay(graph: Graph, sizes: Sizes, containerId: string | undefined): Room["moves"] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const grown = new Map(sizes);
  const places = new Map<string, GraphNode["position"]>();
  for (let frame = byId.get(containerId ?? ""); frame; frame = byId.get(frame.parentId ?? "")) {
    const before = sizeOf(frame, sizes);
    const inside = boxesIn(graph, grown, frame.id).map((box) => ({ ...box, ...places.get(box.id) }));
    const after = frameAround(inside, before);
    if (after.width <= before.width && after.height <= before.height) break;
    grown.set(frame.id, after);
    const { x, y } = frame.position;
    const beside = boxesIn(graph, sizes, frame.parentId).filter((box) => box.id !== frame.id);
    const right = beside.filter((box) => box.x >= x + before.width);
    const below = beside.filter((box) => box.y >= y + before.height && !right.includes(box));
    const meets = (start: number, length: number, from: number, size: number) =>
      start < from + size && from < start + length;
    const nextRight = Math.min(...right.filter((box) => meets(y, after.height, box.y, box.height)).map((box) => box.x));
    const nextBelow = Math.min(...below.filter((box) => meets(x, after.width, box.x, box.width)).map((box) => box.y));
    const dx = Math.max(0, Math.min(after.width - before.width, x + after.width + gap - nextRight));
    const dy = Math.max(0, Math.min(after.height - before.height, y + after.height + gap / 2 - nextBelow));
    if (dx > 0) for (const box of right) places.set(box.id, { x: box.x + dx, y: box.y });
    if (dy > 0) for (const box of below) places.set(box.id, { x: box.x, y: box.y + dy });
  }
  return [...places].map(([id, position]) => ({ id, position }));
}
