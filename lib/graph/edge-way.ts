// What tells two edges apart, besides their ids: where they begin and where they end.

import type { GraphEdge } from "./schema";

/** The way an edge leads, as one text. */
export function wayOf(edge: Pick<GraphEdge, "source" | "sourceHandle" | "target" | "targetHandle">): string {
  return `${edge.source} ${edge.target} ${JSON.stringify([edge.sourceHandle, edge.targetHandle])}`;
}
