"use client";
// A remark on the canvas: paper with text, no knots, as large as somebody makes it.

import { type NodeProps, NodeResizer } from "@xyflow/react";
import { memo } from "react";
import { useDesigner, useReadOnly } from "./designer-context";
import type { FlowNode } from "./flow-elements";
import { noteLimits, resizeNote } from "./resize-node";
import { useNodeWords } from "./use-node-words";

export const NoteCard = memo(function NoteCard({ data: { node }, selected }: NodeProps<FlowNode>) {
  const words = useNodeWords();
  const designer = useDesigner();
  const readOnly = useReadOnly();
  const text = typeof node.config.text === "string" ? node.config.text : "";
  return (
    <div data-selected={selected} className="graph-note">
      <NodeResizer
        isVisible={selected && !readOnly}
        {...noteLimits}
        lineClassName="note-edge"
        handleClassName="note-corner"
        onResizeEnd={(_event, to) => resizeNote(designer, node.id, to)}
      />
      <p className="mb-0.5 font-medium text-ink text-xs">{node.name}</p>
      <p className="whitespace-pre-wrap break-words text-ink-2 text-xs">
        {text || <span className="text-ink-3">{words.placeholder("note", "text")}</span>}
      </p>
    </div>
  );
});
