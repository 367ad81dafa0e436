// The browser's way to the tools: typed fetchers and the queries that pages share. Nothing here knows a component.

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type CallInput, callOperation } from "../http/client";
import * as contract from "./contract";

export interface ToolFilter {
  search?: string;
  kind?: string;
  status?: string;
  category?: string;
  ownerId?: string;
}

/** The list of a workspace, the newest first, page by page. */
export const toolsQuery = (workspace: string, filter: ToolFilter) =>
  infiniteQueryOptions({
    queryKey: ["tools", workspace, "list", filter],
    queryFn: ({ pageParam, signal }) =>
      callOperation(contract.listTools, {
        query: {
          ...(filter as CallInput<typeof contract.listTools>["query"]),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor,
  });

/** One tool. */
export const toolQuery = (workspace: string, toolId: string) =>
  queryOptions({
    queryKey: ["tools", workspace, "one", toolId],
    queryFn: ({ signal }) => callOperation(contract.getTool, { params: { toolId }, signal }),
  });

/** Where a tool is used. */
export const toolUsesQuery = (workspace: string, toolId: string) =>
  queryOptions({
    queryKey: ["tools", workspace, "uses", toolId],
    queryFn: ({ signal }) => callOperation(contract.listToolUses, { params: { toolId }, signal }),
  });

/** The tools that every installation brings. */
export const builtinToolsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ["tools", workspace, "builtin"],
    queryFn: ({ signal }) => callOperation(contract.listBuiltinTools, { signal }),
  });
