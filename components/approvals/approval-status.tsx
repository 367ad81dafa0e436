// The state of an approval as a mark and a word.

import { useTranslations } from "next-intl";
import type { ApprovalStatus } from "@/lib/shared/statuses";
import { cn } from "../ui/cn";
import { StatusDot, type StatusLook } from "../ui/status-dot";

const looks: Record<ApprovalStatus, StatusLook> = {
  pending: "wait",
  approved: "ok",
  rejected: "bad",
  expired: "off",
  cancelled: "off",
};

export function ApprovalStatusMark({ status, className }: { status: ApprovalStatus; className?: string }) {
  const t = useTranslations("approvals.status");
  return (
    <span className={cn("inline-flex items-center gap-2 whitespace-nowrap", className)}>
      <StatusDot look={looks[status]} />
      {t(status)}
    </span>
  );
}
