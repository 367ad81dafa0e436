// Puts edits that were made to an earlier graph onto the graph as it is now, after somebody else was faster. Pure;
// what can't be applied any more is told, never forced.

import { applyEdit } from "@/lib/graph/apply-edit";
import { pasteNodes } from "@/lib/graph/copy-nodes";
import { wayOf } from "@/lib/graph/edge-way";
import type { Edit } from "@/lib/graph/edit-schema";
import type { Catalogue } from "@/lib/graph/node-type";
import type { Problem } from "@/lib/graph/problem";
import type { Graph, GraphEdge } from "@/lib/graph/schema";
import { type NewIds, noNewIds, renameEdge, renameIds } from "./rename-ids";

export interface Rebased {
  graph: Graph;
  /** The edits as they have to be sent now. */
  edits: Edit[];
  dropped: { edit: Edit; problem: Problem }[];
  /** New ids of nodes whose id somebody else took meanwhile, and of the wires at them. */
  ids: NewIds;
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
  const result: Rebased = { graph, edits: [], dropped: [], ids: noNewIds() };
  for (const original of edits) {
    const renamed = renameIds(original, result.ids, result.graph, catalogue);
    let edit: Edit | null = renamed;
    if (renamed.type === "add" && original.type === "add") {
      const fitted = fitAdd(result.graph, renamed, catalogue, mayBeStored);
      noteIds(result.ids, original, renamed, fitted.ids);
      edit = fitted.edit;
    }
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

/** Remembers which ids the nodes of an addition, and the wires at them, have now. */
function noteIds(ids: NewIds, original: Add, renamed: Add, fitted: ReadonlyMap<string, string>): void {
  for (const [index, node] of original.nodes.entries()) {
    const first = renamed.nodes[index]?.id ?? node.id;
    const last = fitted.get(first) ?? first;
    if (last !== node.id) ids.nodes.set(node.id, last);
  }
  for (const edge of original.edges) {
    const { id } = renameEdge(edge, ids.nodes);
    if (id !== edge.id) ids.edges.set(edge.id, id);
  }
}

/** An addition without what is there already, under free ids; null where nothing is left of it. */
function fitAdd(
  graph: Graph,
  edit: Add,
  catalogue: Catalogue,
  mayBeStored: boolean,
): { edit: Add | null; ids: ReadonlyMap<string, string> } {
  const here = new Map(graph.nodes.map((node) => [node.id, node]));
  const isStored = (node: Add["nodes"][number]) => mayBeStored && here.get(node.id)?.type === node.type;
  const nodes = edit.nodes.filter((node) => !isStored(node));
  let fitted: Add = { ...edit, nodes };
  let ids: ReadonlyMap<string, string> = new Map();
  if (nodes.some((node) => here.has(node.id))) {
    const outside = edit.edges.filter((edge) => !isAmong(edge, nodes));
    const among = edit.edges.filter((edge) => isAmong(edge, nodes));
    const pasted = pasteNodes(graph, { nodes, edges: among }, catalogue, { x: 0, y: 0 });
    ids = pasted.ids;
    const edges = [...pasted.edit.edges, ...outside.map((edge) => renameEdge(edge, pasted.ids))];
    fitted = { type: "add", nodes: pasted.edit.nodes, edges };
  }
  const known = new Set([...here.keys(), ...fitted.nodes.map((node) => node.id)]);
  const ways = new Set(graph.edges.map(wayOf));
  const edges = fitted.edges.filter(
    (edge) => known.has(edge.source) && known.has(edge.target) && !ways.has(wayOf(edge)),
  );
  return { edit: fitted.nodes.length + edges.length === 0 ? null : { ...fitted, edges }, ids };
}

function isAmong(edge: GraphEdge, nodes: readonly { id: string }[]): boolean {
  const ids = new Set(nodes.map((node) => node.id));
  return ids.has(edge.source) && ids.has(edge.target);
}
