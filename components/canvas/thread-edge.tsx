"use client";
// A wire: a thread in the hue of the node it leaves. It shimmers while what it leads to is at work, is stronger where
// the run went, dashed where it did not. In its middle it says that it has a condition and, selected, offers a node.

import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath, useReactFlow } from "@xyflow/react";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { tip } from "@/components/ui/tip";
import type { GraphEdge } from "@/lib/graph/schema";
import { useDesigner, useProblems, useReadOnly, useRun, useView } from "./designer-context";
import type { FlowEdge } from "./flow-elements";
import { openEdge } from "./graph-actions";
import { threadOfType } from "./node-kinds";
import { edgeLook } from "./run-view";

export const ThreadEdge = memo(function ThreadEdge(props: EdgeProps<FlowEdge>) {
  const { id, data, selected, sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition } = props;
  const isVersion = useView((view) => view.version !== null);
  const look = useRun((state) => (data && !isVersion ? edgeLook(state, data.edge) : "plain"));
  const [path, x, y] = getBezierPath({
    sourceX,
    sourceY,
    targetX,
    targetY,
    sourcePosition,
    targetPosition,
    curvature: 0.32,
  });
  return (
    <g
      data-thread={threadOfType(data?.sourceType ?? "")}
      data-look={look}
      data-fault={data?.edge.sourceHandle === "error"}
      data-selected={selected}
      className="thread-edge"
    >
      <BaseEdge id={id} path={path} interactionWidth={18} />
      {look === "live" ? <path d={path} className="thread-live" /> : null}
      {data?.edge.condition === undefined && !selected ? null : (
        <EdgeLabelRenderer>
          <div
            style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
            className="nodrag nopan absolute flex items-center gap-1"
          >
            {data?.edge.condition === undefined ? null : <ConditionMark edge={data.edge} />}
            {selected ? <AddHere id={id} x={x} y={y} /> : null}
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});

/** Says that the wire is followed only sometimes; the condition itself on hover. Leads to the wire like the wire itself. */
function ConditionMark({ edge }: { edge: GraphEdge }) {
  const t = useTranslations("designer.edge");
  const designer = useDesigner();
  const isVersion = useView((view) => view.version !== null);
  const isFaulty = useProblems(
    (state) => !isVersion && state.problems.some(({ edgeId, severity }) => edgeId === edge.id && severity === "error"),
  );
  const label = t("onlyIf", { condition: edge.condition ?? "" });
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-label={label}
      {...tip(label)}
      data-faulty={isFaulty}
      className="pointer-events-auto flex h-5 items-center rounded-full border border-line-strong bg-raised px-1.5 font-medium text-2xs text-ink-2 shadow-1 hover:border-accent hover:text-accent-text data-[faulty=true]:border-bad data-[faulty=true]:text-bad-ink"
      onClick={() => openEdge(designer, edge.id)}
    >
      {t("if")}
    </button>
  );
}

function AddHere({ id, x, y }: { id: string; x: number; y: number }) {
  const t = useTranslations("designer.canvas");
  const { view } = useDesigner();
  const flow = useReactFlow();
  const readOnly = useReadOnly();
  if (readOnly) return null;
  return (
    <button
      type="button"
      aria-label={t("insertHere")}
      {...tip(t("insertHere"))}
      data-edge={id}
      className="pointer-events-auto flex size-5 items-center justify-center rounded-full border border-line-strong bg-raised text-ink-2 shadow-1 hover:border-accent hover:text-accent-text"
      onClick={() => {
        const screen = flow.flowToScreenPosition({ x, y });
        view.setState({ adding: { at: { x, y }, screen, edgeId: id } });
      }}
    >
      <Plus className="size-3" />
    </button>
  );
}
