// What pages ask about one's own account, as queries.

import { infiniteQueryOptions } from "@tanstack/react-query";
import { callOperation } from "../http/client";
import { listSessions } from "./contract";

/** Where one is signed in, page by page. */
export function sessionsQuery() {
  return infiniteQueryOptions({
    queryKey: ["account", "sessions"],
    queryFn: ({ pageParam, signal }) =>
      callOperation(listSessions, { query: pageParam === null ? {} : { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
