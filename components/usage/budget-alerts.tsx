"use client";
// Budgets that are nearly or wholly spent, for those whose work they stop. Nothing where there are none.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { budgetAlertsQuery } from "@/lib/budgets/client";
import type { BudgetAlert } from "@/lib/budgets/contract";
import { Banner } from "../ui/banner";
import { Time } from "../ui/time";

export function BudgetAlerts({ workspace }: { workspace: string }) {
  const { data = [] } = useQuery(budgetAlertsQuery(workspace));
  if (data.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {data.map((alert) => (
        <Alert key={alert.budgetId} alert={alert} />
      ))}
    </div>
  );
}

function Alert({ alert }: { alert: BudgetAlert }) {
  const t = useTranslations("usage.budgets");
  const isRefusing = alert.state === "exceeded" && alert.isHard;
  const name = alert.subjectName ?? t(`subject.${alert.subject}`);
  return (
    <Banner tone={isRefusing ? "bad" : "warn"} title={t(`alert.${alert.period}`, { name, percent: alert.percent })}>
      {t(isRefusing ? "alert.refused" : "alert.goesOn")} {t("alert.resets")} <Time value={alert.resetsAt} />
    </Banner>
  );
}
