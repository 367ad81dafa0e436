"use client";
// A remark on the canvas: paper with text, no knots.

import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import type { FlowNode } from "./canvas-store";
import { useNodeWords } from "./use-node-words";

export const NoteCard = memo(function NoteCard({ data: { node }, selected }: NodeProps<FlowNode>) {
  const words = useNodeWords();
  const text = typeof node.config.text === "string" ? node.config.text : "";
  return (
    <div data-selected={selected} className="graph-note">
      <p className="mb-0.5 font-medium text-ink text-xs">{node.name}</p>
      <p className="whitespace-pre-wrap break-words text-ink-2 text-xs">
        {text || <span className="text-ink-3">{words.placeholder("note", "text")}</span>}
      </p>
    </div>
  );
});
