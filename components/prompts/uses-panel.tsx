"use client";
// Where a prompt is used, and how often runs took its text.

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { promptUsesQuery } from "@/lib/prompts/client";
import type { PromptView } from "@/lib/prompts/contract";
import { TextColumn } from "../shell/list-page";
import { Badge } from "../ui/badge";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";

export function UsesPanel({ workspace, prompt }: { workspace: string; prompt: PromptView }) {
  const t = useTranslations("prompts.uses");
  const query = useQuery(promptUsesQuery(workspace, prompt.id));
  const uses = query.data?.items ?? [];
  return (
    <TextColumn className="gap-4">
      <p className="text-ink-2">{t("taken", { count: prompt.usageCount })}</p>
      {query.isPending ? <SkeletonRows rows={3} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && uses.length === 0 ? (
        <EmptyState drawing="loose" title={t("none")}>
          {t("noneText")}
        </EmptyState>
      ) : null}
      {uses.length > 0 ? (
        <ul className="divide-y divide-line border-line border-y">
          {uses.map((use) => (
            <li key={use.workflowId} className="flex min-h-11 items-center gap-2">
              <Link href={`/w/${workspace}/workflows/${use.workflowId}`} className="min-w-0 truncate hover:underline">
                {use.name}
              </Link>
              {use.isLive ? <Badge tone="ok">{t("live")}</Badge> : null}
              {use.inDraft ? <Badge>{t("draft")}</Badge> : null}
              {use.inEarlier ? <Badge>{t("earlier")}</Badge> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </TextColumn>
  );
}
