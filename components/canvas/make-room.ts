// Room for a node that is put into a wire: it comes to stand behind where the wire leaves, and what follows moves on,
// so that nobody lies on anybody. Pure; knows places, nothing of the screen.

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
