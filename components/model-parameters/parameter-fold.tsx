"use client";
// The parameters of a model folded away, as most people leave them alone; the line tells how many are chosen.

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type ChosenParameters, chosenOf } from "@/lib/shared/parameter-values";
import { ModelParameters, type ModelParametersProps } from "./model-parameters";

export type ParameterFoldProps = Omit<ModelParametersProps, "onChange" | "values"> & {
  values: ChosenParameters;
  onChange: (values: ChosenParameters) => void;
};

export function ParameterFold({ values, onChange, className = "flex flex-col gap-4", ...rest }: ParameterFoldProps) {
  const t = useTranslations("parameters");
  const count = Object.keys(values).length;
  // Open from the start where something is chosen, and never closed under anybody's hand.
  const [isOpen] = useState(count > 0);
  return (
    <details className="group/parameters" open={isOpen}>
      <summary className="flex w-fit list-none items-center gap-1.5 rounded-xs py-1 font-medium text-ink-2 text-xs hover:text-ink touch:py-3">
        <ChevronRight className="size-3.5 transition-transform group-open/parameters:rotate-90" />
        {t("title")}
        {count > 0 ? <span className="font-normal text-ink-3">{t("chosen", { count })}</span> : null}
      </summary>
      <ModelParameters
        {...rest}
        className={`pt-3 ${className}`}
        values={values}
        onChange={(next) => onChange(chosenOf(next))}
      />
    </details>
  );
}
