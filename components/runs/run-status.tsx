// The state of a run as a mark and a word.

import { useTranslations } from "next-intl";
import type { RunStatus } from "@/lib/run-log/events";
import { cn } from "../ui/cn";
import { StatusDot, type StatusLook } from "../ui/status-dot";

const looks: Record<RunStatus, StatusLook> = {
  pending: "idle",
  running: "run",
  paused: "wait",
  succeeded: "ok",
  failed: "bad",
  cancelled: "off",
};

export function RunStatusMark({ status, className }: { status: RunStatus; className?: string }) {
  const t = useTranslations("runs.statuses");
  return (
    <span className={cn("inline-flex items-center gap-2 whitespace-nowrap", className)}>
      <StatusDot look={looks[status]} />
      {t(status)}
    </span>
  );
}
