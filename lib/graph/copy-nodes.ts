// Copying and pasting: a selection with the edges among it, and the edit that adds it to a graph under ids that are
// free there, with references among the copied nodes led to the copies.

import type { Edit } from "./edit-schema";
import { edgeIdOf, freshNodeId, freshNodeName } from "./find-id";
import { findType } from "./find-type";
import type { Catalogue } from "./node-type";
import { rewriteEdge, rewriteNode } from "./rewrite-references";
import type { Graph, GraphEdge, GraphNode } from "./schema";

export interface Clipping {
  nodes: GraphNode[];
  edges: GraphEdge[];
}

/** The selected nodes with everything that lies in them, and the edges among all of these. */
export function copyNodes(graph: Graph, ids: readonly string[]): Clipping {
  const contents = Map.groupBy(graph.nodes, (node) => node.parentId);
  const all = new Set(ids);
  for (const id of all) for (const child of contents.get(id) ?? []) all.add(child.id);
  return {
    nodes: graph.nodes.filter((node) => all.has(node.id)),
    edges: graph.edges.filter((edge) => all.has(edge.source) && all.has(edge.target)),
  };
}

/**
 * The edit that pastes a clipping, moved by `offset`, and the new id of each pasted node. A second start is left out.
 * Where the container of a node is neither pasted nor there, the node lies outside.
 */
export function pasteNodes(
  graph: Graph,
  clipping: Clipping,
  catalogue: Catalogue,
  offset: { x: number; y: number },
): { edit: Extract<Edit, { type: "add" }>; ids: Map<string, string> } {
  const isStart = (node: GraphNode) => findType(catalogue, node)?.role === "start";
  const hasStart = graph.nodes.some(isStart);
  const nodes = clipping.nodes.filter((node) => !(hasStart && isStart(node)));
  const ids = new Map<string, string>();
  const names = new Set<string>();
  const taken = new Set<string>();
  const here = new Set(graph.nodes.map((node) => node.id));
  for (const node of nodes) {
    const id = here.has(node.id) || taken.has(node.id) ? freshNodeId(graph, stemOf(node), taken) : node.id;
    taken.add(id);
    ids.set(node.id, id);
  }
  const pasted = nodes.map((node) => {
    const { parentId, ...rest } = rewriteNode(node, findType(catalogue, node), ids);
    const name = freshNodeName(graph, node.name, names);
    names.add(name);
    const container =
      parentId === undefined ? undefined : (ids.get(parentId) ?? (here.has(parentId) ? parentId : undefined));
    // What lies in a pasted container keeps its place in it.
    const isMoved = parentId === undefined || !ids.has(parentId);
    const position = isMoved ? { x: node.position.x + offset.x, y: node.position.y + offset.y } : node.position;
    const copy: GraphNode = { ...rest, id: ids.get(node.id) ?? node.id, name, position };
    return container === undefined ? copy : { ...copy, parentId: container };
  });
  const edges = new Map<string, GraphEdge>();
  for (const edge of clipping.edges) {
    const [source, target] = [ids.get(edge.source), ids.get(edge.target)];
    if (source === undefined || target === undefined) continue;
    const copy = { ...rewriteEdge(edge, ids), source, target };
    const id = edgeIdOf(copy);
    edges.set(id, { ...copy, id });
  }
  return { edit: { type: "add", nodes: pasted, edges: [...edges.values()] }, ids };
}

/** The word an id begins with: the copy of `ask_2` is `ask_3`. */
function stemOf(node: GraphNode): string {
  return node.id.replace(/_\d{1,6}$/, "");
}
