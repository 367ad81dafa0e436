"use client";
// What was published, the newest first; an earlier one can be made live again.

import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { rollBack } from "@/lib/agents/client";
import type { AgentDetail } from "@/lib/agents/contract";
import { versionsQuery } from "@/lib/workflows/client";
import type { VersionView } from "@/lib/workflows/contract";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ErrorBanner } from "../ui/error-state";
import { NextPage } from "../ui/load-more";
import { Skeleton } from "../ui/skeleton";
import { Time } from "../ui/time";
import { showToast } from "../ui/toast";
import { useRefreshAgents } from "./use-refresh-agents";

const ConfirmDialog = dynamic(() => import("../ui/confirm-dialog").then((file) => file.ConfirmDialog), { ssr: false });

export interface VersionListProps {
  workspace: string;
  agent: AgentDetail;
  mayPublish: boolean;
}

export function VersionList({ workspace, agent, mayPublish }: VersionListProps) {
  const t = useTranslations("agents.versions");
  const refresh = useRefreshAgents(workspace);
  const [chosen, setChosen] = useState<VersionView | null>(null);
  const query = useInfiniteQuery(versionsQuery(workspace, agent.workflowId));
  const versions = query.data?.pages.flatMap((page) => page.items) ?? [];
  const back = useMutation({
    mutationFn: (number: number) => rollBack(agent.id, { number }),
    onSuccess: async (version) => {
      await refresh();
      showToast({ tone: "ok", title: t("rolledBack", { number: version.number }) });
    },
  });
  return (
    <aside aria-labelledby="versions" className="min-w-0">
      <h2 id="versions" className="text-base">
        {t("title")}
      </h2>
      {query.isPending ? (
        <div className="flex flex-col gap-4 pt-4" aria-hidden="true">
          <Skeleton className="h-8" />
          <Skeleton className="h-8" />
        </div>
      ) : null}
      {query.error && !query.data ? <ErrorBanner error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && versions.length === 0 ? <p className="mt-2 text-ink-2">{t("none")}</p> : null}
      <ol className="mt-2 flex flex-col">
        {versions.map((version) => (
          <li key={version.id} className="group/version border-line border-b py-3 last:border-b-0">
            <div className="flex min-h-7 items-center gap-2">
              <span className="font-medium font-mono text-xs">v{version.number}</span>
              {version.isLive ? <Badge tone="ok">{t("live")}</Badge> : null}
              <span className="flex-1" />
              {mayPublish && !version.isLive ? (
                <Button
                  size="sm"
                  variant="ghost"
                  className="opacity-0 focus-visible:opacity-100 group-hover/version:opacity-100 touch:opacity-100"
                  onClick={() => setChosen(version)}
                >
                  {t("rollBack")}
                </Button>
              ) : null}
            </div>
            <p className="whitespace-pre-line break-words text-ink-2">
              {version.releaseNotes || <span className="text-ink-3">{t("noNotes")}</span>}
            </p>
            <p className="mt-0.5 text-ink-3 text-xs">
              <Time value={version.releasedAt} />
              {version.releasedByName ? ` · ${t("by", { name: version.releasedByName })}` : null}
            </p>
          </li>
        ))}
      </ol>
      <NextPage of={query} />
      {chosen ? (
        <ConfirmDialog
          open
          tone="primary"
          onOpenChange={(open) => !open && setChosen(null)}
          title={t("rollBackTitle", { number: chosen.number })}
          confirmLabel={t("rollBack")}
          onConfirm={async () => {
            await back.mutateAsync(chosen.number);
          }}
          description={
            <>
              {t("rollBackText", { number: chosen.number, now: agent.publishedNumber ?? 0 })}
              {back.error ? (
                <span className="mt-3 block">
                  <ErrorBanner error={back.error} />
                </span>
              ) : null}
            </>
          }
        />
      ) : null}
    </aside>
  );
}
