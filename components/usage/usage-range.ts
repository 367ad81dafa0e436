// Ranges of days of the usage page, in UTC as usage is kept, and the days in them. Pure.

import type { UsageRange } from "@/lib/usage/client";

export const spans = ["7", "30", "90"] as const;
export type Span = (typeof spans)[number];

const dayMs = 86_400_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** The last so many days up to the day of `now`, itself included. */
export function rangeOf(span: Span, now: number): UsageRange {
  return { from: dayOf(now - (Number(span) - 1) * dayMs), to: dayOf(now) };
}

/** Every day of a range, the oldest first; days of a broken range are none. */
export function daysOf({ from, to }: UsageRange): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to) && days.length < 500; at += dayMs) days.push(dayOf(at));
  return days;
}

/** A bound at or above a value that reads well: 1, 2 or 5 with zeros; 1 for nothing. */
export function niceBound(value: number): number {
  if (value <= 0) return 1;
  const size = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * size >= value) ?? 10) * size;
}
