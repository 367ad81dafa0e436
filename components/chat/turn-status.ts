// Whether an answer is still under way. Pure.

import type { RunStatus } from "@/lib/run-log/events";

export function isOpen(status: RunStatus): boolean {
  return status === "pending" || status === "running" || status === "paused";
}
