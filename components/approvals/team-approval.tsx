"use client";
// One approval as somebody of the team meets it, in the inbox, in chat or on the page of its run: kept up to date while
// it waits, so that what others decide is seen.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { approvalQuery, approvalsKey, decide } from "@/lib/approvals/client";
import type { ApprovalView } from "@/lib/approvals/contract";
import { Banner } from "../ui/banner";
import { ApprovalCard } from "./approval-card";
import { DecisionResult } from "./decision-result";
import { LinkButton } from "./link-button";
import { useShowApproval } from "./use-approval-list";

const refreshMs = 8_000;

export interface TeamApprovalProps {
  workspace: string;
  /** As it was when it was listed. */
  approval: ApprovalView;
  heading: "h2" | "h3";
  context?: ReactNode;
  withKeys?: boolean;
  onDecided?: (approval: ApprovalView) => void;
}

export function TeamApproval({
  workspace,
  approval: listed,
  heading,
  context,
  withKeys,
  onDecided,
}: TeamApprovalProps) {
  const t = useTranslations("approvals.card");
  const client = useQueryClient();
  const show = useShowApproval(workspace);
  const query = useQuery({
    ...approvalQuery(workspace, listed.id),
    initialData: listed,
    refetchInterval: ({ state }) => (state.data?.status === "pending" ? refreshMs : false),
  });
  // A list may have been read after this one was.
  const approval = query.data.status === "pending" ? (listed.status === "pending" ? query.data : listed) : query.data;
  const names = approval.assignees.map(({ name }) => name).join(", ");
  return (
    <ApprovalCard
      asked={approval}
      draftKey={approval.id}
      mayDecide={approval.mayDecide}
      heading={heading}
      context={context}
      withKeys={withKeys ?? false}
      send={async (decision) => {
        const decided = await decide(approval.id, decision);
        show(decided);
        onDecided?.(decided);
      }}
      onStale={() => void client.invalidateQueries({ queryKey: approvalsKey(workspace) })}
      result={<DecisionResult {...approval} />}
      others={<Banner>{names ? t("othersDecide", { names }) : t("mayNotDecide")}</Banner>}
      actions={approval.mayDecide ? <LinkButton key={approval.id} approvalId={approval.id} /> : null}
    />
  );
}
