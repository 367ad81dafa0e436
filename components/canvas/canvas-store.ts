// What lies on the canvas at this moment: nodes and edges as the drawing library wants them, where they are being
// dragged and which are selected. Follows the graph, never changes it. Elements whose part of the graph did not change
// stay the same objects, so that a thousand nodes are not drawn again for one.

import { applyEdgeChanges, applyNodeChanges, type EdgeChange, type NodeChange } from "@xyflow/react";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Graph, GraphEdge, GraphNode } from "@/lib/graph/schema";
import { type Collapsed, collapsedAround, collapseFrames, nothingCollapsed } from "./collapse-frames";
import type { FlowEdge, FlowNode } from "./flow-elements";
import { entriesOf, fitFrames, frameLimits, inDepthOrder, plainSize } from "./frames";
import { isContainer } from "./scopes";

export interface CanvasState {
  nodes: FlowNode[];
  edges: FlowEdge[];
  selectedNodes: readonly string[];
  selectedEdges: readonly string[];
  /** Where the turns of each container begin: places in its frame, `x,y` with blanks between. */
  entries: ReadonlyMap<string, string>;
  /** The container that what is being dragged would fall into; null = out of all. Undefined: it stays where it is. */
  dropInto: string | null | undefined;
  /** Containers whose frames are folded to their bars. */
  collapsed: Collapsed;
}

export interface Canvas {
  store: StoreApi<CanvasState>;
  /** Shows a graph. */
  show(graph: Graph): void;
  changeNodes(changes: NodeChange<FlowNode>[]): void;
  changeEdges(changes: EdgeChange<FlowEdge>[]): void;
  /** Selects these alone; frames open that hide any of them. */
  select(nodeIds: readonly string[], edgeIds?: readonly string[]): void;
  /** Folds a container's frame to its bar, or opens it. */
  collapse(containerId: string, isCollapsed: boolean): void;
  /** Puts nodes somewhere for the moment, as during an animation. */
  place(positions: ReadonlyMap<string, { x: number; y: number }>): void;
  /** Shows where what is being dragged would fall. */
  aim(containerId: string | null | undefined): void;
}

interface CollapsedKeeper {
  read(): Collapsed;
  keep(collapsed: Collapsed): void;
}

/** A canvas with nothing on it; the keeper remembers which frames are folded. */
export function createCanvas(keeper?: CollapsedKeeper): Canvas {
  const store = createStore<CanvasState>(() => ({
    nodes: [],
    edges: [],
    selectedNodes: [],
    selectedEdges: [],
    entries: new Map(),
    dropInto: undefined,
    collapsed: keeper?.read() ?? nothingCollapsed,
  }));

  const put = (drawn: FlowNode[], wires: FlowEdge[], collapsed = store.getState().collapsed) => {
    const before = store.getState();
    const shown = collapseFrames(drawn, wires, collapsed);
    const { edges } = shown;
    const nodes = fitFrames(shown.nodes, collapsed);
    const selectedNodes = nodes.filter((node) => node.selected).map((node) => node.id);
    const selectedEdges = edges.filter((edge) => edge.selected).map((edge) => edge.id);
    if (collapsed !== before.collapsed) keeper?.keep(collapsed);
    store.setState({
      nodes,
      edges,
      collapsed,
      entries: entriesOf(nodes, edges),
      selectedNodes: isSame(before.selectedNodes, selectedNodes) ? before.selectedNodes : selectedNodes,
      selectedEdges: isSame(before.selectedEdges, selectedEdges) ? before.selectedEdges : selectedEdges,
    });
  };

  /** The folded frames without those that hide any of these nodes. */
  const opened = (ids: readonly string[]): Collapsed => {
    const { nodes, collapsed } = store.getState();
    const around = new Set(ids.flatMap((id) => collapsedAround(nodes, collapsed, id)));
    return around.size === 0 ? collapsed : new Set([...collapsed].filter((id) => !around.has(id)));
  };

  return {
    store,
    show(graph) {
      const before = store.getState();
      const oldNodes = new Map(before.nodes.map((node) => [node.id, node]));
      const oldEdges = new Map(before.edges.map((edge) => [edge.id, edge]));
      const ends = new Map(graph.nodes.map((node) => [node.id, node]));
      put(
        inDepthOrder(graph.nodes, isContainer).map((one) => drawNode(one, oldNodes.get(one.node.id))),
        // An edge without its ends can't be drawn; validation tells of it.
        graph.edges.flatMap((edge) => {
          const source = ends.get(edge.source);
          const target = ends.get(edge.target);
          return source && target ? [drawEdge(edge, { source, target }, oldEdges.get(edge.id))] : [];
        }),
      );
    },
    changeNodes(changes) {
      const { nodes, edges } = store.getState();
      const kept = changes.filter((change) => change.type !== "remove");
      if (kept.length > 0) put(applyNodeChanges(kept, nodes), edges);
    },
    changeEdges(changes) {
      const { nodes, edges } = store.getState();
      const kept = changes.filter((change) => change.type !== "remove");
      if (kept.length > 0) put(nodes, applyEdgeChanges(kept, edges));
    },
    select(nodeIds, edgeIds = []) {
      const { nodes, edges } = store.getState();
      const [chosenNodes, chosenEdges] = [new Set(nodeIds), new Set(edgeIds)];
      put(
        nodes.map((node) => setSelected(node, chosenNodes.has(node.id))),
        edges.map((edge) => setSelected(edge, chosenEdges.has(edge.id))),
        opened([...nodeIds, ...edges.filter(({ id }) => chosenEdges.has(id)).map(({ source }) => source)]),
      );
    },
    collapse(containerId, isCollapsed) {
      const { nodes, edges, collapsed } = store.getState();
      const next = new Set(collapsed);
      if (isCollapsed) next.add(containerId);
      else next.delete(containerId);
      put(nodes, edges, next);
    },
    place(positions) {
      const { nodes, edges } = store.getState();
      put(
        nodes.map((node) => {
          const position = positions.get(node.id);
          return position ? { ...node, position } : node;
        }),
        edges,
      );
    },
    aim(dropInto) {
      if (store.getState().dropInto !== dropInto) store.setState({ dropInto });
    },
  };
}

