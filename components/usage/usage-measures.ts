// What of usage a chart or a share shows. Money has a currency; sums of several are shown one by one. Pure.

import type { UsageSums } from "@/lib/usage/contract";

export const measures = ["cost", "tokens", "calls", "runs"] as const;
export type Measure = (typeof measures)[number];

/** The currency most of the money is in; null where nothing was paid. */
export function mainCurrency({ costs }: UsageSums): string | null {
  const [most] = Object.entries(costs).sort((a, b) => b[1] - a[1]);
  return most && most[1] > 0 ? most[0] : null;
}

/** The value of a measure, money in this currency. */
export function measureOf(sums: UsageSums, measure: Measure, currency: string | null): number {
  switch (measure) {
    case "cost":
      return currency === null ? 0 : (sums.costs[currency] ?? 0);
    case "tokens":
      return sums.promptTokens + sums.completionTokens;
    case "calls":
      return sums.calls;
    case "runs":
      return sums.runs;
  }
}
