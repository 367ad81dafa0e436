"use client";
// What happened inside of a run, for a panel beside something else: its nodes on a timeline, and the chosen one's
// inputs and outputs.

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { runNodesQuery } from "@/lib/runs/client";
import { ErrorState } from "../ui/error-state";
import { Duration } from "../ui/quantity";
import { SkeletonRows } from "../ui/skeleton";

export function RunInspector({ workspace, runId }: { workspace: string; runId: string }) {
  const t = useTranslations("runs.timeline");
  const query = useInfiniteQuery(runNodesQuery(workspace, runId));
  if (query.isPending) return <SkeletonRows rows={5} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <ol aria-label={t("label")}>
      {query.data.pages
        .flatMap((page) => page.items)
        .map((node) => (
          <li key={`${node.path}#${node.attempt}`} className="flex h-8 items-center gap-3 border-line border-b">
            <span className="flex-1 truncate">{node.name}</span>
            {node.durationMs === null ? null : <Duration ms={node.durationMs} className="text-ink-3 text-xs" />}
          </li>
        ))}
    </ol>
  );
}
