// Prepares a graph for running: order, ranks, edges, compiled templates. Told by the graph and the catalogue alone, so
// the same graph always gives the same plan. What validation would call an error of form can't be planned.

import { AppError } from "../shared/errors";
import { compileCondition, compileConfig, compileContainer, compileInputs, compileMapping } from "./compile-node";
import { findType, sourceHandlesOf } from "./find-type";
import type { Catalogue, NodeType } from "./node-type";
import type { Plan, PlanEdge, PlanNode, PlanScope } from "./plan";
import { entriesOf } from "./reached-nodes";
import type { Graph, GraphNode } from "./schema";
import { reachableFrom, type Shape, shapeOf } from "./shape";

interface Building {
  plan: PlanNode & { incoming: PlanEdge[]; outgoing: PlanEdge[] };
  number: number;
}

/** The plan of a graph; throws `graph_invalid` where its form doesn't allow one (circles, unknown types, loose ends). */
export function makePlan(graph: Graph, catalogue: Catalogue): Plan {
  const shape = shapeOf(graph, (node) => findType(catalogue, node)?.role !== "note");
  refuseBrokenForm(graph, shape, catalogue);
  const entries = new Set(entriesOf(shape, catalogue));
  const reached = reachableFrom(shape, [...entries]);
  const ranks = ranksWithin(shape, reached);
  const members = Map.groupBy(shape.nodes.keys(), (number) => shape.parent[number] ?? -1);

  const nodes = new Map<string, PlanNode>();
  const planScope = (container: number): { scope: PlanScope; buildings: Building[] } => {
    const buildings = (members.get(container) ?? [])
      .filter((number) => reached[number])
      .map((number) => buildNode(nodeAt(shape, number), number, ranks[number] ?? 0, catalogue))
      .sort((a, b) => a.plan.rank - b.plan.rank || (a.plan.id < b.plan.id ? -1 : 1));
    for (const [index, { plan }] of buildings.entries()) {
      plan.index = index;
      nodes.set(plan.id, plan);
    }
    const planned = buildings.map(({ plan }) => plan);
    const scope: PlanScope = {
      containerId: container === -1 ? null : nodeAt(shape, container).id,
      nodes: planned,
      edges: connect(shape, buildings),
      entries: buildings.filter(({ number }) => entries.has(number)).map(({ plan }) => plan),
      speakers: [],
      ends: planned.filter((node) => node.role === "end"),
    };
    return { scope, buildings };
  };

  // From the outside in: what lies in a container that nothing leads to is never met.
  const root = planScope(-1);
  const scopes = [root];
  for (const { buildings } of scopes) {
    for (const { plan, number } of buildings) {
      if (!members.has(number) && plan.container === null) continue;
      const inner = planScope(number);
      plan.children = inner.scope;
      scopes.push(inner);
    }
  }
  for (const { scope } of scopes.reverse()) {
    scope.speakers = scope.nodes.filter((node) => node.speaks || (node.children?.speakers.length ?? 0) > 0);
    for (const [index, speaker] of scope.speakers.entries()) speaker.speakerIndex = index;
  }
  const { settings, variables } = graph;
  return { graph, mode: settings.mode ?? "dag", settings, variables, root: root.scope, nodes };
}

function connect(shape: Shape, buildings: readonly Building[]): PlanEdge[] {
  const planOf = new Map(buildings.map(({ number, plan }) => [number, plan]));
  const edges: PlanEdge[] = [];
  for (const { number, plan: source } of buildings) {
    for (const { edge, target: targetNumber } of shape.outgoing[number] ?? []) {
      const target = planOf.get(targetNumber);
      if (target === undefined) continue;
      const planned: PlanEdge = {
        index: edges.length,
        edge,
        source,
        target,
        sourceHandle: edge.sourceHandle,
        condition: compileCondition(edge),
        dataMapping: compileMapping(edge),
      };
      edges.push(planned);
      source.outgoing.push(planned);
      target.incoming.push(planned);
    }
  }
  return edges;
}

function buildNode(node: GraphNode, number: number, rank: number, catalogue: Catalogue): Building {
  const type = knownType(node, catalogue);
  return {
    number,
    plan: {
      id: node.id,
      index: 0,
      node,
      role: type.role === undefined || type.role === "note" ? "node" : type.role,
      rank,
      speaks: node.renderMode === "message",
      speakerIndex: -1,
      effect: type.effectOf(node),
      join: node.join ?? "all",
      incoming: [],
      outgoing: [],
      sourceHandles: sourceHandlesOf(type, node),
      config: compileConfig(node, type),
      inputs: compileInputs(node),
      writes: type.writesOf(node),
      children: null,
      container: compileContainer(node, type),
    },
  };
}

/** Longest ways among reachable nodes alone: what never runs must not push others back in the order of speaking. */
function ranksWithin(shape: Shape, reached: Uint8Array): Int32Array {
  const ranks = new Int32Array(shape.nodes.length);
  for (const node of shape.order) {
    if (!reached[node]) continue;
    for (const { target } of shape.outgoing[node] ?? []) {
      ranks[target] = Math.max(ranks[target] ?? 0, (ranks[node] ?? 0) + 1);
    }
  }
  return ranks;
}

function refuseBrokenForm(graph: Graph, shape: Shape, catalogue: Catalogue): void {
  const kept = graph.nodes.filter((node) => findType(catalogue, node)?.role !== "note");
  if (kept.length !== shape.nodes.length) refuse("Two nodes have the same id.");
  if (shape.order.length !== shape.nodes.length) refuse("Some nodes lead back to themselves.");
  for (const [number, node] of shape.nodes.entries()) {
    if (node.parentId !== undefined && shape.parent[number] === -1) refuse(`The container of ${node.id} is gone.`);
    knownType(node, catalogue);
  }
  const containers = new Map(graph.nodes.map((node) => [node.id, node.parentId ?? null]));
  for (const { source, target, id } of graph.edges) {
    const from = containers.get(source);
    const to = containers.get(target);
    if (from === undefined || to === undefined) refuse(`The connection ${id} leads to a node that is gone.`);
    if (from !== to) refuse(`The connection ${id} crosses the border of a container.`);
    if (source === target) refuse(`The connection ${id} leads from a node to itself.`);
  }
}

function knownType(node: GraphNode, catalogue: Catalogue): NodeType {
  return findType(catalogue, node) ?? refuse(`The node ${node.id} has the unknown type ${node.type}.`);
}

function nodeAt(shape: Shape, number: number): GraphNode {
  return shape.nodes[number] ?? refuse("A node is missing.");
}

function refuse(reason: string): never {
  throw new AppError("graph_invalid", reason);
}
