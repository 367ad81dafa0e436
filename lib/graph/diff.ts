// What changed from one graph to another, as a list for people: at publishing and as "3 changes since version 12".
// Moving things about is one change at most, however much was moved.

import { canonicalJson } from "./checksum";
import { wayOf } from "./edge-way";
import type { Field, Graph, GraphEdge, GraphNode } from "./schema";

export const changeKinds = [
  "node_added",
  "node_removed",
  "node_renamed",
  "node_changed",
  "edge_added",
  "edge_removed",
  "edge_changed",
  "variable_added",
  "variable_removed",
  "variable_changed",
  "settings_changed",
  "schemas_changed",
  "layout_changed",
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface Change {
  kind: ChangeKind;
  nodeId?: string;
  edgeId?: string;
  /** Of the node or variable; of an edge both ends' names with an arrow between. */
  name?: string;
  /** The earlier name where it changed. */
  before?: string;
  /** Dotted paths of what changed, such as `config.prompt` or `inputs.question`. */
  fields?: string[];
}

/** The changes that lead from one graph to another, in the order of the new one's nodes. */
export function diffGraphs(before: Graph, after: Graph): Change[] {
  return [
    ...diffNodes(before, after),
    ...diffEdges(before, after),
    ...diffVariables(before, after),
    ...diffWhole("settings_changed", before.settings, after.settings),
    ...diffWhole(
      "schemas_changed",
      { inputSchema: before.inputSchema, outputSchema: before.outputSchema },
      { inputSchema: after.inputSchema, outputSchema: after.outputSchema },
    ),
    ...(isLayoutSame(before, after) ? [] : [{ kind: "layout_changed" as const }]),
  ];
}

function diffNodes(before: Graph, after: Graph): Change[] {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  const now = new Set(after.nodes.map((node) => node.id));
  const changes: Change[] = [];
  for (const node of after.nodes) {
    const { id: nodeId, name } = node;
    const was = old.get(nodeId);
    if (was === undefined) {
      changes.push({ kind: "node_added", nodeId, name });
      continue;
    }
    if (was === node) continue;
    if (was.name !== name) changes.push({ kind: "node_renamed", nodeId, name, before: was.name });
    const fields = changedInNode(was, node);
    if (fields.length > 0) changes.push({ kind: "node_changed", nodeId, name, fields });
  }
  for (const { id: nodeId, name } of before.nodes) {
    if (!now.has(nodeId)) changes.push({ kind: "node_removed", nodeId, name });
  }
  return changes;
}

const nodeProperties = [
  "type",
  "typeVersion",
  "templateCode",
  "parentId",
  "renderMode",
  "policy",
  "join",
  "schemaPolicy",
] as const satisfies (keyof GraphNode)[];

function changedInNode(was: GraphNode, node: GraphNode): string[] {
  return [
    ...nodeProperties.filter((key) => !isSame(was[key], node[key])),
    ...changedKeys(was.config, node.config).map((key) => `config.${key}`),
    ...changedFields(was.inputs, node.inputs).map((key) => `inputs.${key}`),
    ...changedFields(was.outputs, node.outputs).map((key) => `outputs.${key}`),
  ];
}

function changedFields(before: readonly Field[], after: readonly Field[]): string[] {
  const byName = (fields: readonly Field[]) => Object.fromEntries(fields.map((field) => [field.name, field]));
  const changed = changedKeys(byName(before), byName(after));
  if (changed.length > 0 || isSame(before, after)) return changed;
  // The same fields in another order: named by the first that moved.
  return after.filter((field, index) => field.name !== before[index]?.name).map((field) => field.name);
}

/** Edges are the same where they lead the same way; those that came or went with a node go without saying. */
function diffEdges(before: Graph, after: Graph): Change[] {
  const names = (graph: Graph) => new Map(graph.nodes.map((node) => [node.id, node.name]));
  const [oldNames, newNames] = [names(before), names(after)];
  const old = new Map(before.edges.map((edge) => [wayOf(edge), edge]));
  const now = new Set(after.edges.map(wayOf));
  const describe = (edge: GraphEdge, of: ReadonlyMap<string, string>) => ({
    edgeId: edge.id,
    name: `${of.get(edge.source) ?? edge.source} → ${of.get(edge.target) ?? edge.target}`,
  });
  const touches = (edge: GraphEdge, known: ReadonlyMap<string, string>) =>
    known.has(edge.source) && known.has(edge.target);
  const changes: Change[] = [];
  for (const edge of after.edges) {
    const was = old.get(wayOf(edge));
    if (was === undefined) {
      if (touches(edge, oldNames)) changes.push({ kind: "edge_added", ...describe(edge, newNames) });
      continue;
    }
    const fields = (["condition", "dataMapping"] as const).filter((key) => !isSame(was[key], edge[key]));
    if (fields.length > 0) changes.push({ kind: "edge_changed", ...describe(edge, newNames), fields });
  }
  for (const edge of before.edges) {
    if (now.has(wayOf(edge)) || !touches(edge, newNames)) continue;
    changes.push({ kind: "edge_removed", ...describe(edge, oldNames) });
  }
  return changes;
}

function diffVariables(before: Graph, after: Graph): Change[] {
  const old = new Map(before.variables.map((variable) => [variable.name, variable]));
  const now = new Map(after.variables.map((variable) => [variable.name, variable]));
  const changes: Change[] = [];
  for (const [name, variable] of now) {
    const was = old.get(name);
    const fields = was === undefined ? [] : changedKeys(was, variable);
    if (was === undefined) changes.push({ kind: "variable_added", name });
    else if (fields.length > 0) changes.push({ kind: "variable_changed", name, fields });
  }
  for (const name of old.keys()) if (!now.has(name)) changes.push({ kind: "variable_removed", name });
  return changes;
}

function diffWhole(kind: ChangeKind, before: object, after: object): Change[] {
  const fields = changedKeys(before, after);
  return fields.length === 0 ? [] : [{ kind, fields }];
}

function isLayoutSame(before: Graph, after: Graph): boolean {
  const old = new Map(before.nodes.map((node) => [node.id, node]));
  return after.nodes.every((node) => {
    const was = old.get(node.id);
    return was === undefined || (isSame(was.position, node.position) && isSame(was.size, node.size));
  });
}

function changedKeys(before: object, after: object): string[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => !isSame(old.get(key), now.get(key)));
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object") return false;
  return canonicalJson(a) === canonicalJson(b);
}
