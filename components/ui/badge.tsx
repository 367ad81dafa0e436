// A few words about a thing, set apart softly: a version, a count, a state.

import type { ReactNode } from "react";
import { cn } from "./cn";
import type { Thread } from "./thread";

const tones = {
  plain: "bg-sunken text-ink-2",
  accent: "bg-accent-soft text-accent-text",
  ok: "bg-soft-ok text-ok-ink",
  warn: "bg-soft-warn text-warn-ink",
  bad: "bg-soft-bad text-bad-ink",
  run: "bg-soft-run text-run-ink",
  thread: "bg-soft-thread text-thread-ink",
};

export type BadgeTone = keyof typeof tones;

export interface BadgeProps {
  tone?: BadgeTone;
  /** Colours the badge by a node's category; sets the tone. */
  thread?: Thread;
  icon?: ReactNode;
  className?: string;
  children: ReactNode;
}

export function Badge({ tone = "plain", thread, icon, className, children }: BadgeProps) {
  return (
    <span
      {...(thread ? { "data-thread": thread } : {})}
      className={cn(
        "inline-flex h-5 max-w-full flex-none items-center gap-1.5 whitespace-nowrap rounded-[5px] px-1.5 font-medium text-[0.71875rem] leading-none [&_svg.lucide]:size-3",
        tones[thread ? "thread" : tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
