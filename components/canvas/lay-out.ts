// Puts the nodes of a graph in order from left to right, what lies in a container first and then what is around it.
// Loaded when somebody asks for it.

import { Graph as LayoutGraph, layout } from "@dagrejs/dagre";
import type { Graph, GraphEdge, GraphNode } from "@/lib/graph/schema";
import { frameAround, frameLimits, inDepthOrder, type Size } from "./frames";
import { isContainer, sizeOf } from "./scopes";

type Places = Map<string, GraphNode["position"]>;

/**
 * Places for every node that has wires or lies in a container, by id, as the graph has them: relative to the container
 * around. Outside of containers, what is not wired to anything stays where it is.
 */
export function layOut(graph: Graph, sizes: ReadonlyMap<string, Size>): Places {
  const places: Places = new Map();
  const fitted = new Map(graph.nodes.map((node) => [node.id, sizeOf(node, sizes)]));
  const ordered = inDepthOrder(graph.nodes, isContainer);
  const scopes = Map.groupBy(ordered, ({ parentId }) => parentId);
  const scopeOf = new Map(ordered.map(({ node, parentId }) => [node.id, parentId]));
  const edges = Map.groupBy(
    graph.edges.filter((edge) => scopeOf.get(edge.source) === scopeOf.get(edge.target)),
    (edge) => scopeOf.get(edge.source),
  );
  // Containers come before their contents in the list, so the innermost are laid out first.
  for (const { node } of ordered.toReversed()) {
    const inside = scopes.get(node.id)?.map((one) => one.node.id);
    if (!inside) {
      if (isContainer(node)) fitted.set(node.id, frameAround([], undefined));
      continue;
    }
    const corner = { x: frameLimits.left, y: frameLimits.top };
    const laid = layOutScope(inside, edges.get(node.id) ?? [], fitted, corner);
    const boxes = inside.map((id) => {
      const place = laid.get(id) ?? corner;
      places.set(id, place);
      return { ...place, ...(fitted.get(id) ?? frameLimits) };
    });
    fitted.set(node.id, frameAround(boxes, undefined));
  }
  const outer = edges.get(undefined) ?? [];
  const wired = [...new Set(outer.flatMap((edge) => [edge.source, edge.target]))];
  for (const [id, place] of layOutScope(wired, outer, fitted, { x: 0, y: 0 })) places.set(id, place);
  return places;
}

/** Places of nodes that are beside each other. */
function layOutScope(
  ids: readonly string[],
  edges: readonly GraphEdge[],
  sizes: ReadonlyMap<string, Size>,
  corner: GraphNode["position"],
): Places {
  const drawing = new LayoutGraph({ multigraph: true });
  drawing.setGraph({ rankdir: "LR", nodesep: 36, ranksep: 96, marginx: 0, marginy: 0 });
  drawing.setDefaultEdgeLabel(() => ({}));
  for (const id of ids) {
    const { width, height } = sizes.get(id) ?? { width: 226, height: 96 };
    drawing.setNode(id, { width, height });
  }
  for (const edge of edges) drawing.setEdge(edge.source, edge.target, {}, edge.id);
  layout(drawing);
  const places: Places = new Map();
  for (const id of ids) {
    const { x, y, width, height } = drawing.node(id);
    // The library tells middles, the graph holds corners.
    places.set(id, { x: Math.round(corner.x + x - width / 2), y: Math.round(corner.y + y - height / 2) });
  }
  return places;
}
