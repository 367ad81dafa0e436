// How the states of runs and nodes look as marks, and which of them can still change. Words are in the messages.

import type { RunStatus } from "@/lib/run-log/events";
import type { ShownStatus } from "@/lib/run-log/shown-status";
import type { StatusLook } from "../ui/status-dot";

export const runLooks: Record<RunStatus, StatusLook> = {
  pending: "idle",
  running: "run",
  paused: "wait",
  succeeded: "ok",
  failed: "bad",
  cancelled: "off",
};

export const nodeLooks: Record<ShownStatus, StatusLook> = {
  running: "run",
  paused: "wait",
  succeeded: "ok",
  failed: "bad",
  skipped: "off",
  cancelled: "off",
};

/** Whether a run can still change. */
export function isOpenRun(status: RunStatus): boolean {
  return status === "pending" || status === "running" || status === "paused";
}
