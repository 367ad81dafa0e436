// The track on which a bar of a timeline lies: the scale's marks go on behind it. Knows times, not what they are of.

import { cn } from "../ui/cn";
import type { TimeAxis } from "./time-axis";

export interface BarTrackProps {
  /** From the beginning of the run, how long it worked, and how long with its waiting where there was any. */
  span: { offsetMs: number; durationMs: number; lengthMs?: number };
  axis: TimeAxis;
  /** Height and colour of the bar. */
  className: string;
}

export function BarTrack({ span, axis, className }: BarTrackProps) {
  const left = Math.min(100, (span.offsetMs / axis.lengthMs) * 100);
  const partOf = (ms: number) => Math.min(100 - left, (ms / axis.lengthMs) * 100);
  const width = partOf(span.durationMs);
  const reach = partOf(span.lengthMs ?? 0);
  return (
    <span
      aria-hidden="true"
      className="relative h-full bg-[linear-gradient(to_right,var(--line)_1px,transparent_1px)]"
      style={{ backgroundSize: `${(axis.stepMs / axis.lengthMs) * 100}% 100%` }}
    >
      {reach > width ? (
        <span
          className="absolute top-1/2 border-thread border-t border-dashed opacity-60"
          style={{ left: `${left}%`, width: `${reach}%` }}
        />
      ) : null}
      <span
        className={cn("absolute top-1/2 -translate-y-1/2", className)}
        // What took no time is seen all the same, also at the very end.
        style={{ left: `min(${left}%, 100% - 4px)`, width: `max(4px, ${width}%)` }}
      />
    </span>
  );
}
