// Puts edits that were made to an earlier graph onto the graph as it is now, after somebody else was faster. Pure;
// what can't be applied any more is told, never forced.

import { applyEdit } from "@/lib/graph/apply-edit";
import { pasteNodes } from "@/lib/graph/copy-nodes";
import { wayOf } from "@/lib/graph/edge-way";
import type { Edit } from "@/lib/graph/edit-schema";
import { edgeIdOf } from "@/lib/graph/find-id";
import type { Catalogue } from "@/lib/graph/node-type";
import type { Problem } from "@/lib/graph/problem";
import type { Graph, GraphEdge } from "@/lib/graph/schema";

export interface Rebased {
  graph: Graph;
  /** The edits as they have to be sent now. */
  edits: Edit[];
  dropped: { edit: Edit; problem: Problem }[];
  /** New ids of nodes whose id somebody else took meanwhile. */
  ids: Map<string, string>;
}

/**
 * Applies edits to another graph than the one they were made for. `mayBeStored` says that the server may have stored
 * them already without our hearing of it: then a node of the same id and type counts as ours.
 */
export function rebaseEdits(
  graph: Graph,
  edits: readonly Edit[],
  catalogue: Catalogue,
  { mayBeStored }: { mayBeStored: boolean },
): Rebased {
  const result: Rebased = { graph, edits: [], dropped: [], ids: new Map() };
  for (const original of edits) {
    const renamed = renameIds(original, result.ids);
    const edit = renamed.type === "add" ? fitAdd(result.graph, renamed, catalogue, result.ids, mayBeStored) : renamed;
    if (edit === null) continue;
    const applied = applyEdit(result.graph, edit, catalogue);
    if (!applied.ok) {
      result.dropped.push({ edit, problem: applied.problem });
      continue;
    }
    result.graph = applied.graph;
    result.edits.push(edit);
  }
  return result;
}

type Add = Extract<Edit, { type: "add" }>;

/** An addition without what is there already, under free ids; null where nothing is left of it. */
function fitAdd(
  graph: Graph,
  edit: Add,
  catalogue: Catalogue,
  ids: Map<string, string>,
  mayBeStored: boolean,
): Add | null {
  const here = new Map(graph.nodes.map((node) => [node.id, node]));
  const isStored = (node: Add["nodes"][number]) => mayBeStored && here.get(node.id)?.type === node.type;
  const nodes = edit.nodes.filter((node) => !isStored(node));
  let fitted: Add = { ...edit, nodes };
  if (nodes.some((node) => here.has(node.id))) {
    const outside = edit.edges.filter((edge) => !isAmong(edge, nodes));
    const pasted = pasteNodes(graph, { nodes, edges: edit.edges.filter((edge) => isAmong(edge, nodes)) }, catalogue, {
      x: 0,
      y: 0,
    });
    for (const [from, to] of pasted.ids) if (from !== to) ids.set(from, to);
    fitted = { type: "add", nodes: pasted.edit.nodes, edges: [...pasted.edit.edges, ...renameEdges(outside, ids)] };
  }
  const known = new Set([...here.keys(), ...fitted.nodes.map((node) => node.id)]);
  const ways = new Set(graph.edges.map(wayOf));
  const edges = fitted.edges.filter(
    (edge) => known.has(edge.source) && known.has(edge.target) && !ways.has(wayOf(edge)),
  );
  return fitted.nodes.length + edges.length === 0 ? null : { ...fitted, edges };
}

function isAmong(edge: GraphEdge, nodes: readonly { id: string }[]): boolean {
  const ids = new Set(nodes.map((node) => node.id));
  return ids.has(edge.source) && ids.has(edge.target);
}

function renameEdges(edges: readonly GraphEdge[], ids: ReadonlyMap<string, string>): GraphEdge[] {
  return edges.map((edge) => {
    const source = ids.get(edge.source) ?? edge.source;
    const target = ids.get(edge.target) ?? edge.target;
    if (source === edge.source && target === edge.target) return edge;
    const moved = { ...edge, source, target };
    return { ...moved, id: edgeIdOf(moved) };
  });
}

/** An edit that means the same nodes after some of them got other ids. */
export function renameIds(edit: Edit, ids: ReadonlyMap<string, string>): Edit {
  if (ids.size === 0) return edit;
  const now = (id: string) => ids.get(id) ?? id;
  switch (edit.type) {
    case "configure":
    case "update":
      return ids.has(edit.id) ? { ...edit, id: now(edit.id) } : edit;
    case "move":
      return { ...edit, moves: edit.moves.map((move) => ({ ...move, id: now(move.id) })) };
    case "remove":
      return { ...edit, nodeIds: edit.nodeIds.map(now) };
    case "add":
      return {
        ...edit,
        nodes: edit.nodes.map((node) => (ids.has(node.id) ? { ...node, id: now(node.id) } : node)),
        edges: renameEdges(edit.edges, ids),
      };
    default:
      return edit;
  }
}
