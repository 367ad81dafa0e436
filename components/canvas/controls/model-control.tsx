"use client";
// The model that answers, with its price; empty is the workspace's default.

import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/components/ui/quantity-format";
import { Skeleton } from "@/components/ui/skeleton";
import { onDemand } from "../on-demand";
import { loadCombobox } from "../part-loaders";
import { useFacts } from "../use-facts";
import type { ControlProps } from "./control-props";

const Combobox = onDemand(loadCombobox, { place: "field", loading: <Skeleton className="h-8" /> });

const asDefault = "";

export function ModelControl({ value, onChange, control, readOnly }: ControlProps) {
  const t = useTranslations("designer.form");
  const locale = useLocale();
  const facts = useFacts();
  const models = facts?.models ?? [];
  const standard = models.find((model) => model.isDefault);
  const priceOf = (model: (typeof models)[number]) =>
    model.inputPrice === null || model.outputPrice === null || model.currency === null
      ? model.providerName
      : t("price", {
          input: formatMoney(model.inputPrice, model.currency, locale),
          output: formatMoney(model.outputPrice, model.currency, locale),
        });
  const options = [
    { value: asDefault, label: standard ? t("defaultModel", { name: standard.name }) : t("noDefaultModel") },
    ...models.map((model) => ({
      value: model.id,
      label: model.name,
      hint: priceOf(model),
      group: model.providerName,
      keywords: [model.providerName],
    })),
  ];
  const chosen = typeof value === "string" ? value : asDefault;
  const isGone = chosen !== asDefault && facts !== undefined && !models.some((model) => model.id === chosen);
  return (
    <Combobox
      {...control}
      options={isGone ? [...options, { value: chosen, label: t("goneModel") }] : options}
      value={chosen}
      disabled={readOnly}
      onValueChange={(next) => onChange(next === asDefault ? null : next)}
    />
  );
}
