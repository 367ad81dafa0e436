"use client";
// Words about parameters of models in the reader's language. An administrator's label wins; names that nobody has words
// for stay as they are.

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { ParameterFault, ParameterSpec } from "@/lib/shared/model-parameters";

/** Words about parameters. */
export function useParameterWords() {
  const t = useTranslations("parameters");
  return useMemo(() => {
    // Names and options are data; a key without a word gives null.
    const find = (key: string) => (t.has(key as never) ? String(t(key as never)) : null);
    const option = (value: string) => find(`options.${value}`) ?? value;
    /** Options come as one text, with commas between. */
    const inWords = (params: Readonly<Record<string, string | number>>) =>
      typeof params.options === "string" && params.options !== ""
        ? { ...params, options: params.options.split(", ").map(option).join(t("comma")) }
        : params;
    return {
      label: (name: string, spec?: ParameterSpec) => spec?.label ?? find(`names.${name}`) ?? name,
      /** Several names in one text. */
      list: (names: readonly string[]) => names.map((name) => find(`names.${name}`) ?? name).join(t("comma")),
      hint: (name: string) => find(`hints.${name}`),
      option,
      /** What happens where nothing is chosen. */
      standard: (spec: ParameterSpec) =>
        spec.default === undefined ? t("modelDecides") : t("defaultIs", { value: option(String(spec.default)) }),
      fault: ({ code, params }: ParameterFault) => String(t(`faults.${code}`, inWords(params) as never)),
      /** What a problem is told with, its parameter and options as people read them. */
      named(params: Readonly<Record<string, string | number>>) {
        const { parameter, label } = params;
        if (typeof parameter !== "string") return params;
        const name = typeof label === "string" ? label : (find(`names.${parameter}`) ?? parameter);
        return { ...inWords(params), parameter: name };
      },
    };
  }, [t]);
}
