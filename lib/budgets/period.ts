// The day and the month that budgets count, in UTC, so that they begin at one moment for everybody. Pure.

import type { budgetPeriods } from "../shared/statuses";

export type BudgetPeriod = (typeof budgetPeriods)[number];

export interface Period {
  /** First moment, in Unix milliseconds. */
  startedAt: number;
  /** First moment of the next one. */
  resetsAt: number;
  /** Its first day, as `2026-11-01`. */
  firstDay: string;
}

/** The period that a moment lies in. */
export function periodOf(period: BudgetPeriod, at: number): Period {
  const date = new Date(at);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const day = period === "day" ? date.getUTCDate() : 1;
  const startedAt = Date.UTC(year, month, day);
  const resetsAt = period === "day" ? startedAt + 86_400_000 : Date.UTC(year, month + 1, 1);
  return { startedAt, resetsAt, firstDay: new Date(startedAt).toISOString().slice(0, 10) };
}
