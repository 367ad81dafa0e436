// What pages ask about secrets, as queries. Keys carry the workspace, because one tab may visit several.

import { queryOptions } from "@tanstack/react-query";
import { callOperation } from "../http/client";
import { listSecrets } from "./contract";

/** The secrets of a workspace by name, without their values. */
export function secretsQuery(workspace: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "secrets"],
    queryFn: async ({ signal }) => (await callOperation(listSecrets, { signal })).items,
  });
}
