"use client";
// Everything a page or panel shows of one run: from events while it is under way, from stored rows afterwards.

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import type { RunStatus } from "@/lib/run-log/events";
import type { Timeline } from "@/lib/run-log/timeline";
import { runKey, runNodesQuery, runQuery, runsKey } from "@/lib/runs/client";
import type { RunView } from "@/lib/runs/contract";
import type { LiveView } from "./live-run";
import type { Failure } from "./node-view";
import { isOpenRun } from "./run-looks";
import { skippedOfLogs, timelineOfLogs } from "./stored-timeline";
import { useLiveRun } from "./use-live-run";

export interface RunScene {
  workspace: string;
  run: RunView;
  status: RunStatus;
  isOpen: boolean;
  /** Null where it is not followed: then what nodes did is stored. */
  live: LiveView | null;
  answer: string | null;
  outputs: RunView["outputs"];
  error: Failure | null;
  promptTokens: number;
  completionTokens: number;
  cost: number;
  currency: string | null;
  /** Null while the nodes are on their way. */
  timeline: Timeline | null;
  skipped: { path: string; name: string }[];
  nodes: { error: unknown; hasMore: boolean; loading: boolean; failed: boolean; load: () => void; reload: () => void };
}

export type LoadedScene =
  | { scene: RunScene; error: null; reload: () => void }
  | { scene: null; error: unknown; reload: () => void };

/** One run as it is now; `scene` is null until its row is there, `error` says why it does not come. */
export function useRunScene(workspace: string, runId: string): LoadedScene {
  const client = useQueryClient();
  const query = useQuery(runQuery(workspace, runId));
  const run = query.data;
  const isOpenInRow = run !== undefined && isOpenRun(run.status);
  const readAgain = useCallback(() => {
    // Not the list: it keeps its rows where they are and asks for the newest by itself.
    void client.invalidateQueries({ queryKey: runKey(workspace, runId) });
    void client.invalidateQueries({ queryKey: [...runsKey(workspace), "newest"] });
  }, [client, workspace, runId]);
  const live = useLiveRun(runId, isOpenInRow, readAgain);
  const nodes = useInfiniteQuery({
    ...runNodesQuery(workspace, runId),
    enabled: run !== undefined && !isOpenInRow && live === null,
  });
  const logs = useMemo(() => nodes.data?.pages.flatMap((page) => page.items), [nodes.data]);
  const stored = useMemo(
    () => run && logs && { timeline: timelineOfLogs(run, logs, Date.now()), skipped: skippedOfLogs(logs) },
    [run, logs],
  );
  const reload = () => void query.refetch();
  if (!run) return { scene: null, error: query.error, reload };

  // An ended row is the last word; until it is read again, what was followed knows more.
  const ahead = isOpenInRow && live?.refusal === null ? live : null;
  const status = ahead?.status ?? run.status;
  const scene: RunScene = {
    workspace,
    run,
    status,
    isOpen: isOpenRun(status),
    live,
    answer: ahead?.answer ?? run.response,
    outputs: ahead?.outputs ?? run.outputs,
    error: ahead?.error ?? run.error,
    promptTokens: ahead?.totals.promptTokens ?? run.promptTokens,
    completionTokens: ahead?.totals.completionTokens ?? run.completionTokens,
    cost: ahead?.totals.cost ?? run.cost,
    currency: ahead?.totals.currency ?? run.currency,
    timeline: live?.timeline ?? stored?.timeline ?? null,
    skipped: live?.skipped ?? stored?.skipped ?? [],
    nodes: {
      error: live ? null : nodes.error,
      hasMore: !live && nodes.hasNextPage,
      loading: nodes.isFetchingNextPage,
      failed: nodes.isFetchNextPageError,
      load: () => void nodes.fetchNextPage(),
      reload: () => void nodes.refetch(),
    },
  };
  return { scene, error: null, reload };
}
