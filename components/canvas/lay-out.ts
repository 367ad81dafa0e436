// Puts the nodes of a graph in order from left to right. Loaded when somebody asks for it.

import { Graph as LayoutGraph, layout } from "@dagrejs/dagre";
import type { Graph } from "@/lib/graph/schema";

interface Size {
  width: number;
  height: number;
}

/** Places for every node that has wires, by id; what is not wired to anything stays where it is. */
export function layOut(graph: Graph, sizes: ReadonlyMap<string, Size>): Map<string, { x: number; y: number }> {
  const drawing = new LayoutGraph({ multigraph: true });
  drawing.setGraph({ rankdir: "LR", nodesep: 36, ranksep: 96, marginx: 0, marginy: 0 });
  drawing.setDefaultEdgeLabel(() => ({}));
  const sizeOf = (id: string) => sizes.get(id) ?? { width: 226, height: 96 };
  const wired = new Set(graph.edges.flatMap((edge) => [edge.source, edge.target]));
  for (const node of graph.nodes) if (wired.has(node.id)) drawing.setNode(node.id, { ...sizeOf(node.id) });
  for (const edge of graph.edges) drawing.setEdge(edge.source, edge.target, {}, edge.id);
  layout(drawing);
  const places = new Map<string, { x: number; y: number }>();
  for (const id of wired) {
    const { x, y } = drawing.node(id);
    const { width, height } = sizeOf(id);
    // The library tells middles, the graph holds corners.
    places.set(id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) });
  }
  return places;
}
