// What pages ask about the workspace's members, as queries. Keys carry the workspace, because one tab may visit several.

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { callOperation } from "../http/client";
import { listMembers, listRoles } from "./contract";

/** The members of a workspace, page by page. */
export function membersQuery(workspace: string) {
  return infiniteQueryOptions({
    queryKey: ["workspace", workspace, "members"],
    queryFn: ({ pageParam, signal }) =>
      callOperation(listMembers, { query: pageParam === null ? {} : { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** The roles that members of a workspace can have. */
export function rolesQuery(workspace: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "roles"],
    queryFn: async ({ signal }) => (await callOperation(listRoles, { signal })).items,
  });
}
