// Whether a wire may be drawn, told before it is: no way to itself, no second wire of the same way, no circle, no
// handle that isn't there. Pure.

import { findType, sourceHandlesOf } from "@/lib/graph/find-type";
import type { Catalogue } from "@/lib/graph/node-type";
import type { Graph, GraphEdge } from "@/lib/graph/schema";

export type Way = Pick<GraphEdge, "source" | "sourceHandle" | "target" | "targetHandle">;
export type ConnectionFault = "edge_self" | "edge_duplicate" | "cycle" | "handle_unknown" | "edge_crosses_container";

/** Why a wire can't be drawn; null where it can. */
export function checkConnection(graph: Graph, catalogue: Catalogue, way: Way): ConnectionFault | null {
  if (way.source === way.target) return "edge_self";
  const source = graph.nodes.find((node) => node.id === way.source);
  const target = graph.nodes.find((node) => node.id === way.target);
  const sourceType = source && findType(catalogue, source);
  const targetType = target && findType(catalogue, target);
  if (!source || !target || !sourceType || !targetType) return "handle_unknown";
  if (!sourceHandlesOf(sourceType, source).includes(way.sourceHandle)) return "handle_unknown";
  if (!targetType.handlesOf(target).targets.some((handle) => handle.id === way.targetHandle)) return "handle_unknown";
  if (source.parentId !== target.parentId) return "edge_crosses_container";
  const isSame = (edge: GraphEdge) =>
    edge.source === way.source &&
    edge.target === way.target &&
    edge.sourceHandle === way.sourceHandle &&
    edge.targetHandle === way.targetHandle;
  if (graph.edges.some(isSame)) return "edge_duplicate";
  return leadsTo(graph, way.target, way.source) ? "cycle" : null;
}

/** Whether edges lead from one node to another. */
function leadsTo(graph: Graph, from: string, to: string): boolean {
  const next = Map.groupBy(graph.edges, (edge) => edge.source);
  const reached = new Set([from]);
  // A set is walked in the order of joining, new members included.
  for (const id of reached) {
    if (id === to) return true;
    for (const edge of next.get(id) ?? []) reached.add(edge.target);
  }
  return false;
}
