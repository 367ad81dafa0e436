"use client";
// Says where a model is described otherwise than its provider does, and offers to take over what that says.

import { useFormatter, useTranslations } from "next-intl";
import type { Detected } from "@/lib/models/contract";
import { useParameterWords } from "../model-parameters/use-parameter-words";
import { Button } from "../ui/button";
import type { Difference } from "./detected-differences";
import { numberLabels } from "./number-labels";

export interface DetectedOfferProps {
  from: Detected["from"];
  differences: readonly Difference[];
  onUse: () => void;
}

export function DetectedOffer({ from, differences, onUse }: DetectedOfferProps) {
  const t = useTranslations("models");
  const format = useFormatter();
  const words = useParameterWords();
  const number = (value: number | null) =>
    value === null ? t("model.unknown") : format.number(value, { maximumFractionDigits: 8 });
  /** What it is about, what it is now where that is one thing, and what it would be. */
  const rowOf = (difference: Difference): { label: string; before: string; after: string[] } => {
    switch (difference.kind) {
      case "number": {
        const label = t(`editModel.${numberLabels[difference.field]}`);
        return { label, before: number(difference.from), after: [number(difference.to)] };
      }
      case "currency":
        return { label: t("editModel.currency"), before: difference.from, after: [difference.to] };
      case "capability": {
        const [before, after] = difference.to ? (["no", "yes"] as const) : (["yes", "no"] as const);
        const label = t(`capabilities.${difference.name}`);
        return { label, before: t(`detected.${before}`), after: [t(`detected.${after}`)] };
      }
      case "parameters": {
        const told = (["added", "removed", "changed"] as const).filter((key) => difference[key].length > 0);
        const after = told.map((key) => t(`detected.${key}`, { names: words.list(difference[key]) }));
        return { label: t("parameters.title"), before: "", after };
      }
    }
  };
  return (
    <section
      aria-label={t(`detected.${from}.differs`)}
      className="flex flex-col gap-2.5 rounded-lg border border-line bg-sunken px-3.5 py-3 sm:col-span-2"
    >
      <h3 className="font-medium text-sm">{t(`detected.${from}.differs`)}</h3>
      <dl className="flex flex-col gap-1 text-xs">
        {differences.map(rowOf).map(({ label, before, after }) => (
          <div key={label} className="flex flex-wrap gap-x-3">
            <dt className="text-ink-2 sm:w-44">{label}</dt>
            <dd className="tabular flex min-w-0 flex-1 flex-wrap gap-x-1.5">
              {before === "" ? null : (
                <>
                  <del className="text-ink-3 no-underline">{before}</del>
                  <span aria-hidden="true" className="text-ink-3">
                    →
                  </span>
                </>
              )}
              <span className="flex min-w-0 flex-col gap-y-1">
                {after.map((one) => (
                  <ins key={one} className="break-words font-medium text-ink no-underline">
                    {one}
                  </ins>
                ))}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <Button size="sm" className="self-start" onClick={onUse}>
        {t(`detected.${from}.use`)}
      </Button>
    </section>
  );
}
