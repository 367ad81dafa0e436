"use client";
// The canvas: pan, zoom, select, wire, drop. Draws what the canvas store holds and turns gestures into edits.

import "@xyflow/react/dist/base.css";
import "./canvas.css";
import {
  Background,
  BackgroundVariant,
  ConnectionLineType,
  type FinalConnectionState,
  MiniMap,
  type OnConnect,
  ReactFlow,
  SelectionMode,
  useReactFlow,
  useStore,
} from "@xyflow/react";
import { useTranslations } from "next-intl";
import { type DragEvent, useCallback, useEffect, useMemo, useRef } from "react";
import { showToast } from "@/components/ui/toast";
import { catalogue } from "@/lib/nodes/catalogue";
import { checkConnection, type Way } from "./check-connection";
import { useCanvas, useDesigner, useReadOnly } from "./designer-context";
import { firstView, fitOptions } from "./fit-view";
import type { FlowEdge, FlowNode } from "./flow-elements";
import { FrameCard } from "./frame-card";
import { frameLimits } from "./frames";
import { addNode, connect, open, putNodesInto, sizesOf, storePlaces } from "./graph-actions";
import { GraphNodeCard } from "./graph-node";
import { nodeWidth } from "./make-room";
import { threadOfType } from "./node-kinds";
import { NoteCard } from "./note-card";
import { templateMime } from "./palette";
import { containerAt, fitsScope, isContainer } from "./scopes";
import { ThreadEdge } from "./thread-edge";
import { useNodeWords } from "./use-node-words";

const nodeTypes = { node: GraphNodeCard, note: NoteCard, frame: FrameCard };
const edgeTypes = { thread: ThreadEdge };
/** Below this, what a node will do is too small to be read. */
const farZoom = 0.4;
const multiSelectKeys = ["Shift", "Meta", "Control"];

/** Where a wire begins and ends, as far as it does yet. */
type Ends = { [K in keyof Way]?: string | null | undefined };

/** A wire that has both ends and both handles. */
function wayOf(connection: Ends): Way | null {
  const { source, target, sourceHandle, targetHandle } = connection;
  return source && target && sourceHandle && targetHandle ? { source, target, sourceHandle, targetHandle } : null;
}

