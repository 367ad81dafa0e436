// What a person can do to the graph from the canvas, each as one step of undo. Knows stores and the graph, no DOM.

import type { Rect } from "@xyflow/react";
import { applyEdits } from "@/lib/graph/apply-edit";
import { type Clipping, copyNodes, pasteNodes } from "@/lib/graph/copy-nodes";
import type { Edit } from "@/lib/graph/edit-schema";
import { edgeIdOf, freshNodeId, freshNodeName } from "@/lib/graph/find-id";
import { sourceHandlesOf } from "@/lib/graph/find-type";
import type { Graph, GraphEdge, GraphNode } from "@/lib/graph/schema";
import { catalogue, definitionOf } from "@/lib/nodes/catalogue";
import { newNode } from "@/lib/nodes/new-node";
import type { NodeTemplateView } from "@/lib/workflows/contract";
import { checkConnection, type Way } from "./check-connection";
import type { Designer } from "./designer-context";
import { drawnSize, frameEdge, type Size } from "./frames";
import { freeDepth, makeRoom, makeWay } from "./make-room";
import { fitsScope, keepInside, moveInto, originOf, sizeOf } from "./scopes";
import type { AddRequest } from "./view-store";

const gap = 90;

function edgeOf(way: Way): GraphEdge {
  return { ...way, id: edgeIdOf(way) };
}

/** A node as it comes from a palette entry, under an id and name that are free. */
function makeNode(
  graph: Graph,
  template: NodeTemplateView,
  name: string,
  position: GraphNode["position"],
): GraphNode | null {
  const definition = definitionOf(template.type);
  if (!definition) return null;
  const place = {
    id: freshNodeId(graph, template.code),
    name: freshNodeName(graph, name),
    position: { x: Math.round(position.x), y: Math.round(position.y) },
  };
  const { config, inputs, outputs, renderMode } = template.initial;
  const node = newNode(definition, place, { templateCode: template.code, config, renderMode });
  const isOwnPolicy = JSON.stringify(template.schemaPolicy) !== JSON.stringify(definition.defaultSchemaPolicy);
  return {
    ...node,
    // What travelled as JSON has no members that are undefined.
    inputs: inputs as GraphNode["inputs"],
    outputs: outputs as GraphNode["outputs"],
    ...(isOwnPolicy ? { schemaPolicy: template.schemaPolicy } : {}),
  };
}

/** The edits that put a new node where it was asked for, with its wires. */
function tie(graph: Graph, node: GraphNode, request: Pick<AddRequest, "from" | "edgeId">, sizes: Sizes): Edit[] {
  const definition = definitionOf(node.type);
  if (!definition) return [];
  const handles = definition.handlesOf(node);
  const [into] = handles.targets;
  const [out] = handles.sources;
  const { from, edgeId } = request;
  const old = edgeId === undefined ? undefined : graph.edges.find((edge) => edge.id === edgeId);
  if (old && into && out) return putInto(graph, node, old, { into: into.id, out: out.id, sizes });
  const edges: GraphEdge[] = [];
  if (from?.kind === "source" && into) {
    edges.push(edgeOf({ source: from.nodeId, sourceHandle: from.handle, target: node.id, targetHandle: into.id }));
  }
  if (from?.kind === "target" && out) {
    edges.push(edgeOf({ source: node.id, sourceHandle: out.id, target: from.nodeId, targetHandle: from.handle }));
  }
  return [{ type: "add", nodes: [node], edges }];
}

/** A node in the middle of a wire: the wire's condition stays in front of it, what the wire carries goes on behind. */
function putInto(
  graph: Graph,
  node: GraphNode,
  old: GraphEdge,
  { into, out, sizes }: { into: string; out: string; sizes: Sizes },
): Edit[] {
  const { source, sourceHandle, target, targetHandle, condition, dataMapping } = old;
  const before = edgeOf({ source, sourceHandle, target: node.id, targetHandle: into });
  const behind = edgeOf({ source: node.id, sourceHandle: out, target, targetHandle });
  const room = makeRoom(graph, old, node.position, sizes, sizeOf(node, sizes).width);
  return [
    { type: "remove", nodeIds: [], edgeIds: [old.id] },
    ...(room.moves.length > 0 ? [{ type: "move" as const, moves: room.moves }] : []),
    {
      type: "add",
      nodes: [{ ...node, position: room.position }],
      edges: [
        condition === undefined ? before : { ...before, condition },
        dataMapping === undefined ? behind : { ...behind, dataMapping },
      ],
    },
  ];
}

type Sizes = ReadonlyMap<string, Size>;

/** What every node covers on the canvas now. */
export function sizesOf({ canvas }: Pick<Designer, "canvas">): Map<string, Size> {
  return new Map(canvas.store.getState().nodes.map((node) => [node.id, drawnSize(node)]));
}

/** Edits with those that let the neighbours of a frame give way to it, where these make it grow. */
function withWay(graph: Graph, edits: readonly Edit[], sizes: Sizes, scopes: Iterable<string | undefined>): Edit[] {
  const applied = applyEdits(graph, edits, catalogue);
  if (!applied.ok) return [...edits];
  const moves = [...scopes].flatMap((scope) => makeWay(applied.graph, sizes, scope));
  return moves.length > 0 ? [...edits, { type: "move", moves }] : [...edits];
}

