"use client";
// A bar for each day, with a line that tells of one of them: of the day under the pointer, or that the arrow keys chose,
// else of the last. The same figures stand in a table for whoever doesn't see bars. Knows not what is counted.

import { type KeyboardEvent, type ReactNode, useState } from "react";
import { cn } from "./cn";

export interface DayBar {
  /** Names the day in words. */
  label: string;
  value: number;
  /** What is told of the day beside its label. */
  detail: ReactNode;
  /** For the table. */
  text: string;
  /** Stands under the axis; days without one stand between those with one. */
  mark?: string | undefined;
}

export interface DayBarsProps {
  label: string;
  bars: readonly DayBar[];
  /** The value at the top of the axis, and its words. */
  top: number;
  topText: string;
  className?: string;
}

export function DayBars({ label, bars, top, topText, className }: DayBarsProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const last = bars.length - 1;
  const at = Math.min(chosen ?? last, last);
  const bar = bars[at];
  const move = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setChosen(Math.max(0, Math.min(last, next)));
  };
  return (
    <figure className={cn("flex min-w-0 flex-col gap-2", className)}>
      <figcaption className="flex min-h-5 flex-wrap items-baseline gap-x-2 text-sm" aria-live="polite">
        <span className="text-ink-2">{bar?.label}</span>
        <span className="tabular font-medium">{bar?.detail}</span>
      </figcaption>
      <div
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={at}
        aria-valuetext={bar ? `${bar.label}: ${bar.text}` : ""}
        onKeyDown={move}
        onPointerLeave={() => setChosen(null)}
        className="relative rounded-md pt-5"
      >
        <div className="pointer-events-none absolute inset-x-0 top-5 border-line border-t border-dashed" />
        <div className="pointer-events-none absolute inset-x-0 top-0 text-2xs text-ink-3 tabular">{topText}</div>
        <div className="flex h-40 items-end gap-px border-line border-b sm:gap-0.5">
          {bars.map((one, index) => (
            <div
              key={one.label}
              onPointerEnter={() => setChosen(index)}
              className="group flex h-full min-w-0 flex-1 items-end"
            >
              <div
                className={cn(
                  "w-full rounded-t-xs bg-accent/70 transition-colors group-hover:bg-accent",
                  index === at && "bg-accent",
                  one.value > 0 && "min-h-0.5",
                )}
                style={{ height: `${top > 0 ? Math.min(100, (one.value / top) * 100) : 0}%` }}
              />
            </div>
          ))}
        </div>
        <div className="relative mt-1 h-4 text-2xs text-ink-3 tabular" aria-hidden>
          {bars.flatMap(({ mark, label: day }, index) =>
            mark ? [<Mark key={day} text={mark} at={(index + 0.5) / bars.length} />] : [],
          )}
        </div>
      </div>
      <table className="sr-only">
        <caption>{label}</caption>
        <tbody>
          {bars.map((one) => (
            <tr key={one.label}>
              <th scope="row">{one.label}</th>
              <td>{one.text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** Stands under the middle of its bar, as far as the edges leave room. */
function Mark({ text, at }: { text: string; at: number }) {
  const place =
    at < 0.05 ? { left: 0 } : at > 0.95 ? { right: 0 } : { left: `${at * 100}%`, transform: "translateX(-50%)" };
  return (
    <span className="absolute whitespace-nowrap" style={place}>
      {text}
    </span>
  );
}
