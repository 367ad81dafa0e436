"use client";
// A moment as people say it ("5 minutes ago", "3 November"), the exact time in the reader's zone on hover.

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { cn } from "./cn";
import { formatDuration } from "./quantity-format";
import { useMoment, useTenth } from "./ticker";
import { tip } from "./tip";

const week = 7 * 24 * 3_600_000;

/** The moment that `date` is told from: seconds in tens, since the present is known no better; "now" for less. */
function tellFrom(date: number, now: number): number {
  const age = now - date;
  if (age <= -60_000 || age >= 60_000) return now;
  return date + Math.max(0, Math.floor(age / 10_000) * 10_000);
}

export interface TimeProps {
  /** A date, an ISO text or Unix milliseconds; null is "never". */
  value: Date | string | number | null;
  /** "auto" is relative within a week. */
  show?: "auto" | "date" | "exact";
  className?: string;
}

export function Time({ value, show = "auto", className }: TimeProps) {
  const format = useFormatter();
  const t = useTranslations("common");
  const now = useMoment();
  const date = value === null ? null : new Date(value);
  if (!date || Number.isNaN(date.getTime()))
    return <span className={cn("text-ink-3", className)}>{t("unknownTime")}</span>;

  const exact = format.dateTime(date, { dateStyle: "medium", timeStyle: "medium" });
  const age = now - date.getTime();
  const sameYear = new Date(now).getFullYear() === date.getFullYear();
  const text =
    show === "exact"
      ? exact
      : show === "auto" && Math.abs(age) < week
        ? format.relativeTime(date, { now: tellFrom(date.getTime(), now), style: "long" })
        : format.dateTime(date, { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) });
  return (
    <time
      dateTime={date.toISOString()}
      {...(show === "exact" ? {} : tip(exact))}
      className={cn("tabular whitespace-nowrap", className)}
      suppressHydrationWarning
    >
      {text}
    </time>
  );
}

/** How long something has been going on, counting while it does. */
export function Elapsed({ since, until, className }: { since: number; until?: number | null; className?: string }) {
  const locale = useLocale();
  const now = useTenth(until == null);
  const ms = Math.max(0, (until ?? now) - since);
  return (
    <span className={cn("tabular whitespace-nowrap", className)} suppressHydrationWarning>
      {formatDuration(until == null ? Math.floor(ms / 100) * 100 : ms, locale)}
    </span>
  );
}
