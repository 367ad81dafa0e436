// A thread with knots: what happened, one after the other. Each knot has the hue of its node's category and so has
// the thread that leads on from it. Content opens under its knot.

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import type { Thread } from "./thread";

export function KnotThread({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className={cn("flex flex-col text-sm", className)}>
      {children}
    </ol>
  );
}

export interface KnotProps {
  thread: Thread;
  state?: "done" | "run" | "wait" | "bad" | "skipped";
  /** The state in words, for screen readers. */
  stateLabel?: string;
  title: ReactNode;
  /** At the end of the line: how long, how much. */
  meta?: ReactNode;
  /** Together they make the line a button that opens what is below. */
  open?: boolean;
  onToggle?: () => void;
  children?: ReactNode;
}

const knots: Record<NonNullable<KnotProps["state"]>, string> = {
  done: "border-thread bg-(--ground,var(--canvas))",
  run: "border-thread bg-thread animate-breathe",
  wait: "border-thread bg-(--ground,var(--canvas)) bg-[linear-gradient(90deg,var(--thread)_50%,transparent_50%)]",
  bad: "border-bad bg-bad",
  skipped: "border-line-strong bg-(--ground,var(--canvas))",
};

export function Knot({ thread, state = "done", stateLabel, title, meta, open, onToggle, children }: KnotProps) {
  const line = (
    <>
      <span
        className={cn(
          "min-w-0 flex-1 text-left",
          state === "skipped" && "text-ink-3",
          state === "bad" && "text-bad-ink",
        )}
      >
        {title}
        {stateLabel ? <span className="sr-only">, {stateLabel}</span> : null}
      </span>
      {meta ? <span className="tabular flex-none text-ink-3 text-xs">{meta}</span> : null}
    </>
  );
  return (
    <li
      data-thread={thread}
      className="relative pl-6 before:absolute before:top-4 before:-bottom-3 before:left-[6px] before:w-0.5 before:bg-thread last:before:hidden data-[skipped]:before:bg-line-strong"
      {...(state === "skipped" ? { "data-skipped": "" } : {})}
    >
      <span
        aria-hidden="true"
        className={cn("absolute top-[9px] left-[1px] size-3 animate-knot rounded-full border-[2.5px]", knots[state])}
      />
      {onToggle ? (
        <button
          type="button"
          aria-expanded={open ?? false}
          onClick={onToggle}
          className="group/knot -ml-1 flex min-h-[30px] w-[calc(100%+4px)] items-baseline gap-1.5 rounded-sm px-1 py-1 text-ink-2 hover:bg-hover hover:text-ink touch:min-h-11 touch:items-center"
        >
          {line}
          <ChevronRight className="size-3.5 self-center text-ink-3 transition-transform duration-150 group-aria-expanded/knot:rotate-90" />
        </button>
      ) : (
        <div className="flex min-h-[30px] items-baseline gap-1.5 py-1 text-ink-2">{line}</div>
      )}
      {open !== false && children ? <div className="animate-fade pb-2">{children}</div> : null}
    </li>
  );
}
