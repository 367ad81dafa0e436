// An edit as it has to be once nodes it means got other ids: the ids themselves, the ids of wires, which follow from
// their ends, and every reference in what somebody typed. Pure.

import type { Edit } from "@/lib/graph/edit-schema";
import { edgeIdOf } from "@/lib/graph/find-id";
import { findType } from "@/lib/graph/find-type";
import type { Catalogue } from "@/lib/graph/node-type";
import { rewriteConfig, rewriteEdge, rewriteFields, rewriteNode } from "@/lib/graph/rewrite-references";
import type { Graph, GraphEdge } from "@/lib/graph/schema";

/** New ids by old ones. */
export interface NewIds {
  nodes: Map<string, string>;
  edges: Map<string, string>;
}

/** Ids that are all as they were. */
export function noNewIds(): NewIds {
  return { nodes: new Map(), edges: new Map() };
}

/** An edit that means the same nodes and wires under their new ids; the graph tells what type a node is of. */
export function renameIds(edit: Edit, ids: NewIds, graph: Graph, catalogue: Catalogue): Edit {
  if (ids.nodes.size === 0) return edit;
  const now = (id: string) => ids.nodes.get(id) ?? id;
  const nowEdge = (id: string) => ids.edges.get(id) ?? id;
  switch (edit.type) {
    case "configure": {
      const id = now(edit.id);
      const node = graph.nodes.find((one) => one.id === id);
      return { ...edit, id, set: rewriteConfig(edit.set, node && findType(catalogue, node), ids.nodes) };
    }
    case "update": {
      const { inputs, parentId } = edit.set;
      const set = { ...edit.set };
      if (inputs) set.inputs = rewriteFields(inputs, ids.nodes);
      if (parentId) set.parentId = now(parentId);
      return { ...edit, id: now(edit.id), set };
    }
    case "updateEdge":
      return { ...edit, id: nowEdge(edit.id), set: rewriteEdge(edit.set, ids.nodes) };
    case "move":
      return { ...edit, moves: edit.moves.map((move) => ({ ...move, id: now(move.id) })) };
    case "remove":
      return { ...edit, nodeIds: edit.nodeIds.map(now), edgeIds: edit.edgeIds.map(nowEdge) };
    case "add":
      return {
        ...edit,
        nodes: edit.nodes.map((one) => {
          const node = rewriteNode(one, findType(catalogue, one), ids.nodes);
          const moved = { ...node, id: now(node.id) };
          return node.parentId === undefined ? moved : { ...moved, parentId: now(node.parentId) };
        }),
        edges: edit.edges.map((edge) => renameEdge(edge, ids.nodes)),
      };
    default:
      return edit;
  }
}

/** A wire between the same nodes under their new ids. */
export function renameEdge(edge: GraphEdge, ids: ReadonlyMap<string, string>): GraphEdge {
  const rewritten = rewriteEdge(edge, ids);
  const source = ids.get(edge.source) ?? edge.source;
  const target = ids.get(edge.target) ?? edge.target;
  if (source === edge.source && target === edge.target) return rewritten;
  const moved = { ...rewritten, source, target };
  return { ...moved, id: edgeIdOf(moved) };
}
