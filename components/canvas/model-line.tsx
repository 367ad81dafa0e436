"use client";
// Which model answers and how freely, as two quiet marks on a node.

import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { JsonObject } from "@/lib/shared/json";
import { useFacts } from "./use-facts";

export function ModelLine({ config }: { config: JsonObject }) {
  const t = useTranslations("designer.node");
  const facts = useFacts();
  const models = facts?.models ?? [];
  const chosen =
    typeof config.modelId === "string"
      ? models.find((model) => model.id === config.modelId)
      : models.find((model) => model.isDefault);
  const { temperature } = config;
  return (
    <p className="mt-1.5 flex flex-wrap gap-1 overflow-hidden">
      <Badge>
        <span className="truncate">{chosen?.name ?? (facts ? t("noModel") : "…")}</span>
      </Badge>
      {typeof temperature === "number" ? <Badge>{t("temperature", { value: temperature })}</Badge> : null}
    </p>
  );
}