interface Drawn {
  node: GraphNode;
  /** The container whose frame it is drawn in. */
  parentId: string | undefined;
}

const passThrough = { pointerEvents: "none" } as const;

function drawNode({ node, parentId }: Drawn, old: FlowNode | undefined): FlowNode {
  if (old?.data.node === node && old.parentId === parentId) return old;
  const isFrame = isContainer(node);
  // What is being dragged or resized stays under the pointer, whatever arrives meanwhile.
  const position = old?.dragging || old?.resizing ? old.position : node.position;
  const { width: oldWidth, height: oldHeight, parentId: _, ...kept } = old ?? {};
  // What lies in a frame decides its size later on.
  const isHeld = old?.resizing || isFrame;
  const held = isHeld && oldWidth && oldHeight ? { width: oldWidth, height: oldHeight } : undefined;
  const { width, height } = isFrame ? (node.size ?? frameLimits) : plainSize;
  return {
    ...kept,
    id: node.id,
    type: isFrame ? "frame" : node.type === "note" ? "note" : "node",
    position,
    ...(parentId === undefined ? {} : { parentId }),
    data: { node },
    ariaLabel: node.name,
    // A width known beforehand lets edges and the overview be right in the first frame.
    ...(held ?? node.size),
    ...(old ? {} : { initialWidth: width, initialHeight: height }),
    // Its inside is canvas: only what is drawn of a frame takes the pointer.
    ...(isFrame ? { style: passThrough } : {}),
  };
}

function drawEdge(
  edge: GraphEdge,
  ends: { source: GraphNode; target: GraphNode },
  old: FlowEdge | undefined,
): FlowEdge {
  const sourceType = ends.source.type;
  // Names alone, which need no translation.
  const ariaLabel = `${ends.source.name} → ${ends.target.name}`;
  if (old?.data?.edge === edge && old.data.sourceType === sourceType && old.ariaLabel === ariaLabel) return old;
  const { id, source, sourceHandle, target, targetHandle } = edge;
  return {
    ...old,
    id,
    type: "thread",
    source,
    sourceHandle,
    target,
    targetHandle,
    ariaLabel,
    data: { edge, sourceType },
  };
}

function setSelected<T extends { selected?: boolean }>(element: T, selected: boolean): T {
  return (element.selected ?? false) === selected ? element : { ...element, selected };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, index) => id === b[index]);
}
