"use client";
// The list of runs, kept up to date: the newest page is asked for every few seconds while the page is seen, runs under
// way further down one by one, and no row moves until the reader wants it.

import { useInfiniteQuery, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { newestRunsQuery, runQuery, runsQuery } from "@/lib/runs/client";
import type { RunFilter, RunSummary } from "@/lib/runs/contract";
import { mergeRuns } from "./merge-runs";
import { isOpenRun } from "./run-looks";

const busyMs = 2_500;
const quietMs = 10_000;
/** Runs under way below the newest page that are asked for; there are rarely any. */
const mostBelow = 12;

export function useRunList(workspace: string, filter: RunFilter) {
  const client = useQueryClient();
  // Read again as a whole only when somebody comes to the page: a refetch would move rows.
  const list = useInfiniteQuery({
    ...runsQuery(workspace, filter),
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const shown = list.data?.pages.flatMap((page) => page.items) ?? [];
  const newest = useQuery({
    ...newestRunsQuery(workspace, filter),
    enabled: list.isSuccess,
    refetchInterval: ({ state }) => (state.data?.items.some(({ status }) => isOpenRun(status)) ? busyMs : quietMs),
  });
  const page = newest.data?.items ?? [];
  const onPage = new Set(page.map(({ id }) => id));
  const below = shown.filter(({ id, status }) => isOpenRun(status) && !onPage.has(id)).slice(0, mostBelow);
  const belowNow = useQueries({
    queries: below.map(({ id }) => ({
      ...runQuery(workspace, id),
      refetchInterval: ({ state }: { state: { data?: RunSummary | undefined } }) =>
        state.data && !isOpenRun(state.data.status) ? false : 2 * busyMs,
    })),
  }).flatMap(({ data }) => data ?? []);

  const { rows, fresh } = mergeRuns(shown, [...page, ...belowNow]);
  const showFresh = () => {
    const { queryKey } = runsQuery(workspace, filter);
    // A whole page of new ones may hide more between it and what is shown: then the list begins anew.
    if (fresh.length >= page.length && newest.data?.nextCursor) {
      void client.resetQueries({ queryKey });
      return;
    }
    client.setQueryData(queryKey, (data) => {
      const [first, ...others] = data?.pages ?? [];
      return first && data ? { ...data, pages: [{ ...first, items: [...fresh, ...first.items] }, ...others] } : data;
    });
  };
  const isEmpty = shown.length === 0;
  return { list, rows: isEmpty ? page : rows, freshCount: isEmpty ? 0 : fresh.length, showFresh };
}
