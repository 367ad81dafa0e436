// Adds up what was used. Money of different currencies is kept apart. Pure.

import type { UsageDimension, UsageItem, UsageSums } from "./contract";

/** A sum in one currency, as the database gives it. */
export interface SumsRow extends Omit<UsageSums, "costs"> {
  currency: string;
  cost: number;
}

/** Nothing used. */
export function noSums(): UsageSums {
  const tokens = { promptTokens: 0, completionTokens: 0, cachedTokens: 0 };
  return { calls: 0, failedCalls: 0, ...tokens, runs: 0, successes: 0, durationMs: 0, costs: {} };
}

/** The sum of both. */
export function addSums(sum: UsageSums, row: SumsRow): UsageSums {
  const costs = { ...sum.costs };
  // Eight digits is what the database keeps; sums of fractions have more.
  if (row.cost !== 0) costs[row.currency] = Math.round(((costs[row.currency] ?? 0) + row.cost) * 1e8) / 1e8;
  return {
    calls: sum.calls + row.calls,
    failedCalls: sum.failedCalls + row.failedCalls,
    promptTokens: sum.promptTokens + row.promptTokens,
    completionTokens: sum.completionTokens + row.completionTokens,
    cachedTokens: sum.cachedTokens + row.cachedTokens,
    runs: sum.runs + row.runs,
    successes: sum.successes + row.successes,
    durationMs: sum.durationMs + row.durationMs,
    costs,
  };
}

const money = ({ costs }: UsageSums) => Object.values(costs).reduce((sum, cost) => sum + cost, 0);
const tokens = ({ promptTokens, completionTokens }: UsageSums) => promptTokens + completionTokens;

/** Days in their order; anything else the costliest first, then what used the most. */
export function sortItems(items: readonly UsageItem[], by: UsageDimension): UsageItem[] {
  const key = (item: UsageItem) => item.key ?? "";
  const byKey = (a: UsageItem, b: UsageItem) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
  if (by === "day") return [...items].sort(byKey);
  return [...items].sort(
    (a, b) => money(b) - money(a) || tokens(b) - tokens(a) || b.calls - a.calls || b.runs - a.runs || byKey(a, b),
  );
}
