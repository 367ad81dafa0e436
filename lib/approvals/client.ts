// What pages ask about approvals, as queries. Keys carry the workspace, because one tab may visit several.

import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type CallInput, callOperation } from "../http/client";
import {
  countApprovals,
  createDecisionLink,
  decideApproval,
  decideByLink,
  getApproval,
  getLinkedApproval,
  listApprovals,
} from "./contract";

/** What the inbox can be narrowed by. */
export type ApprovalFilterInput = Omit<CallInput<typeof listApprovals>["query"], "cursor" | "limit">;

/** The beginning of every key, for what makes all lists and counts of a workspace out of date. */
export const approvalsKey = (workspace: string) => ["workspace", workspace, "approvals"] as const;

/** Approvals that fit a filter, page by page, the newest first. */
export function approvalsQuery(workspace: string, filter: ApprovalFilterInput = {}) {
  return infiniteQueryOptions({
    queryKey: [...approvalsKey(workspace), "list", filter],
    queryFn: ({ pageParam, signal }) =>
      callOperation(listApprovals, { query: { ...filter, ...(pageParam ? { cursor: pageParam } : {}) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** One approval. */
export function approvalQuery(workspace: string, approvalId: string) {
  return queryOptions({
    queryKey: [...approvalsKey(workspace), "one", approvalId],
    queryFn: ({ signal }) => callOperation(getApproval, { params: { approvalId }, signal }),
  });
}

/** How many wait for the reader. */
export function approvalCountQuery(workspace: string) {
  return queryOptions({
    queryKey: [...approvalsKey(workspace), "count"],
    queryFn: async ({ signal }) => (await callOperation(countApprovals, { signal })).count,
  });
}

/** What is sent of a decision. */
export type SentDecision = CallInput<typeof decideApproval>["body"];

/** Approves or rejects; rejects with `approval_decided` where somebody was faster. */
export const decide = (approvalId: string, body: SentDecision) =>
  callOperation(decideApproval, { params: { approvalId }, body });

/** Makes a link that decides once without signing in. */
export const makeDecisionLink = (approvalId: string) => callOperation(createDecisionLink, { params: { approvalId } });

/** What a link asks for. */
export function linkedApprovalQuery(token: string) {
  return queryOptions({
    queryKey: ["decide", token],
    queryFn: ({ signal }) => callOperation(getLinkedApproval, { params: { token }, signal }),
  });
}

/** Approves or rejects through a link. */
export const decideLinked = (token: string, body: SentDecision) =>
  callOperation(decideByLink, { params: { token }, body });
