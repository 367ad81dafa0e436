// What the designer and the list ask about workflows, as queries and calls. Keys carry the workspace, because one tab
// may visit several.

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type CallInput, callOperation } from "../http/client";
import type { WorkflowStatus } from "../shared/statuses";
import {
  archiveWorkflow,
  createWorkflow,
  editDraft,
  getDraft,
  getGraphFacts,
  getVersion,
  getWorkflow,
  listNodeTemplates,
  listVersions,
  listWorkflows,
  previewPublish,
  publishWorkflow,
  restoreVersion,
  updateWorkflow,
} from "./contract";

/** The key above all queries of this feature. */
export const workflowsKey = (workspace: string) => ["workflows", workspace] as const;
/** The key above all queries of one workflow. */
const workflowKey = (workspace: string, workflowId: string) => [...workflowsKey(workspace), "one", workflowId] as const;

export interface WorkflowFilter {
  search: string;
  status: WorkflowStatus | null;
}

/** Workflows by keyset pages, the last changed first. */
export function workflowsQuery(workspace: string, { search, status }: WorkflowFilter) {
  return infiniteQueryOptions({
    queryKey: [...workflowsKey(workspace), "list", search, status],
    queryFn: ({ pageParam, signal }) =>
      callOperation(listWorkflows, {
        query: {
          ...(search ? { search } : {}),
          ...(status ? { status } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** What a picker offers: the hundred workflows that were changed last. */
export function workflowChoicesQuery(workspace: string) {
  return queryOptions({
    queryKey: [...workflowsKey(workspace), "choices"],
    queryFn: async ({ signal }) => (await callOperation(listWorkflows, { query: { limit: 100 }, signal })).items,
  });
}

/** One workflow. */
export function workflowQuery(workspace: string, workflowId: string) {
  return queryOptions({
    queryKey: [...workflowKey(workspace, workflowId), "head"],
    queryFn: ({ signal }) => callOperation(getWorkflow, { params: { workflowId }, signal }),
  });
}

/** Which models and secrets a graph may refer to. */
export function graphFactsQuery(workspace: string) {
  return queryOptions({
    queryKey: [...workflowsKey(workspace), "facts"],
    queryFn: ({ signal }) => callOperation(getGraphFacts, { signal }),
  });
}

/** The palette with the form of each entry. */
export function nodeTemplatesQuery(workspace: string) {
  return queryOptions({
    queryKey: [...workflowsKey(workspace), "templates"],
    queryFn: async ({ signal }) => (await callOperation(listNodeTemplates, { signal })).items,
    // An administrator may have changed it on another page, also in a window beside this one.
    staleTime: 5_000,
    refetchOnWindowFocus: "always",
    refetchInterval: 10_000,
  });
}

/** Versions by pages, the newest first. */
export function versionsQuery(workspace: string, workflowId: string) {
  return infiniteQueryOptions({
    queryKey: [...workflowKey(workspace, workflowId), "versions"],
    queryFn: ({ pageParam, signal }) =>
      callOperation(listVersions, {
        params: { workflowId },
        query: pageParam ? { cursor: pageParam } : {},
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** One version with its graph; it never changes. */
export function versionQuery(workspace: string, workflowId: string, number: number) {
  return queryOptions({
    queryKey: [...workflowKey(workspace, workflowId), "version", number],
    queryFn: ({ signal }) => callOperation(getVersion, { params: { workflowId, number: String(number) }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What publishing the draft of a revision would do. */
export function publishPreviewQuery(workspace: string, workflowId: string, revision: number) {
  return queryOptions({
    queryKey: [...workflowKey(workspace, workflowId), "preview", revision],
    queryFn: ({ signal }) => callOperation(previewPublish, { params: { workflowId }, signal }),
  });
}

export const create = (body: CallInput<typeof createWorkflow>["body"]) => callOperation(createWorkflow, { body });
export const update = (workflowId: string, body: CallInput<typeof updateWorkflow>["body"]) =>
  callOperation(updateWorkflow, { params: { workflowId }, body });
export const archive = (workflowId: string) => callOperation(archiveWorkflow, { params: { workflowId } });
export const loadDraft = (workflowId: string) => callOperation(getDraft, { params: { workflowId } });
export const sendEdits = (workflowId: string, body: CallInput<typeof editDraft>["body"]) =>
  callOperation(editDraft, { params: { workflowId }, body });
export const publish = (workflowId: string, body: CallInput<typeof publishWorkflow>["body"]) =>
  callOperation(publishWorkflow, { params: { workflowId }, body });
export const restore = (workflowId: string, number: number, baseRevision: number) =>
  callOperation(restoreVersion, { params: { workflowId, number: String(number) }, body: { baseRevision } });
