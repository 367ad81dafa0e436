"use client";
// Prices and windows of models as short texts in the reader's language.

import { useLocale, useTranslations } from "next-intl";
import type { ModelView } from "@/lib/models/contract";

const thousand = 1000;

/** "128K" for 131,072 as for 128,000, as everybody calls a window; the same in every language. */
function formatWindow(tokens: number): string {
  // 128,000 is a multiple of both.
  const unit = tokens % thousand !== 0 && tokens % 1024 === 0 ? 1024 : thousand;
  const thousands = tokens / unit;
  if (thousands < 1) return String(tokens);
  const [value, sign] = thousands < thousand ? [thousands, "K"] : [thousands / unit, "M"];
  return `${Math.round(value * 10) / 10}${sign}`;
}

type Priced = Pick<ModelView, "inputPrice" | "outputPrice" | "currency">;

/** Texts about a model. */
export function useModelFacts() {
  const locale = useLocale();
  const t = useTranslations("models.model");
  const moneyIn = (currency: string) =>
    // List prices are compared, so they have the same digits, unlike amounts that were spent.
    new Intl.NumberFormat(locale, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      maximumFractionDigits: 4,
    });
  return {
    /** "$0.08". */
    money: (amount: number, currency: string) => moneyIn(currency).format(amount),
    /** "$0.80 / $2.00", "Free", or null where no price is known. */
    price({ inputPrice, outputPrice, currency }: Priced): string | null {
      if (inputPrice === null && outputPrice === null) return null;
      if (!inputPrice && !outputPrice) return t("free");
      const money = moneyIn(currency);
      const one = (amount: number | null) => (amount === null ? "–" : money.format(amount));
      return `${one(inputPrice)} / ${one(outputPrice)}`;
    },
    /** "128K", or null. */
    context: (tokens: number | null) => (tokens === null ? null : formatWindow(tokens)),
  };
}