export function Canvas() {
  const t = useTranslations("designer.canvas");
  const designer = useDesigner();
  const words = useNodeWords();
  const readOnly = useReadOnly();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const nodes = useCanvas((state) => state.nodes);
  const edges = useCanvas((state) => state.edges);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const storeSoon = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => storePlaces(designer), 160);
  }, [designer]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const onConnect: OnConnect = useCallback(
    (connection) => {
      const way = wayOf(connection);
      if (way) connect(designer, way);
    },
    [designer],
  );

  const isValidConnection = useCallback(
    (connection: Ends) => {
      const way = wayOf(connection);
      return way !== null && checkConnection(designer.draft.store.getState().graph, catalogue, way) === null;
    },
    [designer],
  );

  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      if (state.toNode || !state.fromNode || !state.fromHandle?.id) return;
      const point = "changedTouches" in event ? event.changedTouches[0] : event;
      if (!point) return;
      const screen = { x: point.clientX, y: point.clientY };
      const from = { nodeId: state.fromNode.id, handle: state.fromHandle.id, kind: state.fromHandle.type };
      designer.view.setState({ adding: { at: flow.screenToFlowPosition(screen), screen, from } });
    },
    [designer, flow],
  );

  const onDrop = (event: DragEvent) => {
    const code = event.dataTransfer.getData(templateMime);
    const template = designer.kinds.templates.find((one) => one.code === code);
    if (!template || readOnly) return;
    event.preventDefault();
    const pointer = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const { graph } = designer.draft.store.getState();
    const container = containerAt(graph, sizesOf(designer), pointer, designer.canvas.store.getState().collapsed);
    const isFrame = isContainer({ type: template.type });
    const at = { x: pointer.x - (isFrame ? frameLimits.width : nodeWidth) / 2, y: pointer.y - 24 };
    const wire = document
      .elementsFromPoint(event.clientX, event.clientY)
      .map((element) => element.closest(".react-flow__edge")?.getAttribute("data-id"))
      .find((id) => id);
    designer.canvas.aim(undefined);
    addNode(designer, template, words.templateName(template), {
      at,
      ...(wire ? { edgeId: wire } : {}),
      ...(container ? { parentId: container.id } : {}),
    });
  };

  /** Where what is dragged would fall: undefined where it stays in the container it is in. */
  const aimOf = (event: MouseEvent | TouchEvent, grabbed: FlowNode | undefined, dragged: readonly FlowNode[]) => {
    const point = "changedTouches" in event ? event.changedTouches[0] : event;
    const scope = grabbed?.data.node.parentId;
    // Nodes of several containers are moved where they are.
    if (!point || !grabbed || dragged.some((node) => node.data.node.parentId !== scope)) return undefined;
    const { graph } = designer.draft.store.getState();
    const at = flow.screenToFlowPosition({ x: point.clientX, y: point.clientY });
    // Nothing falls into a folded frame, where nobody would see it.
    const except = new Set([...designer.canvas.store.getState().collapsed, ...dragged.map((node) => node.id)]);
    const target = containerAt(graph, sizesOf(designer), at, except)?.id;
    if (target === scope || !dragged.some(({ data }) => fitsScope(data.node.type, graph, target))) return undefined;
    return target ?? null;
  };

  const onDragEnd = (dragged: readonly FlowNode[]) => {
    // As it was while it was still being dragged: once let go, the frame around it grows.
    const target = designer.canvas.store.getState().dropInto;
    designer.canvas.aim(undefined);
    if (target === undefined) return;
    clearTimeout(timer.current);
    const cut = putNodesInto(
      designer,
      dragged.map((node) => node.id),
      target ?? undefined,
    );
    if (cut) {
      const action = { label: t("undo"), run: () => void designer.draft.undo() };
      showToast({ title: t("wiresCut", { count: cut }), id: "wires-cut", action });
    }
  };

  const ariaLabels = useMemo(
    () => ({
      "node.a11yDescription.default": t("nodeHelp"),
      "node.a11yDescription.keyboardDisabled": t("nodeHelp"),
      "node.a11yDescription.ariaLiveMessage": ({ x, y }: { x: number; y: number }) =>
        t("moved", { x: Math.round(x), y: Math.round(y) }),
      "edge.a11yDescription.default": t("edgeHelp"),
      "minimap.ariaLabel": t("overview"),
      "handle.ariaLabel": t("handle"),
    }),
    [t],
  );

  return (
    <ReactFlow<FlowNode, FlowEdge>
      aria-label={t("label")}
      tabIndex={-1}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={(changes) => {
        designer.canvas.changeNodes(changes);
        if (changes.some((change) => change.type === "position" && !change.dragging)) storeSoon();
      }}
      onEdgesChange={(changes) => {
        designer.canvas.changeEdges(changes);
        // A wire that is chosen is looked into instead of the node that was.
        if (changes.some((change) => change.type === "select" && change.selected)) {
          designer.view.setState({ opened: null });
        }
      }}
      onConnect={onConnect}
      onConnectEnd={onConnectEnd}
      isValidConnection={isValidConnection}
      onNodeDrag={(event, node, dragged) => designer.canvas.aim(aimOf(event, node, dragged))}
      onNodeDragStop={(_event, _node, dragged) => onDragEnd(dragged)}
      onSelectionDrag={(event, dragged) => designer.canvas.aim(aimOf(event.nativeEvent, dragged[0], dragged))}
      onSelectionDragStop={(_event, dragged) => onDragEnd(dragged)}
      onNodeClick={(event, node) => {
        if (!event.shiftKey && !event.metaKey && !event.ctrlKey) open(designer, node.id);
      }}
      onViewportChange={({ zoom }) => {
        const isFar = zoom < farZoom;
        if (designer.view.getState().isFar !== isFar) designer.view.setState({ isFar });
      }}
      onPaneClick={() => designer.view.setState({ opened: null, adding: null })}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(templateMime)) return;
        event.preventDefault();
        const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
        const { graph } = designer.draft.store.getState();
        const { collapsed } = designer.canvas.store.getState();
        designer.canvas.aim(containerAt(graph, sizesOf(designer), at, collapsed)?.id);
      }}
      onDragLeave={() => designer.canvas.aim(undefined)}
      onDrop={onDrop}
      nodesDraggable={!readOnly}
      nodesConnectable={!readOnly}
      edgesReconnectable={false}
      deleteKeyCode={null}
      selectionKeyCode="Shift"
      multiSelectionKeyCode={multiSelectKeys}
      selectionMode={SelectionMode.Partial}
      panOnScroll
      zoomOnDoubleClick={false}
      minZoom={0.08}
      maxZoom={1.75}
      snapToGrid
      snapGrid={[4, 4]}
      connectionLineType={ConnectionLineType.Bezier}
      connectionRadius={28}
      onlyRenderVisibleElements
      elevateNodesOnSelect
      onInit={(instance) => {
        const all = instance.getNodes();
        const first = all.find((node) => node.data.node.type === "start") ?? all[0];
        const frame = document.querySelector(".react-flow")?.getBoundingClientRect();
        if (!first || !frame) return;
        const start = { ...first.position, width: 226, height: 96 };
        const view = firstView(frame, instance.getNodesBounds(all), start);
        if (view) void instance.setViewport(view);
        else void instance.fitView(fitOptions());
      }}
      ariaLabelConfig={ariaLabels}
      proOptions={{ hideAttribution: true }}
    >
      <Paper />
      <MiniMap<FlowNode>
        pannable
        zoomable
        ariaLabel={t("overview")}
        position="bottom-right"
        nodeColor={({ type, data }) => {
          const thread = `var(--thread-${threadOfType(data.node.type)})`;
          return type === "frame" ? `color-mix(in oklab, ${thread} 22%, transparent)` : thread;
        }}
        nodeBorderRadius={14}
        className="canvas-overview max-sm:hidden"
      />
    </ReactFlow>
  );
}

/** The dots of the paper, as wide on the screen from afar as from near, until they would grow together. */
function Paper() {
  const size = useStore(({ transform }) => 2.2 / Math.min(1, Math.max(0.5, transform[2])));
  return <Background variant={BackgroundVariant.Dots} gap={22} size={size} color="var(--line)" />;
}
