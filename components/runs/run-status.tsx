// The state of a run or of a node as a mark and a word.

import { useTranslations } from "next-intl";
import type { RunStatus } from "@/lib/run-log/events";
import type { ShownStatus } from "@/lib/run-log/shown-status";
import { cn } from "../ui/cn";
import { StatusDot } from "../ui/status-dot";
import { nodeLooks, runLooks } from "./run-looks";

const markClass = "inline-flex items-center gap-2 whitespace-nowrap";

export function RunStatusMark({ status, className }: { status: RunStatus; className?: string }) {
  const t = useTranslations("runs.statuses");
  return (
    <span className={cn(markClass, className)}>
      <StatusDot look={runLooks[status]} />
      {t(status)}
    </span>
  );
}

export function NodeStatusMark({ status, className }: { status: ShownStatus; className?: string }) {
  const t = useTranslations("runs.node.statuses");
  return (
    <span className={cn(markClass, className)}>
      <StatusDot look={nodeLooks[status]} />
      {t(status)}
    </span>
  );
}
