"use client";
// A container on the canvas: a frame with a bar that says what its turns are, and canvas inside. A mark at the left
// shows where a turn begins, with threads to the nodes that nothing leads to; its plus adds the first one.

import { Handle, type NodeProps, NodeResizeControl, Position, ResizeControlVariant, useReactFlow } from "@xyflow/react";
import { ChevronDown, ChevronRight, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useMemo } from "react";
import { Glyph } from "@/components/ui/glyph";
import { NamedIcon } from "@/components/ui/icons-by-name";
import { tip } from "@/components/ui/tip";
import { errorHandle, sourceHandlesOf } from "@/lib/graph/find-type";
import type { Problem } from "@/lib/graph/problem";
import { definitionOf } from "@/lib/nodes/catalogue";
import { hiddenIn } from "./collapse-frames";
import { useCanvas, useDesigner, useProblems, useReadOnly, useRun, useView } from "./designer-context";
import type { FlowNode } from "./flow-elements";
import { FrameLine } from "./frame-line";
import { FrameTurns } from "./frame-turns";
import { barMiddle, frameLimits } from "./frames";
import { collapse } from "./graph-actions";
import { threadOfType } from "./node-kinds";
import { NodeMarks } from "./node-marks";
import { ProblemMark } from "./problem-mark";
import { resizeFrame } from "./resize-node";
import { useNodeWords } from "./use-node-words";

const none: readonly Problem[] = [];
/** Where the mark stands in the frame. */
const mark = { x: 28, y: frameLimits.top + 48 } as const;

export const FrameCard = memo(function FrameCard({ id, data, selected, width, height }: NodeProps<FlowNode>) {
  const { node } = data;
  const t = useTranslations("designer.frame");
  const designer = useDesigner();
  const words = useNodeWords();
  const readOnly = useReadOnly();
  const isVersion = useView((view) => view.version !== null);
  const own = useProblems((state) => (isVersion ? none : (state.byNode.get(id) ?? none)));
  const inside = useInside(id);
  const problems = isVersion ? none : [...own, ...inside.problems];
  const run = useRun((state) => (isVersion ? undefined : state.nodes.get(id)));
  const isOver = useRun((state) => !isVersion && state.phase === "ended" && state.nodes.size > 0);
  const isFar = useView((view) => view.isFar);
  const isAimed = useCanvas((state) => state.dropInto === id);
  const isCollapsed = useCanvas((state) => state.collapsed.has(id));
  const definition = definitionOf(node.type);
  const template = designer.kinds.templateOf(node);
  return (
    <div
      data-thread={threadOfType(node.type)}
      data-state={run?.status}
      data-dead={run?.status === "skipped" || (isOver && run === undefined)}
      data-selected={selected}
      data-aimed={isAimed}
      data-faulty={problems.some((problem) => problem.severity === "error")}
      data-far={isFar}
      data-collapsed={isCollapsed}
      className="graph-frame"
    >
      <div className="graph-frame-bar">
        <Glyph thread={threadOfType(node.type)} size="md">
          <NamedIcon name={designer.kinds.iconOf(node)} />
        </Glyph>
        <div className="min-w-0 flex-1">
          <p className="graph-node-name">{node.name}</p>
          {isFar ? null : <FrameLine node={node} />}
        </div>
        {isCollapsed && !isFar && !run ? (
          <span className="flex-none rounded-full bg-sunken px-2 py-0.5 text-2xs text-ink-2">
            {t("inside", { count: inside.count })}
          </span>
        ) : null}
        {run && !isFar ? <FrameTurns node={node} run={run} /> : null}
        <NodeMarks nodeId={id} />
        {problems.length > 0 ? <ProblemMark problems={problems} /> : null}
        <span className="sr-only">{template ? words.templateName(template) : node.type}</span>
        <button
          type="button"
          aria-expanded={!isCollapsed}
          aria-label={t(isCollapsed ? "expand" : "collapse", { name: node.name })}
          {...tip(t(isCollapsed ? "expandHint" : "collapseHint"), { side: "top" })}
          className="nodrag nopan grid size-7 flex-none place-items-center rounded-md text-ink-3 hover:bg-sunken hover:text-ink"
          onClick={(event) => {
            // A click on the frame would open it in the inspector.
            event.stopPropagation();
            collapse(designer, id, !isCollapsed);
          }}
        >
          {isCollapsed ? <ChevronRight className="size-4" /> : <ChevronDown className="size-4" />}
        </button>
      </div>
      {isCollapsed ? null : (
        <Entries id={id} width={width ?? frameLimits.width} height={height ?? frameLimits.height} />
      )}
      {definition?.handlesOf(node).targets.map((handle) => (
        <Handle
          key={handle.id}
          type="target"
          position={Position.Left}
          id={handle.id}
          className="thread-handle"
          style={{ top: barMiddle }}
        />
      ))}
      {definition
        ? sourceHandlesOf(definition, node).map((handle, index, { length }) => (
            <Handle
              key={handle}
              type="source"
              position={Position.Right}
              id={handle}
              data-fault={handle === errorHandle}
              className="thread-handle"
              style={{ top: isCollapsed && length > 1 ? barMiddle - 11 + index * 22 : barMiddle + index * 34 }}
            />
          ))
        : null}
      {selected && !readOnly && !isCollapsed ? (
        <NodeResizeControl
          variant={ResizeControlVariant.Handle}
          position="bottom-right"
          minWidth={frameLimits.width}
          minHeight={frameLimits.height}
          className="frame-corner"
          onResizeEnd={(_event, to) => resizeFrame(designer, id, to)}
        />
      ) : null}
    </div>
  );
});

