// What a node or an edge can refer to, for the variable picker: outputs of what runs before, graph variables, system
// values, each with its type.

import { isAssignable } from "../expressions/infer-type";
import { printReference } from "../expressions/print";
import { systemValueNames, systemValues } from "../expressions/system-values";
import { findType } from "./find-type";
import type { Catalogue } from "./node-type";
import { readableOutputs } from "./path-types";
import { reachedByRuns } from "./reached-nodes";
import type { Graph, GraphNode, ValueType } from "./schema";
import { containersOf, type Shape, shapeOf } from "./shape";

export interface PickableValue {
  /** Ready to stand in an expression, such as `fetch.body`. */
  reference: string;
  name: string;
  label?: string;
  type: ValueType;
  /** What the elements of an array are. */
  items?: ValueType;
}

export interface PickableGroup {
  kind: "node" | "vars" | "sys";
  /** Of a group of kind `node`. */
  node?: Pick<GraphNode, "id" | "name" | "type">;
  values: PickableValue[];
}

/** What a node can refer to, the nearest node first; only what can stand for `wanted` where a type is given. */
export function variablesFor(
  graph: Graph,
  catalogue: Catalogue,
  nodeId: string,
  wanted: ValueType = "any",
): PickableGroup[] {
  const shape = shapeOf(graph);
  const number = shape.numberOf.get(nodeId);
  if (number === undefined) return [];
  const around = new Set(containersOf(shape, number));
  return groupsOf({ graph, catalogue, shape, around }, upstreamOf(shape, number, catalogue), wanted);
}

/**
 * What a container can refer to where it is resolved for each of its turns: the values of the turn, the nodes that lie
 * directly in it, and what runs before the container.
 */
export function variablesForTurn(
  graph: Graph,
  catalogue: Catalogue,
  containerId: string,
  wanted: ValueType = "any",
): PickableGroup[] {
  const shape = shapeOf(graph);
  const number = shape.numberOf.get(containerId);
  if (number === undefined) return [];
  const found = upstreamOf(shape, number, catalogue).add(number);
  const reached = reachedByRuns(shape, catalogue);
  for (const inner of shape.nodes.keys()) {
    if (shape.parent[inner] === number && (reached[inner] || !reached[number])) found.add(inner);
  }
  const around = new Set([number, ...containersOf(shape, number)]);
  return groupsOf({ graph, catalogue, shape, around }, found, wanted);
}

/** What the condition or mapping of an edge can refer to: its source and what runs before that. */
export function variablesForEdge(
  graph: Graph,
  catalogue: Catalogue,
  edgeId: string,
  wanted: ValueType = "any",
): PickableGroup[] {
  const shape = shapeOf(graph);
  const source = shape.numberOf.get(graph.edges.find((edge) => edge.id === edgeId)?.source ?? "");
  if (source === undefined) return [];
  const around = new Set(containersOf(shape, source));
  return groupsOf({ graph, catalogue, shape, around }, upstreamOf(shape, source, catalogue).add(source), wanted);
}

/**
 * Numbers of the nodes before one, through the containers around it, which count themselves. Nodes that never run
 * count for those that don't either: a part that is not connected yet.
 */
function upstreamOf(shape: Shape, number: number, catalogue: Catalogue): Set<number> {
  const around = containersOf(shape, number);
  const found = new Set(around);
  // A set is walked in the order of joining, new members included.
  const visited = new Set([number, ...around]);
  for (const at of visited) {
    for (const { source } of shape.incoming[at] ?? []) {
      found.add(source);
      visited.add(source);
    }
  }
  found.delete(number);
  const reached = reachedByRuns(shape, catalogue);
  if (!reached[number]) return found;
  return new Set([...found].filter((one) => reached[one]));
}

/** A graph as somebody in it sees it. */
interface View {
  graph: Graph;
  catalogue: Catalogue;
  shape: Shape;
  /** Containers of which the values of a turn are seen instead of what they give in the end. */
  around: ReadonlySet<number>;
}

function groupsOf(
  { graph, catalogue, shape, around }: View,
  upstream: ReadonlySet<number>,
  wanted: ValueType,
): PickableGroup[] {
  const nearestFirst = [...upstream].sort((a, b) => (shape.rank[b] ?? 0) - (shape.rank[a] ?? 0) || a - b);
  const groups: PickableGroup[] = [];
  for (const number of nearestFirst) {
    const node = shape.nodes[number];
    const type = node && findType(catalogue, node);
    if (node === undefined || type === undefined) continue;
    const fields = around.has(number) ? (type.turnValuesOf?.(node) ?? []) : readableOutputs(node, type);
    const values = fields.map(({ name, label, type: valueType, items }) => ({
      reference: printReference(node.id, [name]),
      name,
      type: valueType,
      ...(label === undefined ? {} : { label }),
      ...(items === undefined ? {} : { items }),
    }));
    groups.push({ kind: "node", node: { id: node.id, name: node.name, type: node.type }, values });
  }
  groups.push({
    kind: "vars",
    values: graph.variables.map(({ name, type }) => ({ reference: printReference("vars", [name]), name, type })),
  });
  groups.push({
    kind: "sys",
    values: systemValueNames.map((name) => ({
      reference: printReference("sys", [name]),
      name,
      type: systemValues[name],
    })),
  });
  return groups
    .map((group) => ({ ...group, values: group.values.filter(({ type }) => isAssignable(type, wanted)) }))
    .filter((group) => group.values.length > 0);
}
