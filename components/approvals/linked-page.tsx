"use client";
// What somebody with a link sees: the question, the means to decide it once, and afterwards what became of it. Without a
// session and without any way further into the product.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { decideLinked, linkedApprovalQuery } from "@/lib/approvals/client";
import type { LinkedApproval } from "@/lib/approvals/contract";
import { Banner } from "../ui/banner";
import { Time } from "../ui/time";
import { ApprovalCard } from "./approval-card";

function Became({ approval, isOwn }: { approval: LinkedApproval; isOwn: boolean }) {
  const t = useTranslations("approvals.linked");
  const { status, decidedAt } = approval;
  if (status === "pending") return null;
  const tone = status === "approved" ? "ok" : status === "rejected" ? "bad" : "warn";
  const text = {
    approved: isOwn ? t("done") : t.rich("decided", { time: () => <Time value={decidedAt} /> }),
    rejected: isOwn ? t("done") : t.rich("decided", { time: () => <Time value={decidedAt} /> }),
    expired: t("expiredText"),
    cancelled: t("cancelledText"),
  }[status];
  // A rejection is no fault of the reader.
  return status === "rejected" ? (
    <div role="status" className="flex items-start gap-2.5 rounded-md bg-sunken px-3 py-2.5">
      <CircleCheck className="mt-0.5 text-ink-3" />
      <div>
        <p className="font-medium">{t(status)}</p>
        <p className="text-ink-2">{text}</p>
      </div>
    </div>
  ) : (
    <Banner tone={tone} title={t(status)}>
      {text}
    </Banner>
  );
}

export function LinkedPage({ token, approval: read }: { token: string; approval: LinkedApproval }) {
  const t = useTranslations("approvals.linked");
  const client = useQueryClient();
  const query = useQuery({ ...linkedApprovalQuery(token), initialData: read, staleTime: Number.POSITIVE_INFINITY });
  const [isOwn, setOwn] = useState(false);
  const approval = query.data;
  return (
    <>
      <ApprovalCard
        asked={approval}
        // The token decides, so it is not kept beside what was written.
        draftKey={`link:${approval.createdAt}`}
        mayDecide
        heading="h1"
        send={async (decision) => {
          const decided = await decideLinked(token, decision);
          setOwn(true);
          client.setQueryData(linkedApprovalQuery(token).queryKey, decided);
        }}
        onStale={() => void query.refetch()}
        result={<Became approval={approval} isOwn={isOwn} />}
        context={
          <p className="text-ink-2">
            {t("from", { sender: approval.senderName, workspace: approval.workspaceName })}{" "}
            <span className="text-ink-3">{t("by", { name: approval.agentName ?? approval.workflowName })}</span>
          </p>
        }
      />
      {approval.status === "pending" ? (
        <p className="mt-6 flex items-center gap-2 text-ink-3 text-xs">
          <ShieldCheck className="size-3.5 flex-none" />
          {t("secure")}
        </p>
      ) : null}
    </>
  );
}
