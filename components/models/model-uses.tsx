"use client";
// Where a model is used, told before it is taken out of use.

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { modelUsesQuery } from "@/lib/models/client";
import type { ModelView } from "@/lib/models/contract";
import { Banner } from "../ui/banner";

const shown = 8;

export interface ModelUsesProps {
  workspace: string;
  model: ModelView;
  className?: string;
}

export function ModelUses({ workspace, model, className = "sm:col-span-2" }: ModelUsesProps) {
  const t = useTranslations("models.uses");
  const { data } = useQuery(modelUsesQuery(workspace, model.id));
  if (!data) return null;
  const { workflows, routes } = data;
  const places = workflows.length + routes.length;
  if (places === 0 && !model.isDefault) return <Banner className={className}>{t("none")}</Banner>;
  return (
    <Banner tone="warn" title={places > 0 ? t("title", { count: places }) : undefined} className={className}>
      {model.isDefault ? <p>{t("isDefault")}</p> : null}
      <ul>
        {workflows.slice(0, shown).map((use) => (
          <li key={use.workflowId} className="truncate">
            <Link
              href={`/w/${workspace}/workflows/${use.workflowId}`}
              className="font-medium text-accent-text underline underline-offset-2"
            >
              {use.name}
            </Link>
          </li>
        ))}
        {routes.slice(0, shown).map((route) => (
          <li key={route.modelId} className="truncate">
            {t("answersFor", { name: route.name })}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
