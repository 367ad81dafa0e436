"use client";
// Prices and windows of models as short texts in the reader's language.

import { useLocale, useTranslations } from "next-intl";
import type { ModelView } from "@/lib/models/contract";
import { formatCount, formatMoney } from "../ui/quantity-format";

type Priced = Pick<ModelView, "inputPrice" | "outputPrice" | "currency">;

/** Texts about a model. */
export function useModelFacts() {
  const locale = useLocale();
  const t = useTranslations("models.model");
  return {
    /** "$0.80 / $2.00", "Free", or null where no price is known. */
    price({ inputPrice, outputPrice, currency }: Priced): string | null {
      if (inputPrice === null && outputPrice === null) return null;
      if (!inputPrice && !outputPrice) return t("free");
      const one = (amount: number | null) => (amount === null ? "–" : formatMoney(amount, currency, locale));
      return `${one(inputPrice)} / ${one(outputPrice)}`;
    },
    /** "128K", or null. */
    context: (tokens: number | null) => (tokens === null ? null : formatCount(tokens, locale)),
  };
}
