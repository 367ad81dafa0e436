"use client";
// What a run waits for, in words.

import { useTranslations } from "next-intl";
import type { Wait } from "@/lib/run-log/events";
import { cn } from "../ui/cn";
import { StatusDot } from "../ui/status-dot";
import { Time } from "../ui/time";

export interface WaitLineProps {
  wait: Wait;
  /** For those who make and look after workflows: which message it is, so that they can send it. */
  withKey?: boolean;
  className?: string;
}

export function WaitLine({ wait, withKey = false, className }: WaitLineProps) {
  const t = useTranslations("approvals.waits");
  const until = wait.kind === "approval" || wait.kind === "event" ? wait.until : null;
  return (
    <p className={cn("flex min-h-7 items-center gap-2.5 text-ink-2 text-sm", className)}>
      <StatusDot look="wait" />
      <span className="min-w-0 break-words">
        {wait.kind === "approval"
          ? t("approval", { title: wait.title })
          : wait.kind === "time"
            ? t.rich("time", { time: () => <Time value={wait.until} show="exact" /> })
            : wait.kind === "event" && withKey
              ? t.rich("eventOf", {
                  key: () => <code className="rounded-xs bg-sunken px-1 font-mono text-xs">{wait.key}</code>,
                })
              : t(wait.kind)}
        {until === null ? null : (
          <span className="text-ink-3"> · {t.rich("until", { time: () => <Time value={until} show="exact" /> })}</span>
        )}
      </span>
    </p>
  );
}
