// What pages ask about API keys, as queries. Keys carry the workspace, because one tab may visit several.

import { infiniteQueryOptions } from "@tanstack/react-query";
import { callOperation } from "../http/client";
import { listApiKeys } from "./contract";

/** The API keys of a workspace, page by page. */
export function apiKeysQuery(workspace: string) {
  return infiniteQueryOptions({
    queryKey: ["workspace", workspace, "api-keys"],
    queryFn: ({ pageParam, signal }) =>
      callOperation(listApiKeys, { query: pageParam === null ? {} : { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