/** The container that a node comes to lie in: that of the wire or node it is tied to, else the one asked for. */
export function scopeOf(
  graph: Graph,
  { edgeId, from, parentId }: Pick<AddRequest, "edgeId" | "from" | "parentId">,
): string | undefined {
  const nodeId = from?.nodeId ?? graph.edges.find((edge) => edge.id === edgeId)?.source;
  return nodeId === undefined ? parentId : graph.nodes.find((node) => node.id === nodeId)?.parentId;
}

/** Adds a node where it was asked for and selects it. */
export function addNode(
  designer: Designer,
  template: NodeTemplateView,
  name: string,
  request: Omit<AddRequest, "screen">,
): void {
  const { graph } = designer.draft.store.getState();
  const sizes = sizesOf(designer);
  const wished = scopeOf(graph, request);
  const scope = fitsScope(template.type, graph, wished) ? wished : undefined;
  const origin = originOf(graph, scope);
  const [x, y] = [request.at.x - origin.x, request.at.y - origin.y];
  const at = scope === undefined ? { x, y } : { x: Math.max(x, frameEdge.left), y: Math.max(y, frameEdge.top) };
  const made = makeNode(graph, template, name, at);
  if (!made) return;
  const node = scope === undefined ? made : { ...made, parentId: scope };
  if (!designer.edit(withWay(graph, tie(graph, node, request, sizes), sizes, [scope]))) return;
  designer.view.setState({ tab: "settings" });
  open(designer, node.id);
}

/** Adds a node behind the selected one, or beside everything else where none is selected. */
export function appendNode(designer: Designer, template: NodeTemplateView, name: string): void {
  const { graph } = designer.draft.store.getState();
  const { selectedNodes } = designer.canvas.store.getState();
  const sizes = sizesOf(designer);
  const selected = selectedNodes.length === 1 ? graph.nodes.find((node) => node.id === selectedNodes[0]) : undefined;
  // Where it would mean nothing beside the selected one, it goes beside everything.
  const behind = selected && fitsScope(template.type, graph, selected.parentId) ? selected : undefined;
  const endOf = (node: GraphNode) => node.position.x + sizeOf(node, sizes).width;
  const rightmost = graph.nodes
    .filter((node) => node.parentId === undefined)
    .reduce<GraphNode | undefined>((far, node) => (far && endOf(far) >= endOf(node) ? far : node), undefined);
  const beside = behind ?? rightmost;
  const wanted = beside ? { x: endOf(beside) + gap, y: beside.position.y } : { x: 0, y: 0 };
  const parentId = behind?.parentId;
  const origin = originOf(graph, parentId);
  const depth = freeDepth(graph, sizes, [wanted], parentId);
  const at = { x: wanted.x + origin.x, y: wanted.y + origin.y + depth };
  const type = behind && definitionOf(behind.type);
  const used = new Set(graph.edges.filter((edge) => edge.source === behind?.id).map((edge) => edge.sourceHandle));
  const free = type ? sourceHandlesOf(type, behind).find((handle) => !used.has(handle)) : undefined;
  const from = behind && free !== undefined ? { nodeId: behind.id, handle: free, kind: "source" as const } : undefined;
  addNode(designer, template, name, {
    at,
    ...(from ? { from } : {}),
    ...(parentId === undefined ? {} : { parentId }),
  });
}

/**
 * Moves nodes into a container, or out of all, as one step of undo; gives how many wires had to be removed. Places are
 * those on the canvas; without them, nodes stay as near to where they are as the frame allows.
 */
export function putNodesInto(
  designer: Designer,
  nodeIds: readonly string[],
  containerId: string | undefined,
): number | null {
  const { graph } = designer.draft.store.getState();
  const drawn = new Map(designer.canvas.store.getState().nodes.map((node) => [node.id, node.position]));
  const to = originOf(graph, containerId);
  const places = new Map<string, GraphNode["position"]>();
  for (const node of graph.nodes) {
    if (!nodeIds.includes(node.id) || !fitsScope(node.type, graph, containerId)) continue;
    const from = originOf(graph, node.parentId);
    const { x, y } = drawn.get(node.id) ?? node.position;
    places.set(node.id, { x: from.x + x - to.x, y: from.y + y - to.y });
  }
  if (places.size === 0) return null;
  const { edits, cut } = moveInto(graph, containerId === undefined ? places : insideFrame(places), containerId);
  return designer.edit(withWay(graph, edits, sizesOf(designer), [containerId])) ? cut : null;
}

/** Places moved together so that none lies over the bar or the left border of the frame. */
function insideFrame(places: ReadonlyMap<string, GraphNode["position"]>): Map<string, GraphNode["position"]> {
  const dx = Math.max(0, frameEdge.left - Math.min(...[...places.values()].map(({ x }) => x)));
  const dy = Math.max(0, frameEdge.top - Math.min(...[...places.values()].map(({ y }) => y)));
  return new Map([...places].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }]));
}

