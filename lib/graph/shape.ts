// The form of a graph as numbers: who is connected to whom, in which order, under which container. Built once and
// shared by validation, planning and the variable picker; total for every graph, however broken, and never recursive.

import type { Graph, GraphEdge, GraphNode } from "./schema";

export interface Shape {
  /** Nodes with distinct ids (the first of each), each at its number. */
  nodes: readonly GraphNode[];
  numberOf: ReadonlyMap<string, number>;
  /** Number of the container a node lies in; -1 outside of all, also where the container is missing or a circle. */
  parent: Int32Array;
  /** Edges between two different nodes of one scope; everything else is a problem told elsewhere. */
  links: readonly Link[];
  outgoing: readonly (readonly Link[])[];
  incoming: readonly (readonly Link[])[];
  /** Node numbers so that every edge leads forward; without nodes that are in or behind a circle. */
  order: readonly number[];
  /** Edges on the longest way that leads to a node; -1 for nodes not in `order`. */
  rank: Int32Array;
}

export interface Link {
  edge: GraphEdge;
  source: number;
  target: number;
}

/** Reads the form of a graph; `keep` leaves nodes out, such as notes. */
export function shapeOf(graph: Graph, keep: (node: GraphNode) => boolean = () => true): Shape {
  const numberOf = new Map<string, number>();
  const nodes: GraphNode[] = [];
  for (const node of graph.nodes) {
    if (numberOf.has(node.id) || !keep(node)) continue;
    numberOf.set(node.id, nodes.length);
    nodes.push(node);
  }
  const parent = parentsOf(nodes, numberOf);
  const outgoing: Link[][] = nodes.map(() => []);
  const incoming: Link[][] = nodes.map(() => []);
  const links: Link[] = [];
  for (const edge of graph.edges) {
    const source = numberOf.get(edge.source);
    const target = numberOf.get(edge.target);
    if (source === undefined || target === undefined || source === target) continue;
    if (parent[source] !== parent[target]) continue;
    const link = { edge, source, target };
    links.push(link);
    outgoing[source]?.push(link);
    incoming[target]?.push(link);
  }
  return { nodes, numberOf, parent, links, outgoing, incoming, ...sort(outgoing, incoming) };
}

/** The containers around a node from the inside out. */
export function containersOf(shape: Shape, node: number): number[] {
  const around: number[] = [];
  for (let at = shape.parent[node] ?? -1; at !== -1; at = shape.parent[at] ?? -1) around.push(at);
  return around;
}

/** Nodes that can be reached from `entries`, as a mark by node number. */
export function reachableFrom(shape: Shape, entries: readonly number[]): Uint8Array {
  const reached = new Uint8Array(shape.nodes.length);
  const waiting = [...entries];
  for (const entry of entries) reached[entry] = 1;
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    for (const { target } of shape.outgoing[node] ?? []) {
      if (reached[target]) continue;
      reached[target] = 1;
      waiting.push(target);
    }
  }
  return reached;
}

function parentsOf(nodes: readonly GraphNode[], numberOf: ReadonlyMap<string, number>): Int32Array {
  const parent = new Int32Array(nodes.length).fill(-1);
  for (const [number, node] of nodes.entries()) {
    if (node.parentId !== undefined) parent[number] = numberOf.get(node.parentId) ?? -1;
  }
  // 0 = not looked at, 1 = on the way that is being followed, 2 = known to lead out.
  const state = new Uint8Array(nodes.length);
  for (let number = 0; number < nodes.length; number++) {
    const way: number[] = [];
    let at = number;
    while (at !== -1 && state[at] === 0) {
      state[at] = 1;
      way.push(at);
      at = parent[at] ?? -1;
    }
    // A circle of containers is cut where it was closed.
    if (at !== -1 && state[at] === 1) parent[way.at(-1) ?? at] = -1;
    for (const passed of way) state[passed] = 2;
  }
  return parent;
}

function sort(outgoing: readonly (readonly Link[])[], incoming: readonly (readonly Link[])[]) {
  const rank = new Int32Array(outgoing.length).fill(-1);
  const undecided = Int32Array.from(incoming, (links) => links.length);
  const order: number[] = [];
  for (const [number, count] of undecided.entries()) {
    if (count > 0) continue;
    order.push(number);
    rank[number] = 0;
  }
  // `order` grows while it is walked: a node joins when its last edge was passed.
  for (const node of order) {
    for (const { target } of outgoing[node] ?? []) {
      rank[target] = Math.max(rank[target] ?? -1, (rank[node] ?? 0) + 1);
      const left = (undecided[target] ?? 0) - 1;
      undecided[target] = left;
      if (left === 0) order.push(target);
    }
  }
  for (const [number, left] of undecided.entries()) if (left > 0) rank[number] = -1;
  return { order, rank };
}