/** How many nodes a folded frame hides, and what is wrong with them; nothing where it is open. */
function useInside(id: string): { count: number; problems: readonly Problem[] } {
  const hidden = useCanvas(({ nodes, collapsed }) =>
    collapsed.has(id) ? [...hiddenIn(nodes, new Set([id]))].join(" ") : "",
  );
  const byNode = useProblems((state) => (hidden === "" ? null : state.byNode));
  return useMemo(() => {
    const ids = hidden === "" ? [] : hidden.split(" ");
    return { count: ids.length, problems: ids.flatMap((one) => byNode?.get(one) ?? none) };
  }, [hidden, byNode]);
}

function Entries({ id, width, height }: { id: string; width: number; height: number }) {
  const t = useTranslations("designer.frame");
  const designer = useDesigner();
  const readOnly = useReadOnly();
  const flow = useReactFlow();
  const entries = useCanvas((state) => state.entries.get(id) ?? "");
  const isEmpty = useCanvas((state) => !state.nodes.some((node) => node.parentId === id));
  const places = entries === "" ? [] : entries.split(" ").map((entry) => entry.split(",").map(Number));
  const label = isEmpty ? t("addFirst") : t("addEntry");
  return (
    <>
      <svg aria-hidden="true" width={width} height={height} className="frame-threads">
        {places.map(([x = 0, y = 0]) => (
          <path
            key={`${x} ${y}`}
            d={`M ${mark.x} ${mark.y} C ${(mark.x + x) / 2} ${mark.y} ${(mark.x + x) / 2} ${y} ${x} ${y}`}
          />
        ))}
      </svg>
      {readOnly ? (
        <span className="frame-entry" style={{ left: mark.x, top: mark.y }} {...tip(t("entry"), { side: "right" })} />
      ) : (
        <button
          type="button"
          aria-label={label}
          {...tip(`${t("entry")} ${label}`, { side: "right" })}
          style={{ left: mark.x, top: mark.y }}
          className="frame-entry nodrag nopan"
          onClick={(event) => {
            // A click on the frame would open it instead.
            event.stopPropagation();
            const box = event.currentTarget.getBoundingClientRect();
            const screen = { x: box.right + 12, y: box.top };
            const corner = flow.getInternalNode(id)?.internals.positionAbsolute ?? { x: 0, y: 0 };
            const lowest = Math.max(frameLimits.top + 48, ...places.map(([, y = 0]) => y + 140));
            const at = { x: corner.x + frameLimits.left + 16, y: corner.y + (isEmpty ? mark.y : lowest) };
            designer.view.setState({ adding: { at, screen, parentId: id } });
          }}
        >
          <Plus className="size-3" />
        </button>
      )}
      {isEmpty ? (
        <p className="frame-empty" style={{ left: mark.x + 28, top: mark.y }}>
          {t("empty")}
        </p>
      ) : null}
    </>
  );
}
