"use client";
// A node on the canvas: glyph and name, what it will do, its ways out, and how it went once it ran. Drawn again only
// when its own part of the graph, its own problems or its own state changed.

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { Glyph } from "@/components/ui/glyph";
import { NamedIcon } from "@/components/ui/icons-by-name";
import type { Problem } from "@/lib/graph/problem";
import { definitionOf } from "@/lib/nodes/catalogue";
import { useDesigner, useProblems, useRun, useView } from "./designer-context";
import type { FlowNode } from "./flow-elements";
import { NodeFoot } from "./node-foot";
import { threadOfType } from "./node-kinds";
import { NodeMarks } from "./node-marks";
import { NodeSummary } from "./node-summary";
import { NodeWays } from "./node-ways";
import { ProblemMark } from "./problem-mark";
import { useNodeWords } from "./use-node-words";

const none: readonly Problem[] = [];

export const GraphNodeCard = memo(function GraphNodeCard({ id, data, selected, height }: NodeProps<FlowNode>) {
  const { node } = data;
  const { kinds } = useDesigner();
  const words = useNodeWords();
  const isVersion = useView((view) => view.version !== null);
  const problems = useProblems((state) => (isVersion ? none : (state.byNode.get(id) ?? none)));
  const run = useRun((state) => (isVersion ? undefined : state.nodes.get(id)));
  const isOver = useRun((state) => !isVersion && state.phase === "ended" && state.nodes.size > 0);
  const isFar = useView((view) => view.isFar);
  const definition = definitionOf(node.type);
  // Once a run has ended, what it never reached is as good as skipped.
  const isDead = run?.status === "skipped" || (isOver && run === undefined);
  const template = kinds.templateOf(node);
  return (
    <div
      data-thread={threadOfType(node.type)}
      data-state={run?.status}
      data-dead={isDead}
      data-selected={selected}
      data-faulty={problems.some((problem) => problem.severity === "error")}
      data-far={isFar}
      className="graph-node"
      // Drawn plainly, it keeps the size it has, so that nothing is measured or moved.
      {...(isFar && height ? { style: { height } } : {})}
    >
      {definition?.handlesOf(node).targets.map((handle) => (
        <Handle key={handle.id} type="target" position={Position.Left} id={handle.id} className="thread-handle" />
      ))}
      <div className="flex items-center gap-2 px-3 pt-2.5 pb-1.5">
        <Glyph thread={threadOfType(node.type)} size="sm">
          <NamedIcon name={kinds.iconOf(node)} />
        </Glyph>
        <span className="graph-node-name">{node.name}</span>
        <NodeMarks nodeId={id} />
        {problems.length > 0 ? <ProblemMark problems={problems} /> : null}
      </div>
      {isFar ? null : (
        <div className="px-3 pb-2.5 text-ink-2 text-xs empty:hidden">
          {definition ? <NodeSummary node={node} /> : <p className="text-bad-ink">{node.type}</p>}
        </div>
      )}
      <NodeWays
        node={node}
        isFar={isFar}
        taken={run && run.status !== "running" && run.status !== "paused" ? run.handles : null}
      />
      {run && !isFar ? <NodeFoot run={run} /> : null}
      <span className="sr-only">{template ? words.templateName(template) : node.type}</span>
    </div>
  );
});
