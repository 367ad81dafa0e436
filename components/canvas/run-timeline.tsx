"use client";
// The nodes of a run as bars over time, each in the hue of its category; what was skipped is told in words.

import { useTranslations } from "next-intl";
import { Duration } from "@/components/ui/quantity";
import { useTenth } from "@/components/ui/ticker";
import type { RunState } from "@/lib/run-log/state";
import { timelineOf } from "@/lib/run-log/timeline";
import { useRun } from "./designer-context";
import { threadOfType } from "./node-kinds";

export interface RunTimelineProps {
  run: RunState;
  selected: string | null;
  onSelect: (nodeId: string) => void;
}

export function RunTimeline({ run, selected, onSelect }: RunTimelineProps) {
  const t = useTranslations("designer.test");
  const status = useTranslations("designer.status");
  const now = useTenth(run.endedAt === null);
  const { rows: all, totalMs } = timelineOf(run, now);
  // Of what ran in several turns, the one that is shown on the canvas; its detail leads to the others.
  const shown = useRun((state) => state.nodes);
  const isShown = ({ path, nodeId }: { path: string; nodeId: string }) => shown.get(nodeId)?.path === path;
  const rows = all.filter(isShown);
  const skipped = [...run.nodes.values()].filter((node) => node.status === "skipped" && isShown(node));
  const part = (ms: number) => (totalMs > 0 ? (ms / totalMs) * 100 : 0);
  const rowClass =
    "grid w-full grid-cols-[minmax(80px,2fr)_5fr_64px] items-center gap-3 rounded-sm px-2 py-[3px] text-left text-xs hover:bg-hover aria-pressed:bg-hover focus-visible:-outline-offset-2";
  return (
    <ul aria-label={t("timeline")} className="-mx-2">
      {rows.map((row) => (
        <li key={row.path}>
          <button
            type="button"
            aria-pressed={selected === row.nodeId}
            onClick={() => onSelect(row.nodeId)}
            className={rowClass}
          >
            <span className="truncate" style={{ paddingLeft: row.depth * 14 }}>
              {row.name}
            </span>
            <span className="relative h-2" data-thread={threadOfType(row.nodeType)} data-state={row.status}>
              {row.lengthMs > row.durationMs ? (
                <span
                  className="absolute top-1/2 border-thread border-t border-dashed opacity-60"
                  style={{ left: `${part(row.offsetMs)}%`, width: `${part(row.lengthMs)}%` }}
                />
              ) : null}
              <span
                className="absolute inset-y-0 min-w-[6px] rounded-full bg-thread data-[live=true]:animate-breathe data-[waiting=true]:opacity-40 data-[bad=true]:bg-bad"
                data-live={row.status === "running"}
                data-bad={row.status === "failed"}
                data-waiting={row.status === "paused"}
                style={{
                  left: `min(${part(row.offsetMs)}%, calc(100% - 6px))`,
                  width: `${part(row.durationMs)}%`,
                }}
              />
            </span>
            <span className={row.status === "failed" ? "text-right text-bad-ink" : "text-right text-ink-3"}>
              <Duration ms={row.lengthMs} />
            </span>
          </button>
        </li>
      ))}
      {skipped.map((node) => (
        <li key={node.path}>
          <button
            type="button"
            aria-pressed={selected === node.nodeId}
            onClick={() => onSelect(node.nodeId)}
            className={rowClass}
          >
            <span className="truncate text-ink-3">{node.name}</span>
            <span className="text-ink-3">{status("skipped")}</span>
            <span />
          </button>
        </li>
      ))}
    </ul>
  );
}
