"use client";
// What was used on each day of a range.

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import type { UsageView } from "@/lib/usage/contract";
import { DayBars } from "../ui/day-bars";
import { type Measure, mainCurrency, measureOf } from "./usage-measures";
import { daysOf, niceBound } from "./usage-range";
import { useDayDetail, useMeasureText } from "./usage-words";

const marks = 5;

export function UsageChart({ usage, measure }: { usage: UsageView; measure: Measure }) {
  const t = useTranslations("usage");
  const locale = useLocale();
  const currency = mainCurrency(usage.total);
  const text = useMeasureText(currency);
  const detail = useDayDetail(currency);
  const byDay = useMemo(() => new Map(usage.items.map((item) => [item.key, item])), [usage]);
  const long = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const short = new Intl.DateTimeFormat(locale, { month: "numeric", day: "numeric", timeZone: "UTC" });
  const days = daysOf(usage);
  const every = Math.max(1, Math.floor((days.length - 1) / (marks - 1)));
  const bars = days.map((day, index) => {
    const sums = byDay.get(day);
    const value = sums ? measureOf(sums, measure, currency) : 0;
    const at = new Date(`${day}T00:00:00Z`);
    return {
      label: long.format(at),
      value,
      detail: sums ? detail(sums, measure) : t("nothing"),
      text: text(value, measure),
      mark: index % every === 0 ? short.format(at) : undefined,
    };
  });
  const top = niceBound(Math.max(0, ...bars.map((bar) => bar.value)));
  return (
    <DayBars
      label={t("chart", { measure: t(`measures.${measure}`) })}
      bars={bars}
      top={top}
      topText={text(top, measure)}
    />
  );
}
