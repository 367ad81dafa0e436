// One cache of server data per browser tab, and a fresh one per request on the server. Knows no endpoint.

import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // What a caller did wrong stays wrong; only what may pass by itself is asked for again, and only twice.
        retry: (failures, error) => failures < 2 && !isCallersFault(error),
      },
      // Queries that are still running travel to the browser too, so that a page need not wait for them.
      dehydrate: {
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
    },
  });
}

function isCallersFault(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !("status" in error)) return false;
  return typeof error.status === "number" && error.status >= 400 && error.status < 500 && error.status !== 429;
}

let ofThisTab: QueryClient | undefined;

/** The query client of this tab or of this request. */
export function getQueryClient(): QueryClient {
  if (typeof window === "undefined") return makeQueryClient();
  ofThisTab ??= makeQueryClient();
  return ofThisTab;
}
