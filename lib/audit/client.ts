// What pages ask of the audit log, as queries. Keys carry the workspace, because one tab may visit several.

import { infiniteQueryOptions } from "@tanstack/react-query";
import { callOperation } from "../http/client";
import type { RiskLevel } from "../shared/statuses";
import { listAuditLogs } from "./contract";

/** The audit log of a workspace, page by page. */
export function auditLogsQuery(workspace: string, riskLevel: RiskLevel | null) {
  return infiniteQueryOptions({
    queryKey: ["workspace", workspace, "audit-logs", riskLevel],
    queryFn: ({ pageParam, signal }) =>
      callOperation(listAuditLogs, {
        query: { ...(pageParam === null ? {} : { cursor: pageParam }), ...(riskLevel ? { riskLevel } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}
