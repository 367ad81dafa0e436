"use client";
// The list of runs of a workspace, the newest first.

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { runsQuery } from "@/lib/runs/client";
import { ListRegion } from "../shell/list-page";
import { PageHeader } from "../shell/page-header";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { LoadMore } from "../ui/load-more";
import { SkeletonRows } from "../ui/skeleton";
import { RunTable } from "./run-table";

export function RunsPage({ workspace }: { workspace: string }) {
  const t = useTranslations("runs");
  const query = useInfiniteQuery(runsQuery(workspace, {}));
  const runs = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHeader title={t("title")} />
      <ListRegion label={t("list")} busy={query.isPending}>
        {query.isPending ? <SkeletonRows rows={10} /> : null}
        {query.isError && runs.length === 0 ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : null}
        {query.isSuccess && runs.length === 0 ? (
          <EmptyState drawing="knots" title={t("empty.title")}>
            {t("empty.text")}
          </EmptyState>
        ) : null}
        {runs.length > 0 ? <RunTable workspace={workspace} runs={runs} /> : null}
        <LoadMore
          hasMore={query.hasNextPage}
          loading={query.isFetchingNextPage}
          failed={query.isFetchNextPageError}
          onLoad={() => void query.fetchNextPage()}
        />
      </ListRegion>
    </>
  );
}
