"use client";
// The approvals of an inbox, asked for again while the page is seen. What was decided here changes at once where it
// stands.

import { type InfiniteData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import {
  type ApprovalFilterInput,
  approvalCountQuery,
  approvalQuery,
  approvalsKey,
  approvalsQuery,
} from "@/lib/approvals/client";
import type { ApprovalView } from "@/lib/approvals/contract";

const refreshMs = 15_000;

type Pages = InfiniteData<{ items: ApprovalView[]; nextCursor: string | null }, string | null>;

export function useApprovalList(workspace: string, filter: ApprovalFilterInput) {
  const list = useInfiniteQuery({ ...approvalsQuery(workspace, filter), staleTime: 5_000, refetchInterval: refreshMs });
  return { list, rows: list.data?.pages.flatMap((page) => page.items) ?? [] };
}

/** Puts an approval as it is now in the place of what is shown of it, in every list. */
export function useShowApproval(workspace: string): (approval: ApprovalView) => void {
  const client = useQueryClient();
  return useCallback(
    (approval) => {
      client.setQueryData(approvalQuery(workspace, approval.id).queryKey, approval);
      client.setQueriesData<Pages>({ queryKey: [...approvalsKey(workspace), "list"] }, (data) =>
        data
          ? {
              ...data,
              pages: data.pages.map((page) => ({
                ...page,
                items: page.items.map((item) => (item.id === approval.id ? approval : item)),
              })),
            }
          : data,
      );
      void client.invalidateQueries({ queryKey: approvalCountQuery(workspace).queryKey });
    },
    [client, workspace],
  );
}
