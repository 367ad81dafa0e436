"use client";
// One line of a timeline: glyph and name of a node, its bar on the scale, how long it took.

import { useLocale, useTranslations } from "next-intl";
import { categoryOf, iconOf } from "@/lib/nodes/category-of";
import type { TimelineRow } from "@/lib/run-log/timeline";
import { cn } from "../ui/cn";
import { Glyph } from "../ui/glyph";
import { NamedIcon } from "../ui/icons-by-name";
import { formatDuration } from "../ui/quantity-format";
import { StatusDot } from "../ui/status-dot";
import { BarTrack } from "./bar-track";
import { useNodeName } from "./node-name";
import { nodeLooks } from "./run-looks";
import type { TimeAxis } from "./time-axis";

/** The sign of a type of node or of a piece of its work; a plain knot for a type that this version does not know. */
export function NodeGlyph({ type }: { type: string }) {
  return (
    <Glyph thread={categoryOf(type) ?? "flow"}>
      <NamedIcon name={iconOf(type)} />
    </Glyph>
  );
}

export interface TimelineBarProps {
  row: TimelineRow;
  /** How deep it stands in the outline. */
  depth: number;
  axis: TimeAxis;
  open: boolean;
  /** The grid that all rows and the scale share. */
  columns: string;
  onToggle: () => void;
}

export function TimelineBar({ row, depth, axis, open, columns, onToggle }: TimelineBarProps) {
  const t = useTranslations("runs");
  const locale = useLocale();
  const nodeName = useNodeName();
  const lively = row.status === "running";
  const isOpen = lively || row.status === "paused";
  return (
    <button
      type="button"
      data-node-row=""
      data-thread={categoryOf(row.nodeType) ?? "flow"}
      aria-expanded={open}
      onClick={onToggle}
      className={cn(
        columns,
        "-mx-2 h-[34px] w-[calc(100%+16px)] items-center rounded-sm px-2 text-left [contain-intrinsic-size:auto_34px] [content-visibility:auto] hover:bg-hover touch:h-11",
        open && "bg-accent-soft hover:bg-accent-soft",
      )}
    >
      <span className="flex min-w-0 items-center gap-2" style={{ paddingLeft: Math.min(depth, 6) * 14 }}>
        <NodeGlyph type={row.nodeType} />
        <span className="min-w-0 truncate">{nodeName({ ...row, type: row.nodeType })}</span>
        {row.status === "succeeded" ? null : (
          <StatusDot look={nodeLooks[row.status]} label={t(`node.statuses.${row.status}`)} />
        )}
        {row.attempt > 1 || row.retries > 0 ? (
          <span className="flex-none rounded-xs bg-soft-warn px-1 text-2xs text-warn-ink">
            {row.retries > 0
              ? t("timeline.retries", { count: row.retries })
              : t("timeline.attempt", { number: row.attempt })}
          </span>
        ) : null}
      </span>
      <BarTrack
        span={row}
        axis={axis}
        className={cn(
          "h-3 rounded-[3px] transition-[width,left] duration-200",
          row.status === "failed" ? "bg-bad" : "bg-thread",
          lively && "animate-breathe rounded-r-none",
          row.status === "paused" && "opacity-50",
        )}
      />
      <span className="tabular whitespace-nowrap text-right text-ink-3 text-xs" suppressHydrationWarning>
        {formatDuration(isOpen ? Math.floor(row.lengthMs / 100) * 100 : row.lengthMs, locale)}
      </span>
    </button>
  );
}
