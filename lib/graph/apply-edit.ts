// Edits fold into a graph: the same function on the canvas, on the server and in tests. Each applied edit comes with
// its inverse, which gives the graph back (nodes and edges in any order). What did not change is shared, not copied.

import type { Json, JsonObject } from "../shared/json";
import { wayOf } from "./edge-way";
import type { Edit } from "./edit-schema";
import type { Catalogue } from "./node-type";
import type { Problem } from "./problem";
import { isReservedName } from "./reserved-names";
import { type Graph, type GraphEdge, type GraphNode, graphLimits } from "./schema";
import { findForbiddenChange } from "./schema-policy";

export type Applied = { ok: true; graph: Graph; inverse: Edit } | { ok: false; problem: Problem };
export type AppliedAll =
  | { ok: true; graph: Graph; inverse: Edit[] }
  /** `index` is the place of the edit that was refused; nothing is applied. */
  | { ok: false; problem: Problem; index: number };

type EditOf<T extends Edit["type"]> = Extract<Edit, { type: T }>;

/** The graph after an edit and the edit that undoes it, or why the edit is refused. */
export function applyEdit(graph: Graph, edit: Edit, catalogue: Catalogue = {}): Applied {
  switch (edit.type) {
    case "add":
      return add(graph, edit);
    case "remove":
      return remove(graph, edit);
    case "move":
      return move(graph, edit);
    case "configure":
      return configure(graph, edit);
    case "update":
      return update(graph, edit, catalogue);
    case "updateEdge":
      return updateEdge(graph, edit);
    case "setVariables":
      return done({ ...graph, variables: edit.variables }, { type: "setVariables", variables: graph.variables });
    case "setSettings":
      return done({ ...graph, settings: edit.settings }, { type: "setSettings", settings: graph.settings });
    case "setSchemas": {
      const { inputSchema, outputSchema } = graph;
      const next = { ...graph, inputSchema: edit.inputSchema, outputSchema: edit.outputSchema };
      return done(next, { type: "setSchemas", inputSchema, outputSchema });
    }
  }
}

/** The graph after all edits in turn, with the edits that undo them in the order to apply; all or nothing. */
export function applyEdits(graph: Graph, edits: readonly Edit[], catalogue: Catalogue = {}): AppliedAll {
  const inverse: Edit[] = [];
  let current = graph;
  for (const [index, edit] of edits.entries()) {
    const applied = applyEdit(current, edit, catalogue);
    if (!applied.ok) return { ...applied, index };
    current = applied.graph;
    inverse.push(applied.inverse);
  }
  return { ok: true, graph: current, inverse: inverse.reverse() };
}

function done(graph: Graph, inverse: Edit): Applied {
  return { ok: true, graph, inverse };
}

function refuse(problem: Omit<Problem, "severity">): Applied {
  return { ok: false, problem: { ...problem, severity: "error" } };
}

function add(graph: Graph, edit: EditOf<"add">): Applied {
  const nodes = [...graph.nodes, ...edit.nodes];
  const edges = [...graph.edges, ...edit.edges];
  if (nodes.length > graphLimits.nodes || edges.length > graphLimits.edges) {
    return refuse({ code: "graph_too_large", params: { nodes: graphLimits.nodes, edges: graphLimits.edges } });
  }
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  for (const node of edit.nodes) {
    if (byId.has(node.id)) return refuse({ code: "node_id_duplicate", nodeId: node.id });
    if (isReservedName(node.id)) return refuse({ code: "node_id_reserved", nodeId: node.id });
    byId.set(node.id, node);
  }
  for (const node of edit.nodes) {
    if (!hasSoundParent(node, byId)) return refuse({ code: "parent_unknown", nodeId: node.id });
  }
  const edgeIds = new Set(graph.edges.map((edge) => edge.id));
  const ways = new Set(graph.edges.map(wayOf));
  for (const edge of edit.edges) {
    const edgeId = edge.id;
    if (edgeIds.has(edgeId)) return refuse({ code: "edge_id_duplicate", edgeId });
    if (!byId.has(edge.source) || !byId.has(edge.target)) return refuse({ code: "edge_dangling", edgeId });
    if (edge.source === edge.target) return refuse({ code: "edge_self", edgeId, nodeId: edge.source });
    if (ways.has(wayOf(edge))) return refuse({ code: "edge_duplicate", edgeId });
    edgeIds.add(edgeId);
    ways.add(wayOf(edge));
  }
  return done(
    { ...graph, nodes, edges },
    { type: "remove", nodeIds: edit.nodes.map(({ id }) => id), edgeIds: edit.edges.map(({ id }) => id) },
  );
}

/** Removing what is gone already is no fault, so that two people may remove the same. */
function remove(graph: Graph, edit: EditOf<"remove">): Applied {
  const nodeIds = withContents(graph, edit.nodeIds);
  const edgeIds = new Set(edit.edgeIds);
  const isGone = (edge: GraphEdge) => edgeIds.has(edge.id) || nodeIds.has(edge.source) || nodeIds.has(edge.target);
  const nodes = graph.nodes.filter((node) => nodeIds.has(node.id));
  const edges = graph.edges.filter(isGone);
  return done(
    {
      ...graph,
      nodes: nodes.length === 0 ? graph.nodes : graph.nodes.filter((node) => !nodeIds.has(node.id)),
      edges: edges.length === 0 ? graph.edges : graph.edges.filter((edge) => !isGone(edge)),
    },
    { type: "add", nodes, edges },
  );
}

