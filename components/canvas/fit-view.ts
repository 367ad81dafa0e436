// How the canvas is brought into view: clear of the palette and the panels that float over it.

import type { FitViewOptions } from "@xyflow/react";

type Sides = Partial<Record<"inspector" | "panel", boolean>>;

/** Options that leave room for what floats over the canvas now. */
export function fitOptions({ inspector = false, panel = false }: Sides = {}): FitViewOptions {
  const isWide = typeof window === "undefined" || window.innerWidth >= 768;
  if (!isWide) return { padding: "24px", maxZoom: 1, minZoom: 0.15 };
  return {
    padding: { top: "48px", bottom: panel ? "340px" : "64px", left: "264px", right: inspector ? "404px" : "48px" },
    maxZoom: 1,
    minZoom: 0.15,
  };
}
