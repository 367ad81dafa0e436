"use client";
// One turn of a container on a timeline: a line that folds what ran in it.

import { ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { cn } from "../ui/cn";
import { formatDuration } from "../ui/quantity-format";
import { StatusDot } from "../ui/status-dot";
import { BarTrack } from "./bar-track";
import type { Turn } from "./outline";
import { nodeLooks } from "./run-looks";
import type { TimeAxis } from "./time-axis";

export interface TurnBarProps {
  turn: Turn;
  depth: number;
  axis: TimeAxis;
  open: boolean;
  columns: string;
  onToggle: () => void;
}

export function TurnBar({ turn, depth, axis, open, columns, onToggle }: TurnBarProps) {
  const t = useTranslations("runs");
  const locale = useLocale();
  return (
    <button
      type="button"
      data-node-row=""
      aria-expanded={open}
      onClick={onToggle}
      className={cn(
        columns,
        "-mx-2 h-7 w-[calc(100%+16px)] items-center rounded-sm px-2 text-left text-ink-2 text-xs hover:bg-hover touch:h-11",
      )}
    >
      <span className="flex min-w-0 items-center gap-1.5" style={{ paddingLeft: Math.min(depth, 6) * 14 }}>
        <ChevronRight className={cn("size-3.5 flex-none text-ink-3 transition-transform", open && "rotate-90")} />
        <span className="truncate">{t("timeline.turn", { number: turn.number })}</span>
        {turn.status === "succeeded" ? null : (
          <StatusDot look={nodeLooks[turn.status]} label={t(`node.statuses.${turn.status}`)} />
        )}
        {open ? null : <span className="flex-none text-ink-3">{t("timeline.nodes", { count: turn.nodes })}</span>}
      </span>
      <BarTrack
        span={turn}
        axis={axis}
        className={cn("h-1 rounded-full", turn.status === "failed" ? "bg-bad" : "bg-line-strong")}
      />
      <span className="tabular whitespace-nowrap text-right text-ink-3" suppressHydrationWarning>
        {formatDuration(turn.durationMs, locale)}
      </span>
    </button>
  );
}
