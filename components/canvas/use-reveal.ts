"use client";
// Keeps the opened node in sight: when a panel would cover it, the canvas moves aside, no further than it must.

import { useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { useView } from "./designer-context";

const margin = 28;

export function useReveal(): void {
  const flow = useReactFlow();
  const opened = useView((view) => view.opened);
  const hasPanel = useView((view) => view.panel !== null);
  useEffect(() => {
    if (opened === null || !matchMedia("(min-width: 48rem)").matches) return;
    const node = flow.getInternalNode(opened);
    const frame = document.querySelector(".react-flow")?.getBoundingClientRect();
    if (!node || !frame) return;
    const { x, y, zoom } = flow.getViewport();
    const left = node.internals.positionAbsolute.x * zoom + x;
    const top = node.internals.positionAbsolute.y * zoom + y;
    const right = left + (node.measured.width ?? 226) * zoom;
    const bottom = top + (node.measured.height ?? 96) * zoom;
    const room = {
      left: 240 + margin,
      right: frame.width - 384 - margin,
      top: margin,
      bottom: frame.height - (hasPanel ? 320 : 0) - margin,
    };
    const dx = right > room.right ? room.right - right : left < room.left ? room.left - left : 0;
    const dy = bottom > room.bottom ? room.bottom - bottom : top < room.top ? room.top - top : 0;
    if (dx === 0 && dy === 0) return;
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    void flow.setViewport({ x: x + dx, y: y + dy, zoom }, { duration: isStill ? 0 : 200 });
  }, [opened, hasPanel, flow]);
}
