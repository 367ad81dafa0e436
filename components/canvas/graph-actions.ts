// What a person can do to the graph from the canvas, each as one step of undo. Knows stores and the graph, no DOM.

import type { Rect } from "@xyflow/react";
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
import { freeDepth, makeRoom, nodeWidth } from "./make-room";
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
function tie(graph: Graph, node: GraphNode, request: Pick<AddRequest, "from" | "edgeId">): Edit[] {
  const definition = definitionOf(node.type);
  if (!definition) return [];
  const handles = definition.handlesOf(node);
  const [into] = handles.targets;
  const [out] = handles.sources;
  const { from, edgeId } = request;
  const old = edgeId === undefined ? undefined : graph.edges.find((edge) => edge.id === edgeId);
  if (old && into && out) return putInto(graph, node, old, { into: into.id, out: out.id });
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
function putInto(graph: Graph, node: GraphNode, old: GraphEdge, { into, out }: { into: string; out: string }): Edit[] {
  const { source, sourceHandle, target, targetHandle, condition, dataMapping } = old;
  const before = edgeOf({ source, sourceHandle, target: node.id, targetHandle: into });
  const behind = edgeOf({ source: node.id, sourceHandle: out, target, targetHandle });
  const room = makeRoom(graph, old, node.position);
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

/** Adds a node where it was asked for and selects it. */
export function addNode(
  designer: Designer,
  template: NodeTemplateView,
  name: string,
  request: Omit<AddRequest, "screen">,
): void {
  const { graph } = designer.draft.store.getState();
  const node = makeNode(graph, template, name, request.at);
  if (!node || !designer.edit(tie(graph, node, request))) return;
  designer.view.setState({ tab: "settings" });
  open(designer, node.id);
}

/** Adds a node behind the selected one, or beside everything else where none is selected. */
export function appendNode(designer: Designer, template: NodeTemplateView, name: string): void {
  const { graph } = designer.draft.store.getState();
  const { selectedNodes } = designer.canvas.store.getState();
  const behind = selectedNodes.length === 1 ? graph.nodes.find((node) => node.id === selectedNodes[0]) : undefined;
  const rightmost = graph.nodes.reduce<GraphNode | undefined>(
    (far, node) => (far && far.position.x >= node.position.x ? far : node),
    undefined,
  );
  const beside = behind ?? rightmost;
  const wanted = beside ? { x: beside.position.x + nodeWidth + gap, y: beside.position.y } : { x: 0, y: 0 };
  const at = { ...wanted, y: wanted.y + freeDepth(graph, heightsOf(designer), [wanted]) };
  const type = behind && definitionOf(behind.type);
  const used = new Set(graph.edges.filter((edge) => edge.source === behind?.id).map((edge) => edge.sourceHandle));
  const free = type ? sourceHandlesOf(type, behind).find((handle) => !used.has(handle)) : undefined;
  const from = behind && free !== undefined ? { nodeId: behind.id, handle: free, kind: "source" as const } : undefined;
  addNode(designer, template, name, { at, ...(from ? { from } : {}) });
}

function heightsOf(designer: Designer): Map<string, number> {
  const { nodes } = designer.canvas.store.getState();
  return new Map(nodes.map((node) => [node.id, node.measured?.height ?? 96]));
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
  const heights = heightsOf(designer);
  const fits = pasteNodes(graph, clipping, catalogue, { x: 0, y: 0 }).edit.nodes;
  const y = freeDepth(
    graph,
    heights,
    fits.map((node) => node.position),
  );
  const { edit, ids } = pasteNodes(graph, clipping, catalogue, { x: 0, y });
  if (edit.nodes.length === 0 || !designer.edit([edit])) return null;
  designer.canvas.select([...ids.values()]);
  const xs = edit.nodes.map((node) => node.position.x);
  const ys = edit.nodes.map((node) => node.position.y);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { x: left, y: top, width: Math.max(...xs) - left + nodeWidth, height: Math.max(...ys) - top + 96 };
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
  if (moves.length > 0) designer.edit([{ type: "move", moves }], "move");
}

/** Selects a node and opens it. */
export function open(designer: Designer, nodeId: string): void {
  designer.canvas.select([nodeId]);
  designer.view.setState({ opened: nodeId, focusField: null, adding: null });
}

/** Selects a wire, which opens it. */
export function openEdge(designer: Designer, edgeId: string): void {
  designer.view.setState({ opened: null, focusField: null, adding: null });
  designer.canvas.select([], [edgeId]);
}

/** Everything on the canvas. */
export function selectAll(designer: Designer): void {
  const { nodes, edges } = designer.canvas.store.getState();
  designer.canvas.select(
    nodes.map((node) => node.id),
    edges.map((edge) => edge.id),
  );
}
