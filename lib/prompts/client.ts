// The browser's way to the prompt templates: the queries that pages share, and the stream of a test. Knows no component.

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type CallInput, callOperation, sendOperation } from "../http/client";
import { readSse } from "../http/read-sse";
import * as contract from "./contract";

export interface PromptFilter {
  search?: string;
  category?: string;
  active?: string;
}

const promptsKey = (workspace: string) => ["prompts", workspace] as const;

/** The list of a workspace, the newest first, page by page. */
export const promptsQuery = (workspace: string, filter: PromptFilter = {}) =>
  infiniteQueryOptions({
    queryKey: [...promptsKey(workspace), "list", filter],
    queryFn: ({ pageParam, signal }) =>
      callOperation(contract.listPrompts, {
        query: { ...filter, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });

/** Categories in use. */
export const promptCategoriesQuery = (workspace: string) =>
  queryOptions({
    queryKey: [...promptsKey(workspace), "categories"],
    queryFn: ({ signal }) => callOperation(contract.listPromptCategories, { signal }),
  });

/** One prompt with its current version. */
export const promptQuery = (workspace: string, promptId: string) =>
  queryOptions({
    queryKey: [...promptsKey(workspace), "one", promptId],
    queryFn: ({ signal }) => callOperation(contract.getPrompt, { params: { promptId }, signal }),
  });

/** Where a prompt is used. */
export const promptUsesQuery = (workspace: string, promptId: string) =>
  queryOptions({
    queryKey: [...promptsKey(workspace), "uses", promptId],
    queryFn: ({ signal }) => callOperation(contract.listPromptUses, { params: { promptId }, signal }),
  });

/** Versions of a prompt, the newest first, page by page. */
export const promptVersionsQuery = (workspace: string, promptId: string) =>
  infiniteQueryOptions({
    queryKey: [...promptsKey(workspace), "versions", promptId],
    queryFn: ({ pageParam, signal }) =>
      callOperation(contract.listPromptVersions, {
        params: { promptId },
        query: pageParam ? { cursor: pageParam } : {},
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });

/** A version with its text, which never changes. */
export const promptVersionQuery = (workspace: string, promptId: string, number: number) =>
  queryOptions({
    queryKey: [...promptsKey(workspace), "version", promptId, number],
    queryFn: ({ signal }) => callOperation(contract.getPromptVersion, { params: { promptId, number }, signal }),
    // Apart from whether it is the current one, which the list of versions tells.
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Asks a model and yields what comes, as it comes; stopped by the signal. Throws AppError where it is refused. */
export async function* streamPromptTest(
  body: CallInput<typeof contract.testPrompt>["body"],
  signal: AbortSignal,
): AsyncGenerator<contract.PromptTestEvent> {
  const response = await sendOperation(contract.testPrompt, { body, signal });
  if (!response.body) return;
  for await (const { data } of readSse(response.body)) yield JSON.parse(data) as contract.PromptTestEvent;
}
