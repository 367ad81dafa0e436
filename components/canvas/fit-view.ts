// How the canvas is brought into view: clear of the palette and the panels that float over it.

import type { FitViewOptions, Rect, Viewport } from "@xyflow/react";
import type { Designer } from "./designer-context";

type Sides = Partial<Record<"inspector" | "panel", boolean>>;

/** What floats over the canvas now, beside the palette. */
export function openSides({ view, canvas }: Pick<Designer, "view" | "canvas">): Sides {
  const { opened, panel } = view.getState();
  const { selectedNodes, selectedEdges } = canvas.store.getState();
  const isEdgeOpened = selectedNodes.length === 0 && selectedEdges.length === 1;
  return { inspector: opened !== null || isEdgeOpened, panel: panel !== null };
}

/** Options that leave room for what floats over the canvas. */
export function fitOptions({ inspector = false, panel = false }: Sides = {}): FitViewOptions {
  const isWide = typeof window === "undefined" || window.innerWidth >= 768;
  if (!isWide)
    return { padding: { x: "24px", top: "24px", bottom: panel ? "50%" : "24px" }, maxZoom: 1, minZoom: 0.15 };
  return {
    padding: { top: "48px", bottom: panel ? "340px" : "64px", left: "264px", right: inspector ? "404px" : "48px" },
    maxZoom: 1,
    minZoom: 0.15,
  };
}

const readable = 0.55;

/**
 * Where a reader begins: null where everything can be seen and read at once, else at the start of the graph, near
 * enough to read.
 */
export function firstView(frame: { width: number; height: number }, bounds: Rect, start: Rect): Viewport | null {
  const isWide = frame.width >= 700;
  const room = isWide ? { left: 264, right: 48, y: 112 } : { left: 24, right: 24, y: 48 };
  const fitting = Math.min(
    (frame.width - room.left - room.right) / bounds.width,
    (frame.height - room.y) / bounds.height,
  );
  if (fitting >= readable) return null;
  const zoom = 0.75;
  // On a narrow screen what is opened lies over the lower half.
  const middle = frame.height * (isWide ? 0.5 : 0.28);
  return { x: room.left + 40 - start.x * zoom, y: middle - (start.y + start.height / 2) * zoom, zoom };
}
