// Days in UTC, as usage and budgets count them. Pure.

import { AppError } from "../shared/errors";
import { mostDays } from "./contract";

const dayMs = 86_400_000;

/** The day of a moment in Unix milliseconds, as `2026-11-23`. */
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The first and the last day that a query names; without them the thirty days up to now. */
export function readRange(query: { from?: string | undefined; to?: string | undefined }, now: number) {
  const to = query.to ?? dayOf(now);
  const from = query.from ?? dayOf(Date.parse(to) - 29 * dayMs);
  const days = Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;
  if (days < 1) throw new AppError("invalid_request", "The last day lies before the first one.");
  if (days > mostDays) throw new AppError("invalid_request", `At most ${mostDays} days can be asked for at once.`);
  return { from, to };
}
