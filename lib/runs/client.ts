// What pages ask about runs, as queries. Keys carry the workspace, because one tab may visit several.

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type CallInput, callOperation, sendOperation } from "../http/client";
import type { RunFilter } from "./contract";
import {
  cancelRun,
  followRun,
  forkRun,
  getRun,
  getRunFile,
  getRunNode,
  listRunNodes,
  listRuns,
  repeatRun,
  repeatRuns,
  startRun,
} from "./contract";

/** The key above all queries of this feature. */
export const runsKey = (workspace: string) => ["runs", workspace] as const;

/** Runs by keyset pages. */
export function runsQuery(workspace: string, filter: RunFilter) {
  return infiniteQueryOptions({
    queryKey: [...runsKey(workspace), "list", filter],
    queryFn: ({ pageParam, signal }) =>
      callOperation(listRuns, { query: { ...filter, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** The first page alone: what a list asks for again and again to stay up to date. */
export function newestRunsQuery(workspace: string, filter: RunFilter) {
  return queryOptions({
    queryKey: [...runsKey(workspace), "newest", filter],
    queryFn: ({ signal }) => callOperation(listRuns, { query: filter, signal }),
  });
}

/** The key of all that is asked about one run. */
export const runKey = (workspace: string, runId: string) => [...runsKey(workspace), "one", runId] as const;

/** One run. */
export function runQuery(workspace: string, runId: string) {
  return queryOptions({
    queryKey: [...runKey(workspace, runId), "row"],
    queryFn: ({ signal }) => callOperation(getRun, { params: { runId }, signal }),
  });
}

/** What the nodes of a run did, by pages. */
export function runNodesQuery(workspace: string, runId: string) {
  return infiniteQueryOptions({
    queryKey: [...runKey(workspace, runId), "nodes"],
    queryFn: ({ pageParam, signal }) =>
      callOperation(listRunNodes, { params: { runId }, query: pageParam ? { cursor: pageParam } : {}, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** What the nodes of a run did and checksums of what they gave, by pages, to compare it with another run. */
export function comparedNodesQuery(workspace: string, runId: string) {
  return infiniteQueryOptions({
    queryKey: [...runKey(workspace, runId), "compared nodes"],
    queryFn: ({ pageParam, signal }) =>
      callOperation(listRunNodes, {
        params: { runId },
        query: { checksums: "true", ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** One node of a run with its inputs and outputs; its last attempt unless one is named. */
export function runNodeQuery(workspace: string, runId: string, path: string, attempt: number | undefined) {
  return queryOptions({
    queryKey: [...runKey(workspace, runId), "node", path, attempt],
    queryFn: ({ signal }) => callOperation(getRunNode, { params: { runId }, query: { path, attempt }, signal }),
  });
}

export const cancel = (runId: string) => callOperation(cancelRun, { params: { runId } });
export const repeat = (runId: string) => callOperation(repeatRun, { params: { runId } });
export const fork = (runId: string, body: CallInput<typeof forkRun>["body"]) =>
  callOperation(forkRun, { params: { runId }, body });

/** Opens the stream of a run's events as the team sees them. */
export function openRunStream(runId: string, lastEventId: string | null, signal: AbortSignal): Promise<Response> {
  return sendOperation(followRun, { params: { runId }, query: { lastEventId }, signal });
}

/** Starts a test of a draft and gives the stream of its events. */
export function openDraftRun(
  workflowId: string,
  input: Pick<CallInput<typeof startRun>["body"], "inputs" | "query" | "mocks" | "breakpoints">,
  signal: AbortSignal,
): Promise<Response> {
  const body = { ...input, version: "draft", respond: "stream" };
  return sendOperation(startRun, { params: { workflowId }, body, signal });
}

/** Runs many runs again; those that were run again before are not run once more. */
export const repeatMany = (runIds: string[]) => callOperation(repeatRuns, { body: { runIds } });

/** The whole of a value that is too large to be told with its run. */
export async function fetchRunFile(runId: string, fileId: string): Promise<Blob> {
  return (await sendOperation(getRunFile, { params: { runId, fileId } })).blob();
}
