"use client";
// What a model is by its provider's word, told beside what people made of it.

import { useFormatter, useTranslations } from "next-intl";
import type { ModelView } from "@/lib/models/contract";
import type { CapabilityName } from "./capability-names";
import type { NumberField } from "./number-fields";

/** Hints for the fields of a model; undefined where nothing was told. */
export function useDetectedWords({ detected }: ModelView) {
  const t = useTranslations("models.detected");
  const format = useFormatter();
  const words = detected?.from === "known" ? "known" : "provider";
  return {
    number(field: NumberField, current: number | null | undefined): string | undefined {
      const told = detected?.[field];
      if (told === undefined) return undefined;
      if (told === current) return t(`${words}.same`);
      return t(`${words}.other`, { value: format.number(told, { maximumFractionDigits: 8 }) });
    },
    capability(name: CapabilityName, current: boolean): string | undefined {
      const told = detected?.capabilities?.[name];
      if (told === undefined) return undefined;
      if (told === current) return t(`${words}.same`);
      return t(told ? `${words}.can` : `${words}.cannot`);
    },
  };
}
