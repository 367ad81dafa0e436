"use client";
// An Ollama that answers on the server itself, offered where it is not among the providers yet.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { localProvidersQuery } from "@/lib/models/client";
import type { ProviderView } from "@/lib/models/contract";
import { isSameServer } from "@/lib/models/provider-rules";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";

export interface LocalOfferProps {
  workspace: string;
  providers: ProviderView[];
  onAdd: (baseUrl: string) => void;
}

export function LocalOffer({ workspace, providers, onAdd }: LocalOfferProps) {
  const t = useTranslations("models.local");
  const { data = [] } = useQuery(localProvidersQuery(workspace));
  const found = data.find(
    ({ answers, baseUrl }) => answers && !providers.some((provider) => isSameServer(provider.baseUrl, baseUrl)),
  );
  if (!found) return null;
  return (
    <Banner
      title={t("title")}
      action={
        <Button size="sm" onClick={() => onAdd(found.baseUrl)}>
          {t("add")}
        </Button>
      }
    >
      {t("text", { count: found.models.length, names: found.models.slice(0, 5).join(", ") })}
    </Banner>
  );
}
