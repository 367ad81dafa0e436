"use client";
// How many approvals wait for the reader, as a small number beside the word that leads to them. Asked for now and then
// while the page is seen.

import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { approvalCountQuery } from "@/lib/approvals/client";
import { cn } from "../ui/cn";

const refreshMs = 30_000;
/** More than this says no more than that there are many. */
const most = 99;

export function ApprovalCount({ workspace, className }: { workspace: string; className?: string }) {
  const t = useTranslations("shell");
  const locale = useLocale();
  const count = useQuery({ ...approvalCountQuery(workspace), staleTime: 10_000, refetchInterval: refreshMs }).data ?? 0;
  if (count === 0) return null;
  return (
    <span
      className={cn(
        "tabular inline-flex h-4 min-w-4 items-center justify-center rounded-full bg-accent px-1 font-semibold text-2xs text-accent-ink leading-none",
        className,
      )}
    >
      <span aria-hidden="true">{count > most ? `${most}+` : count.toLocaleString(locale)}</span>
      <span className="sr-only">{t("approvalsWait", { count })}</span>
    </span>
  );
}
