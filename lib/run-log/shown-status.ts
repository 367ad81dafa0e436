// How the state of a node is told to people. In the log whatever did not come to its end has failed.

import { type NodeStatus, nodeStatuses } from "./events";

export const shownStatuses = [...nodeStatuses, "cancelled"] as const;
export type ShownStatus = (typeof shownStatuses)[number];

/** The state to show: a node that ended because its run was stopped was stopped as well. */
export function shownStatusOf(node: { status: NodeStatus; error?: { code: string } | null }): ShownStatus {
  return node.status === "failed" && node.error?.code === "run_cancelled" ? "cancelled" : node.status;
}
