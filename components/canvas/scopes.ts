// Which container a node lies in, told from places and ids, and how nodes move from one to another. Pure; knows the
// graph and the sizes of what is drawn, nothing of the screen.

import type { Edit } from "@/lib/graph/edit-schema";
import type { Graph, GraphNode } from "@/lib/graph/schema";
import { definitionOf } from "@/lib/nodes/catalogue";
import { type Box, frameEdge, frameLimits, plainSize, type Size } from "./frames";

type Point = GraphNode["position"];
type Sizes = ReadonlyMap<string, Size>;

export const isContainer = (node: Pick<GraphNode, "type">) => definitionOf(node.type)?.container !== undefined;

/** The containers around a node, from the inside out. */
function containersAround(graph: Graph, id: string | undefined): GraphNode[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const around: GraphNode[] = [];
  const seen = new Set([id]);
  for (let at = byId.get(id ?? "")?.parentId; at !== undefined && !seen.has(at); at = byId.get(at)?.parentId) {
    seen.add(at);
    const container = byId.get(at);
    if (container) around.push(container);
  }
  return around;
}

/** Where the corner of a container's frame lies on the canvas; the canvas's own where none is named. */
export function originOf(graph: Graph, containerId: string | undefined): Point {
  const container = graph.nodes.find((node) => node.id === containerId);
  if (!container) return { x: 0, y: 0 };
  const around = [container, ...containersAround(graph, container.id)];
  return around.reduce((sum, { position }) => ({ x: sum.x + position.x, y: sum.y + position.y }), { x: 0, y: 0 });
}

/** The innermost container at a place of the canvas, apart from some nodes and what lies in them. */
export function containerAt(
  graph: Graph,
  sizes: Sizes,
  { x, y }: Point,
  except: ReadonlySet<string> = new Set(),
): GraphNode | undefined {
  let found: { node: GraphNode; depth: number } | undefined;
  for (const node of graph.nodes) {
    if (!isContainer(node) || except.has(node.id)) continue;
    const around = containersAround(graph, node.id);
    if (around.some(({ id }) => except.has(id)) || (found && around.length < found.depth)) continue;
    const { x: left, y: top } = originOf(graph, node.id);
    const { width, height } = sizes.get(node.id) ?? frameLimits;
    if (x >= left && x <= left + width && y >= top && y <= top + height) found = { node, depth: around.length };
  }
  return found?.node;
}

/** Whether a node of a type has something to do inside a container, or outside of all. */
export function fitsScope(type: string, graph: Graph, containerId: string | undefined): boolean {
  const role = definitionOf(type)?.role;
  if (role === "start" || role === "end") return containerId === undefined;
  if (role === "continue") return containerId !== undefined;
  if (role !== "break") return true;
  const container = graph.nodes.find((node) => node.id === containerId);
  return container !== undefined && definitionOf(container.type)?.container === "loop";
}

/** Containers that a node can be moved into: not itself, not what lies in it, not the one it lies in. */
export function containersFor(graph: Graph, node: GraphNode): GraphNode[] {
  return graph.nodes.filter(
    (one) =>
      isContainer(one) &&
      one.id !== node.id &&
      one.id !== node.parentId &&
      fitsScope(node.type, graph, one.id) &&
      !containersAround(graph, one.id).some(({ id }) => id === node.id),
  );
}

/** What a node covers, also before it was drawn. */
export function sizeOf(node: GraphNode, sizes: Sizes): Size {
  const { width, height } = isContainer(node) ? frameLimits : plainSize;
  return sizes.get(node.id) ?? node.size ?? { width, height };
}

/** What lies directly in a container, or outside of all. */
export function boxesIn(graph: Graph, sizes: Sizes, containerId: string | undefined): (Box & { id: string })[] {
  return graph.nodes
    .filter((node) => node.parentId === containerId)
    .map((node) => ({ id: node.id, ...node.position, ...sizeOf(node, sizes) }));
}

export interface MoveInto {
  edits: Edit[];
  /** Wires that would have crossed the border of a container, which are removed. */
  cut: number;
}

/**
 * Moves nodes into a container, or out of all, with where each lies in it. Wires among the moved nodes stay; those that
 * would cross the border are removed.
 */
export function moveInto(graph: Graph, places: ReadonlyMap<string, Point>, containerId: string | undefined): MoveInto {
  const crossing = graph.edges.filter((edge) => {
    const [source, target] = [places.has(edge.source), places.has(edge.target)];
    if (source === target) return false;
    const other = graph.nodes.find((node) => node.id === (source ? edge.target : edge.source));
    return other?.parentId !== containerId;
  });
  const updates = [...places.keys()].map(
    (id): Edit => ({
      type: "update",
      id,
      set: { parentId: containerId ?? null },
    }),
  );
  const moves = [...places].map(([id, { x, y }]) => ({ id, position: { x: Math.round(x), y: Math.round(y) } }));
  return {
    edits: [
      ...(crossing.length > 0
        ? [{ type: "remove" as const, nodeIds: [], edgeIds: crossing.map((edge) => edge.id) }]
        : []),
      ...updates,
      { type: "move", moves },
    ],
    cut: crossing.length,
  };
}

/**
 * Moves so that nothing lies over the bar or the left border of its frame: the frame grows that way, and what lies in it
 * stays where it is on the canvas. From the inside out.
 */
export function keepInside(graph: Graph): { id: string; position: Point }[] {
  const places = new Map(graph.nodes.map((node) => [node.id, node.position]));
  const contents = Map.groupBy(graph.nodes, (node) => node.parentId);
  const containers = graph.nodes.filter((node) => isContainer(node) && contents.has(node.id));
  const depths = new Map(containers.map(({ id }) => [id, containersAround(graph, id).length]));
  containers.sort((a, b) => (depths.get(b.id) ?? 0) - (depths.get(a.id) ?? 0));
  for (const container of containers) {
    const inside = (contents.get(container.id) ?? []).flatMap(({ id }) => {
      const place = places.get(id);
      return place ? [{ id, place }] : [];
    });
    const dx = Math.max(0, frameEdge.left - Math.min(...inside.map(({ place }) => place.x)));
    const dy = Math.max(0, frameEdge.top - Math.min(...inside.map(({ place }) => place.y)));
    if (dx === 0 && dy === 0) continue;
    for (const { id, place } of inside) places.set(id, { x: place.x + dx, y: place.y + dy });
    const corner = places.get(container.id) ?? container.position;
    places.set(container.id, { x: corner.x - dx, y: corner.y - dy });
  }
  return graph.nodes.flatMap((node) => {
    const position = places.get(node.id);
    return position && position !== node.position ? [{ id: node.id, position }] : [];
  });
}
