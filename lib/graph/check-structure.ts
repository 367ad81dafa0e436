// Problems of form: where a run begins, ids, edges and their ends, circles, containers, what nothing leads to.

import { wayOf } from "./edge-way";
import { findCircles } from "./find-circles";
import type { NodeType } from "./node-type";
import { isReservedName } from "./reserved-names";
import type { GraphEdge } from "./schema";
import type { Scene } from "./validation-scene";

/** Reports everything that is wrong with how nodes and edges hang together. */
export function checkStructure(scene: Scene): void {
  checkStart(scene);
  checkIds(scene);
  checkContainers(scene);
  for (const edge of scene.graph.edges) checkEnds(scene, edge);
  checkTwinEdges(scene);
  checkCircles(scene);
  checkReachable(scene);
}

function checkStart(scene: Scene): void {
  const alive = scene.nodes.filter(({ type }) => type?.role !== "note");
  if (alive.length === 0) {
    scene.report({ code: "graph_empty" });
    return;
  }
  // One that lies in a container is told there.
  const [first, ...others] = alive.filter(({ node, type }) => type?.role === "start" && node.parentId === undefined);
  if (first === undefined) scene.report({ code: "start_missing" });
  for (const { node } of others) scene.report({ code: "start_twice", nodeId: node.id });
}

function checkIds(scene: Scene): void {
  const nodeIds = new Set<string>();
  for (const { id } of scene.graph.nodes) {
    if (nodeIds.has(id)) scene.report({ code: "node_id_duplicate", nodeId: id });
    else if (isReservedName(id)) scene.report({ code: "node_id_reserved", nodeId: id });
    nodeIds.add(id);
  }
  const edgeIds = new Set<string>();
  for (const { id } of scene.graph.edges) {
    if (edgeIds.has(id)) scene.report({ code: "edge_id_duplicate", edgeId: id });
    edgeIds.add(id);
  }
}

function checkContainers(scene: Scene): void {
  const filled = new Set<number>();
  for (const { node, number, type } of scene.nodes) {
    const { role } = type ?? {};
    const around = scene.shape.parent[number] ?? -1;
    const container = scene.nodes[around];
    if (role !== "note") filled.add(around);
    if ((role === "break" || role === "continue") && !isExit(role, container?.type)) {
      scene.report({ code: "exit_outside_loop", nodeId: node.id });
    }
    if (node.parentId === undefined) continue;
    if (role === "start" || role === "end") scene.report({ code: "not_in_container", nodeId: node.id });
    if (container === undefined || (container.type !== undefined && container.type.container === undefined)) {
      scene.report({ code: "parent_unknown", nodeId: node.id, params: { parent: node.parentId } });
    }
  }
  for (const { node, number, type } of scene.nodes) {
    if (type?.container && !filled.has(number)) scene.report({ code: "container_empty", nodeId: node.id }, "warning");
  }
}

/** Whether a node can end what it lies in: `break` a loop, `continue` a turn of any container. */
function isExit(role: "break" | "continue", container: NodeType | undefined): boolean {
  return role === "break" ? container?.container === "loop" : container?.container !== undefined;
}

function checkEnds(scene: Scene, edge: GraphEdge): void {
  const source = scene.byId(edge.source);
  const target = scene.byId(edge.target);
  const edgeId = edge.id;
  if (source === undefined || target === undefined) {
    scene.report({ code: "edge_dangling", edgeId });
    return;
  }
  if (source === target) {
    scene.report({ code: "edge_self", edgeId, nodeId: edge.source });
    return;
  }
  if (scene.shape.parent[source.number] !== scene.shape.parent[target.number]) {
    scene.report({ code: "edge_crosses_container", edgeId });
  }
  if (source.analysis && !source.analysis.sources.has(edge.sourceHandle)) {
    scene.report({ code: "handle_unknown", edgeId, nodeId: edge.source, params: { handle: edge.sourceHandle } });
  }
  if (target.analysis && !target.analysis.targets.has(edge.targetHandle)) {
    scene.report({ code: "handle_unknown", edgeId, nodeId: edge.target, params: { handle: edge.targetHandle } });
  }
}

function checkTwinEdges(scene: Scene): void {
  const ways = new Set<string>();
  for (const edge of scene.graph.edges) {
    const way = wayOf(edge);
    if (ways.has(way)) scene.report({ code: "edge_duplicate", edgeId: edge.id });
    ways.add(way);
  }
}

function checkCircles(scene: Scene): void {
  for (const circle of findCircles(scene.shape)) {
    const members = new Set(circle);
    const ids = circle.map((number) => scene.nodes[number]?.node.id ?? "");
    const nodes = ids.slice(0, 10).join(", ");
    // The edge that closes the circle: the last one drawn among its nodes.
    const closing = scene.shape.links.findLast(({ source, target }) => members.has(source) && members.has(target));
    scene.report({
      code: "cycle",
      ...(ids[0] === undefined ? {} : { nodeId: ids[0] }),
      ...(closing === undefined ? {} : { edgeId: closing.edge.id }),
      params: { nodes, count: ids.length },
    });
  }
}

/** A warning: what is lying about does not keep the rest from running. Told where there is a start at all. */
function checkReachable(scene: Scene): void {
  if (!scene.nodes.some((one) => one.type?.role === "start")) return;
  for (const { node, number, type } of scene.nodes) {
    if (scene.reached[number] || type?.role === "note" || type?.role === "start") continue;
    if (scene.shape.parent[number] === -1) scene.report({ code: "unreachable", nodeId: node.id }, "warning");
  }
}
