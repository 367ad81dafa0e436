// Nodes on the clipboard: text that can be pasted into another workflow, another workspace or a file. What is pasted
// may come from anywhere, so its form is checked.

import { z } from "zod";
import type { Clipping } from "@/lib/graph/copy-nodes";
import { edgeSchema, graphLimits, nodeSchema } from "@/lib/graph/schema";

const clippingSchema = z.object({
  weft: z.literal("nodes"),
  nodes: z.array(nodeSchema).max(graphLimits.nodes),
  edges: z.array(edgeSchema).max(graphLimits.edges),
});

/** A clipping as text. */
export function writeClipping(clipping: Clipping): string {
  return JSON.stringify({ weft: "nodes", ...clipping }, null, 2);
}

/** The clipping in a text; null where there is none. */
export function readClipping(text: string): Clipping | null {
  if (!text.includes('"weft"')) return null;
  try {
    const parsed = clippingSchema.safeParse(JSON.parse(text));
    // Members that are absent are absent in both forms of the type.
    return parsed.success ? (parsed.data as Clipping) : null;
  } catch {
    // Any other text that is being pasted.
    return null;
  }
}
