"use client";
// Where a tool is used, how often it was called, and what failed last.

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { toolUsesQuery } from "@/lib/tools/client";
import type { ToolView } from "@/lib/tools/contract";
import { Badge } from "../ui/badge";
import { Banner } from "../ui/banner";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { Time } from "../ui/time";

export function UsesPanel({ workspace, tool }: { workspace: string; tool: ToolView }) {
  const t = useTranslations("tools.uses");
  const query = useQuery(toolUsesQuery(workspace, tool.id));
  const uses = query.data?.items ?? [];
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-2">
        {t("calls", { count: tool.usageCount })}
        {tool.lastUsedAt ? (
          <>
            {" · "}
            <Time value={tool.lastUsedAt} />
          </>
        ) : null}
      </p>
      {tool.lastError ? (
        <Banner tone="bad" title={t("lastError")}>
          <span className="break-words">{tool.lastError}</span>
        </Banner>
      ) : null}
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
              {use.inVersion ? <Badge tone="ok">{t("live")}</Badge> : null}
              {use.inDraft ? <Badge>{t("draft")}</Badge> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
