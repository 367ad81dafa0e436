"use client";
// What stands beside a tool's name: its state, and what keeps agents from calling it.

import { useTranslations } from "next-intl";
import type { ToolSummary } from "@/lib/tools/contract";
import { Badge } from "../ui/badge";
import { statusTones } from "./tool-words";

export function ToolStatusBadge({ tool }: { tool: Pick<ToolSummary, "status"> }) {
  const t = useTranslations("tools.statuses");
  return <Badge tone={statusTones[tool.status]}>{t(tool.status)}</Badge>;
}

/** Only what is out of the ordinary. */
export function ToolMarks({ tool }: { tool: ToolSummary }) {
  const t = useTranslations("tools");
  return (
    <>
      {tool.isActive ? null : <Badge>{t("off")}</Badge>}
      {tool.isMissing ? <Badge tone="bad">{t("missing")}</Badge> : null}
      {tool.hasChanged ? <Badge tone="warn">{t("changed")}</Badge> : null}
      {tool.status === "approved" && tool.visibility === "private" ? <Badge>{t("private")}</Badge> : null}
      {tool.lastError ? <Badge tone="bad">{t("failed")}</Badge> : null}
    </>
  );
}