/** The nodes and everything that lies in them. */
function withContents(graph: Graph, ids: readonly string[]): Set<string> {
  const all = new Set(ids);
  const contents = Map.groupBy(graph.nodes, (node) => node.parentId);
  // A set is walked in the order of joining, new members included.
  for (const id of all) for (const child of contents.get(id) ?? []) all.add(child.id);
  return all;
}

/** Places of nodes that are gone meanwhile are passed over. */
function move(graph: Graph, edit: EditOf<"move">): Applied {
  const moves = new Map(edit.moves.map((one) => [one.id, one]));
  const inverse: EditOf<"move"> = { type: "move", moves: [] };
  const nodes = graph.nodes.map((node) => {
    const to = moves.get(node.id);
    if (to === undefined) return node;
    const before = { id: node.id, position: node.position };
    inverse.moves.push(to.size === undefined ? before : { ...before, size: node.size ?? null });
    if (to.size === undefined) return { ...node, position: to.position };
    const { size: _old, ...rest } = node;
    return { ...rest, position: to.position, ...(to.size === null ? {} : { size: to.size }) };
  });
  return done(inverse.moves.length === 0 ? graph : { ...graph, nodes }, inverse);
}

function configure(graph: Graph, edit: EditOf<"configure">): Applied {
  const node = graph.nodes.find(({ id }) => id === edit.id);
  if (node === undefined) return refuse({ code: "node_unknown", nodeId: edit.id });
  const config = new Map(Object.entries(node.config));
  const touched = new Set([...edit.unset, ...Object.keys(edit.set)]);
  const before: [string, Json][] = [];
  const unset: string[] = [];
  for (const key of touched) {
    const old = config.get(key);
    if (old === undefined) unset.push(key);
    else before.push([key, old]);
  }
  for (const key of edit.unset) config.delete(key);
  for (const [key, value] of Object.entries(edit.set)) config.set(key, value);
  // Entries define own properties, whatever a key is called.
  const next: JsonObject = Object.fromEntries(config);
  return done(replaceNode(graph, { ...node, config: next }), {
    type: "configure",
    id: node.id,
    set: Object.fromEntries(before),
    unset: unset.filter((key) => config.has(key)),
  });
}

function update(graph: Graph, edit: EditOf<"update">, catalogue: Catalogue): Applied {
  const node = graph.nodes.find(({ id }) => id === edit.id);
  if (node === undefined) return refuse({ code: "node_unknown", nodeId: edit.id });
  const { next, before } = assign(node, edit.set, ["parentId", "policy", "join", "schemaPolicy"]);
  if (edit.set.parentId !== undefined && edit.set.parentId !== null) {
    const byId = new Map(graph.nodes.map((one) => [one.id, one.id === next.id ? next : one]));
    if (!hasSoundParent(next, byId)) return refuse({ code: "parent_unknown", nodeId: node.id });
  }
  const field = findForbiddenChange(node, next, catalogue);
  if (field !== null) return refuse({ code: "schema_policy", nodeId: node.id, field });
  return done(replaceNode(graph, next), { type: "update", id: node.id, set: before });
}

function updateEdge(graph: Graph, edit: EditOf<"updateEdge">): Applied {
  const edge = graph.edges.find(({ id }) => id === edit.id);
  if (edge === undefined) return refuse({ code: "edge_unknown", edgeId: edit.id });
  const { next, before } = assign(edge, edit.set, ["condition", "dataMapping"]);
  const edges = graph.edges.map((one) => (one === edge ? next : one));
  return done({ ...graph, edges }, { type: "updateEdge", id: edge.id, set: before });
}

/** Sets properties, null taking an optional one away; `before` is the set that gives them back. */
function assign<T extends object, S extends object>(
  target: T,
  set: S,
  optional: readonly (keyof T & string)[],
): { next: T; before: S } {
  const next = new Map<string, unknown>(Object.entries(target));
  const before = new Map<string, unknown>();
  for (const [key, value] of Object.entries(set)) {
    if (value === undefined) continue;
    before.set(key, next.get(key) ?? null);
    if (value === null && optional.some((name) => name === key)) next.delete(key);
    else next.set(key, value);
  }
  // The keys of S name properties of T, with null where T lets them be absent; entries lose sight of that.
  return { next: Object.fromEntries(next) as T, before: Object.fromEntries(before) as S };
}

function replaceNode(graph: Graph, node: GraphNode): Graph {
  return { ...graph, nodes: graph.nodes.map((one) => (one.id === node.id ? node : one)) };
}

/** Whether a node lies in nothing, or in containers that are there and don't lie in it. */
function hasSoundParent(node: GraphNode, byId: ReadonlyMap<string, GraphNode>): boolean {
  const passed = new Set([node.id]);
  for (let id = node.parentId; id !== undefined; id = byId.get(id)?.parentId) {
    if (passed.has(id) || !byId.has(id)) return false;
    passed.add(id);
  }
  return true;
}
