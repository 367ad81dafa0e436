"use client";
// Where an approval comes from: who asked whom what, and the way to the run.

import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ApprovalView } from "@/lib/approvals/contract";

export interface RunContextProps {
  workspace: string;
  approval: Pick<ApprovalView, "run" | "nodeName">;
  /** Whether the reader may open runs. */
  mayOpen: boolean;
}

export function RunContext({ workspace, approval, mayOpen }: RunContextProps) {
  const t = useTranslations("approvals.context");
  const { run } = approval;
  const name = run.agentName ?? run.workflowName;
  return (
    <div className="flex flex-col gap-1.5 rounded-md border border-line px-3.5 py-2.5 text-sm">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        <span className="min-w-0 break-words">
          {run.userName && run.query
            ? t("asked", { person: run.userName, name })
            : run.userName
              ? t("started", { person: run.userName, name })
              : t("runOf", { name })}
        </span>
        <span className="text-ink-3 text-xs">{t("node", { name: approval.nodeName })}</span>
        {mayOpen ? (
          <Link
            href={`/w/${workspace}/runs/${run.id}`}
            prefetch={false}
            className="ml-auto inline-flex items-center gap-1 rounded-xs text-accent-text text-xs hover:underline"
          >
            {t("open")}
            <ArrowUpRight className="size-3.5" />
          </Link>
        ) : null}
      </p>
      {run.query ? <p className="line-clamp-3 break-words text-ink-2">“{run.query}”</p> : null}
    </div>
  );
}
