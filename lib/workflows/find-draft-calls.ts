// A version can't call drafts: what it does would change whenever somebody types. In tests of drafts that is the point,
// so it is told only where a draft is about to be published.

import type { Problem } from "../graph/problem";
import type { Graph } from "../graph/schema";

const callers: ReadonlySet<string> = new Set(["sub-workflow", "agent-call"]);

/** A problem for every node that calls a draft. */
export function findDraftCalls(graph: Graph): Problem[] {
  return graph.nodes
    .filter((node) => callers.has(node.type) && node.config.version === "draft")
    .map((node) => ({ code: "draft_called", severity: "error", nodeId: node.id, field: "config.version" }));
}
