"use client";
// One approval in the inbox's list.

import Link from "next/link";
import { useTranslations } from "next-intl";
import { type MouseEvent, memo, useEffect, useRef } from "react";
import type { ApprovalView } from "@/lib/approvals/contract";
import { cn } from "../ui/cn";
import { Time } from "../ui/time";
import { ApprovalStatusMark } from "./approval-status";

export interface ApprovalRowProps {
  approval: ApprovalView;
  href: string;
  /** Open beside the list. */
  chosen: boolean;
  onChoose: (approvalId: string) => void;
}

const isPlainClick = (event: MouseEvent) =>
  event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;

export const ApprovalRow = memo(function ApprovalRow({ approval, href, chosen, onChoose }: ApprovalRowProps) {
  const t = useTranslations("approvals.list");
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (chosen) link.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const { run, expiresAt, status } = approval;
  const name = run.agentName ?? run.workflowName;
  return (
    <li>
      <Link
        ref={link}
        href={href}
        prefetch={false}
        data-row=""
        aria-current={chosen ? "true" : undefined}
        onClick={(event) => {
          if (!isPlainClick(event)) return;
          event.preventDefault();
          onChoose(approval.id);
        }}
        className={cn(
          "flex flex-col gap-1 border-line border-b px-4 py-3 focus-visible:-outline-offset-2 sm:px-6 lg:pr-4",
          chosen ? "lg:bg-accent-soft" : "hover:bg-sunken/60",
        )}
      >
        <span className="flex items-baseline gap-3">
          <span className="line-clamp-2 min-w-0 flex-1 break-words font-medium">{approval.title}</span>
          <Time value={approval.createdAt} className="flex-none text-ink-3 text-xs" />
        </span>
        <span className="flex min-w-0 items-baseline gap-2 text-ink-2 text-xs">
          <span className="min-w-0 truncate">{run.userName ? t("from", { name, person: run.userName }) : name}</span>
          <span className="ml-auto flex-none">
            {status !== "pending" ? (
              <ApprovalStatusMark status={status} />
            ) : expiresAt ? (
              <span className="text-warn-ink">{t.rich("until", { time: () => <Time value={expiresAt} /> })}</span>
            ) : null}
          </span>
        </span>
      </Link>
    </li>
  );
});
