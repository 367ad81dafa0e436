"use client";
// Where models are used and what answers in their place, told before they are taken out of use.

import { useQueries, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { modelsQuery, modelUsesQuery } from "@/lib/models/client";
import type { ModelView } from "@/lib/models/contract";
import { standInModel } from "@/lib/models/stand-in-rules";
import { Banner } from "../ui/banner";

const shown = 8;
/** Of a provider with more models than anybody uses, so many are asked about. */
const most = 40;

export interface ModelUsesProps {
  workspace: string;
  models: readonly ModelView[];
  className?: string;
}

export function ModelUses({ workspace, models, className = "sm:col-span-2" }: ModelUsesProps) {
  const t = useTranslations("models.uses");
  const all = useQuery(modelsQuery(workspace)).data;
  const uses = useQueries({ queries: models.slice(0, most).map(({ id }) => modelUsesQuery(workspace, id)) });
  if (!all || uses.some(({ isPending }) => isPending)) return null;
  const gone = new Set(models.map(({ id }) => id));
  const workflows = new Map(uses.flatMap(({ data }) => data?.workflows ?? []).map((use) => [use.workflowId, use.name]));
  const routes = new Map(
    uses
      .flatMap(({ data }) => data?.routes ?? [])
      .filter(({ modelId }) => !gone.has(modelId))
      .map((route) => [route.modelId, route.name]),
  );
  const places = workflows.size + routes.size;
  const standIn = standInModel(all);
  const isAsked = standIn !== undefined && gone.has(standIn.id);
  if (places === 0 && !isAsked) return <Banner className={className}>{t("none", { count: models.length })}</Banner>;
  const next = standInModel(all.filter(({ id }) => !gone.has(id)));
  return (
    <Banner tone="warn" title={places > 0 ? t("title", { count: places }) : undefined} className={className}>
      {isAsked ? (
        <p>
          {t("standIn", { name: standIn.name })} {next ? t("next", { name: next.name }) : t("noNext")}
        </p>
      ) : null}
      <ul>
        {[...workflows].slice(0, shown).map(([id, name]) => (
          <li key={id} className="truncate">
            <Link
              href={`/w/${workspace}/workflows/${id}`}
              className="font-medium text-accent-text underline underline-offset-2"
            >
              {name}
            </Link>
          </li>
        ))}
        {[...routes].slice(0, shown).map(([id, name]) => (
          <li key={id} className="truncate">
            {t("answersFor", { name })}
          </li>
        ))}
      </ul>
    </Banner>
  );
}
