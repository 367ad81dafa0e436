// Whether a budget is nearly or wholly spent, and what is said of it. Pure.

import type { BudgetState } from "./contract";
import type { BudgetPeriod } from "./period";

export interface BudgetAmount {
  amount: number;
  warnAt: number;
}

/** How a budget stands. */
export function stateOf({ amount, warnAt }: BudgetAmount, spent: number): BudgetState {
  if (spent >= amount) return "exceeded";
  return spent * 100 >= amount * warnAt ? "warned" : "ok";
}

/** What is spent of it, in whole per cent, rounded down. */
export const percentOf = ({ amount }: BudgetAmount, spent: number): number => Math.floor((spent / amount) * 100);

/** Money as sentences show it. */
export const moneyText = (value: number): string => String(Math.round(value * 1e4) / 1e4);

const whose = { workspace: "the workspace", agent: "this agent", user: "this user" } as const;

/** A budget in the words of a sentence, such as `the monthly budget of this agent`. */
export function nameOfBudget(subject: keyof typeof whose, period: BudgetPeriod): string {
  return `the ${period === "day" ? "daily" : "monthly"} budget of ${whose[subject]}`;
}

/** A moment as sentences show it. */
export const momentText = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