/** Draws a wire; false where it can't be. */
export function connect(designer: Designer, way: Way): boolean {
  if (checkConnection(designer.draft.store.getState().graph, catalogue, way) !== null) return false;
  return designer.edit([{ type: "add", nodes: [], edges: [edgeOf(way)] }]);
}

/** Removes what is selected. */
export function removeSelected(designer: Designer): void {
  const { selectedNodes, selectedEdges } = designer.canvas.store.getState();
  if (selectedNodes.length + selectedEdges.length === 0) return;
  // A move by keys that is not stored yet comes before this in what can be undone.
  storePlaces(designer);
  designer.edit([{ type: "remove", nodeIds: [...selectedNodes], edgeIds: [...selectedEdges] }]);
}

/** What is selected, to be pasted elsewhere. */
export function copySelected(designer: Designer): Clipping {
  const graph = designer.view.getState().version?.graph ?? designer.draft.store.getState().graph;
  return copyNodes(graph, designer.canvas.store.getState().selectedNodes);
}

/** Pastes nodes where they were, or as far below that as they need not to lie on others; gives where they lie. */
export function paste(designer: Designer, clipping: Clipping): Rect | null {
  const { graph } = designer.draft.store.getState();
  const sizes = sizesOf(designer);
  const fits = pasteNodes(graph, clipping, catalogue, { x: 0, y: 0 });
  const before = new Map([...fits.ids].map(([old, id]) => [id, old]));
  const pasted = new Set(fits.ids.values());
  // What lies in a pasted container comes with it.
  const roots = fits.edit.nodes.filter((node) => !pasted.has(node.parentId ?? ""));
  const boxOf = (node: GraphNode) => ({
    ...node.position,
    ...(sizes.get(before.get(node.id) ?? "") ?? sizeOf(node, sizes)),
  });
  const scopes = Map.groupBy(roots, (node) => node.parentId);
  const y = Math.max(0, ...[...scopes].map(([scope, nodes]) => freeDepth(graph, sizes, nodes.map(boxOf), scope)));
  const { edit } = pasteNodes(graph, clipping, catalogue, { x: 0, y });
  if (edit.nodes.length === 0 || !designer.edit(withWay(graph, [edit], sizes, scopes.keys()))) return null;
  designer.canvas.select(roots.map((node) => node.id));
  const boxes = roots.map((node) => {
    const origin = originOf(graph, node.parentId);
    const box = boxOf(node);
    return { ...box, x: box.x + origin.x, y: box.y + origin.y + y };
  });
  const [left, top] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
  return {
    x: left,
    y: top,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - left,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - top,
  };
}

/** Stores where nodes lie on the canvas now, where that differs from the graph. */
export function storePlaces(designer: Designer): void {
  const { graph } = designer.draft.store.getState();
  if (designer.view.getState().version !== null) return;
  const places = new Map(designer.canvas.store.getState().nodes.map((node) => [node.id, node]));
  const moves = graph.nodes.flatMap((node) => {
    const drawn = places.get(node.id);
    if (!drawn || drawn.dragging || drawn.resizing) return [];
    const position = { x: Math.round(drawn.position.x), y: Math.round(drawn.position.y) };
    const isSame = position.x === node.position.x && position.y === node.position.y;
    return isSame ? [] : [{ id: node.id, position }];
  });
  if (moves.length === 0) return;
  const moved = new Map(moves.map((one) => [one.id, one.position]));
  const nodes = graph.nodes.map((node) => ({ ...node, position: moved.get(node.id) ?? node.position }));
  for (const { id, position } of keepInside({ ...graph, nodes })) moved.set(id, position);
  designer.edit([{ type: "move", moves: [...moved].map(([id, position]) => ({ id, position })) }], "move");
}

/** Selects a node and opens it. */
export function open(designer: Designer, nodeId: string): void {
  designer.canvas.select([nodeId]);
  designer.view.setState({ opened: nodeId, focusField: null, adding: null });
}

/** Folds a container's frame to its bar, or opens it; what is hidden then is not looked into any more. */
export function collapse({ canvas, view }: Designer, containerId: string, isCollapsed: boolean): void {
  canvas.collapse(containerId, isCollapsed);
  const hidden = canvas.store.getState().nodes.find(({ id }) => id === view.getState().opened)?.hidden;
  if (hidden) view.setState({ opened: null });
}

/** Selects a wire, which opens it. */
export function openEdge(designer: Designer, edgeId: string): void {
  designer.view.setState({ opened: null, focusField: null, adding: null });
  designer.canvas.select([], [edgeId]);
}

/** Everything on the canvas that can be seen; what a folded frame hides goes with the frame. */
export function selectAll(designer: Designer): void {
  const { nodes, edges } = designer.canvas.store.getState();
  const seen = (list: readonly { id: string; hidden?: boolean }[]) =>
    list.filter(({ hidden }) => !hidden).map(({ id }) => id);
  designer.canvas.select(seen(nodes), seen(edges));
}
