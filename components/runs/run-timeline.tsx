"use client";
// The nodes of a run with their bars, each in the hue of its category. Draws what it is given: it asks for nothing, so
// that run page, test panel and chat's debugger can all use it.

import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useMemo, useState } from "react";
import type { Timeline, TimelineRow } from "@/lib/run-log/timeline";
import { Button } from "../ui/button";
import { formatDuration } from "../ui/quantity-format";
import { outlineOf, turnsAtOnce } from "./outline";
import { axisOf, marksOf, type TimeAxis } from "./time-axis";
import { TimelineBar } from "./timeline-bar";
import { TurnBar } from "./turn-bar";

export interface RunTimelineProps {
  timeline: Timeline;
  /** Whether the run goes on: then the scale leaves room for what comes. */
  growing: boolean;
  /** Path of the chosen node. */
  chosen: string | null;
  /** Called with null when the chosen one is chosen again. */
  onChoose: (path: string | null) => void;
  /** So many lines are shown until somebody wants all. */
  atFirst?: number;
  /** What stands below all of them. */
  after?: ReactNode;
  /** What opens under the chosen row, where it is not shown beside. */
  detailOf?: (row: TimelineRow) => ReactNode;
}

const columns =
  "grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)_3.75rem] gap-2.5 @md:grid-cols-[minmax(0,11fr)_minmax(0,9fr)_4.25rem] @md:gap-3 @2xl:grid-cols-[14rem_minmax(0,1fr)_4.5rem]";

/** Arrow keys move between rows, as in every list. */
function moveFocus(event: KeyboardEvent<HTMLOListElement>) {
  const { target } = event;
  if (!(target instanceof HTMLElement) || !target.matches("[data-node-row]")) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-node-row]")];
  const at = rows.indexOf(target);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  rows[Math.min(Math.max(next, 0), rows.length - 1)]?.focus();
}

function Scale({ axis }: { axis: TimeAxis }) {
  const locale = useLocale();
  return (
    <div className={columns} aria-hidden="true">
      <span />
      <span className="relative h-5 text-2xs text-ink-3">
        {marksOf(axis).map((at, index) => (
          <span
            key={at}
            className={index === 0 ? "absolute left-0" : "absolute -translate-x-1/2 max-sm:hidden"}
            style={{ left: `${(at / axis.lengthMs) * 100}%` }}
            suppressHydrationWarning
          >
            {at === 0 ? "0" : formatDuration(at, locale)}
          </span>
        ))}
      </span>
      <span />
    </div>
  );
}

function useOutline(rows: readonly TimelineRow[], chosen: string | null) {
  const [folds, setFolds] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [shown, setShown] = useState<ReadonlyMap<string, number>>(new Map());
  const items = useMemo(() => outlineOf(rows, { folds, shown, chosen }), [rows, folds, shown, chosen]);
  return {
    items,
    fold: (path: string, open: boolean) => setFolds((was) => new Map(was).set(path, open)),
    showMore: (path: string) =>
      setShown((was) => new Map(was).set(path, (was.get(path) ?? turnsAtOnce) + 5 * turnsAtOnce)),
  };
}

export function RunTimeline(props: RunTimelineProps) {
  const { timeline, growing, chosen, onChoose, detailOf, atFirst, after } = props;
  const t = useTranslations("runs.timeline");
  const axis = axisOf(timeline.totalMs, growing);
  const [all, setAll] = useState(false);
  const { items, fold, showMore } = useOutline(timeline.rows, chosen);
  const isBelow = atFirst !== undefined && items.findIndex(({ path }) => path === chosen) >= atFirst;
  const cut = !all && !isBelow && atFirst !== undefined && items.length > atFirst;
  if (timeline.rows.length === 0) return <p className="py-2 text-ink-3">{t("empty")}</p>;
  return (
    <div className="@container min-w-0">
      <Scale axis={axis} />
      <ol aria-label={t("label")} onKeyDown={moveFocus}>
        {(cut ? items.slice(0, atFirst) : items).map((item) => {
          if (item.kind === "turn") {
            return (
              <li key={item.path} className="min-w-0">
                <TurnBar
                  turn={item.turn}
                  depth={item.depth}
                  axis={axis}
                  open={item.open}
                  columns={columns}
                  onToggle={() => fold(item.path, !item.open)}
                />
              </li>
            );
          }
          if (item.kind === "more") {
            return (
              <li key={`${item.path} more`} style={{ paddingLeft: Math.min(item.depth, 6) * 14 }}>
                <Button size="sm" variant="ghost" onClick={() => showMore(item.path)}>
                  {t("moreTurns", { count: item.hidden })}
                </Button>
              </li>
            );
          }
          const { row } = item;
          const open = row.path === chosen;
          return (
            <li key={row.path} className="min-w-0">
              <TimelineBar
                row={row}
                depth={item.depth}
                axis={axis}
                open={open}
                columns={columns}
                onToggle={() => onChoose(open ? null : row.path)}
              />
              {open && detailOf ? <div className="animate-fade pt-2 pb-5 sm:pl-7">{detailOf(row)}</div> : null}
            </li>
          );
        })}
      </ol>
      {cut ? (
        <Button size="sm" className="mt-2" onClick={() => setAll(true)}>
          {t("all", { count: items.length })}
        </Button>
      ) : (
        after
      )}
    </div>
  );
}
