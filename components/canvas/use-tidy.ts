"use client";
// Puts the canvas in order, moving every node along so that the eye can follow.

import { useReactFlow } from "@xyflow/react";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { showToast } from "@/components/ui/toast";
import { useDesigner } from "./designer-context";
import { fitOptions, openSides } from "./fit-view";
import { sizesOf } from "./graph-actions";
import { isContainer } from "./scopes";

const durationMs = 240;

/** Puts the nodes in order and stores the places as one step. */
export function useTidy(): () => Promise<void> {
  const designer = useDesigner();
  const flow = useReactFlow();
  const t = useTranslations("designer.onDemand");
  return useCallback(async () => {
    const layOut = await import("./lay-out").then((module) => module.layOut).catch(() => null);
    if (!layOut) {
      showToast({ tone: "bad", title: t("missing"), id: "tidy" });
      return;
    }
    const { graph } = designer.draft.store.getState();
    const sizes = sizesOf(designer);
    const places = layOut(graph, sizes);
    const from = new Map(graph.nodes.map((node) => [node.id, node.position]));
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!isStill) await animate(places, from, designer.canvas.place);
    const frames = new Set(graph.nodes.filter(isContainer).map((node) => node.id));
    // A frame takes the size that its contents need.
    const moves = [...places].map(([id, position]) => ({ id, position, ...(frames.has(id) ? { size: null } : {}) }));
    designer.edit([{ type: "move", moves }]);
    const room = fitOptions(openSides(designer));
    void flow.fitView({ ...room, duration: isStill ? 0 : durationMs });
  }, [designer, flow, t]);
}

type Places = ReadonlyMap<string, { x: number; y: number }>;

function animate(to: Places, from: Places, place: (places: Places) => void): Promise<void> {
  return new Promise((resolve) => {
    const began = performance.now();
    const frame = (now: number) => {
      const part = Math.min(1, (now - began) / durationMs);
      const eased = 1 - (1 - part) ** 3;
      const between = new Map<string, { x: number; y: number }>();
      for (const [id, end] of to) {
        const begin = from.get(id) ?? end;
        between.set(id, { x: begin.x + (end.x - begin.x) * eased, y: begin.y + (end.y - begin.y) * eased });
      }
      place(between);
      if (part < 1) requestAnimationFrame(frame);
      else resolve();
    };
    requestAnimationFrame(frame);
  });
}
