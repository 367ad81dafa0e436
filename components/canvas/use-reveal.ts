"use client";
// Keeps the opened node, or the ends of the opened wire, in sight: when a panel would cover them, the canvas moves aside, no further than it must.

import { useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { useOpenedEdge, useView } from "./designer-context";

const margin = 28;

export function useReveal(): void {
  const flow = useReactFlow();
  const opened = useView((view) => view.opened);
  const hasPanel = useView((view) => view.panel !== null);
  const edge = useOpenedEdge();
  const { source, target } = edge ?? {};
  useEffect(() => {
    const ids = opened === null ? [source, target] : [opened];
    if (!matchMedia("(min-width: 48rem)").matches) return;
    const boxes = ids.flatMap((id) => flow.getInternalNode(id ?? "") ?? []);
    const frame = document.querySelector(".react-flow")?.getBoundingClientRect();
    if (boxes.length === 0 || !frame) return;
    const { x, y, zoom } = flow.getViewport();
    const bounds = flow.getNodesBounds(boxes);
    const left = bounds.x * zoom + x;
    const top = bounds.y * zoom + y;
    const right = left + bounds.width * zoom;
    const bottom = top + bounds.height * zoom;
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
  }, [opened, source, target, hasPanel, flow]);
}
