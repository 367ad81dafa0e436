// Room for nodes that are added, so that nobody lies on anybody: in a wire, what follows moves on; elsewhere, what is
// added goes further down. Pure; knows places, nothing of the screen.

import type { Graph, GraphEdge, GraphNode } from "@/lib/graph/schema";

export const nodeWidth = 226;
const gap = 80;

export interface Room {
  /** Where the node stands. */
  position: GraphNode["position"];
  moves: { id: string; position: GraphNode["position"] }[];
}

/** Where a node wanted at a place of a wire stands, and how what follows has to move for it. */
export function makeRoom(graph: Graph, edge: GraphEdge, wanted: GraphNode["position"]): Room {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const source = byId.get(edge.source);
  const target = byId.get(edge.target);
  const isBehind = source !== undefined && source.position.x < wanted.x;
  const x = isBehind ? Math.max(wanted.x, source.position.x + nodeWidth + gap) : wanted.x;
  const position = { x, y: wanted.y };
  const missing = target && target.position.x >= wanted.x ? x + nodeWidth + gap - target.position.x : 0;
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

/** How much further down nodes wanted at some places must go so that none lies on a node of the graph. */
export function freeDepth(
  graph: Graph,
  heights: ReadonlyMap<string, number>,
  wanted: readonly GraphNode["position"][],
): number {
  const heightOf = (node: GraphNode) => heights.get(node.id) ?? 96;
  let depth = 0;
  const missing = () =>
    wanted.reduce((most, { x, y }) => {
      const covers = (node: GraphNode) =>
        Math.abs(node.position.x - x) < nodeWidth + 20 &&
        y + depth < node.position.y + heightOf(node) + 20 &&
        node.position.y < y + depth + 116;
      const blocker = graph.nodes.find(covers);
      return blocker ? Math.max(most, blocker.position.y + heightOf(blocker) + 40 - y - depth) : most;
    }, 0);
  // Each turn leaves at least one blocker behind for good.
  for (let more = missing(); more > 0; more = missing()) depth += more;
  return Math.round(depth);
}
