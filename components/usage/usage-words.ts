// Figures of usage in the reader's words.

import { useLocale, useTranslations } from "next-intl";
import type { UsageSums } from "@/lib/usage/contract";
import { formatCount, formatMoney } from "../ui/quantity-format";
import { type Measure, measureOf } from "./usage-measures";

/** A value of a measure as text. */
export function useMeasureText(currency: string | null): (value: number, measure: Measure) => string {
  const locale = useLocale();
  return (value, measure) =>
    measure === "cost" ? formatMoney(value, currency ?? "USD", locale) : formatCount(Math.round(value), locale);
}

/** Money in every currency that was paid in. */
export function useCostsText(): (costs: UsageSums["costs"]) => string {
  const locale = useLocale();
  return (costs) => {
    const paid = Object.entries(costs).filter(([, amount]) => amount > 0);
    if (paid.length === 0) return formatMoney(0, Object.keys(costs)[0] ?? "USD", locale);
    return paid.map(([currency, amount]) => formatMoney(amount, currency, locale)).join(" + ");
  };
}

/** "1,204 calls" and the like, for the line above the chart. */
export function useDayDetail(currency: string | null): (sums: UsageSums, measure: Measure) => string {
  const t = useTranslations("usage");
  const text = useMeasureText(currency);
  return (sums, measure) => t(`detail.${measure}`, { value: text(measureOf(sums, measure, currency), measure) });
}
