"use client";
// What models, agents, workflows and people have used and cost, and the budgets that limit it.

import { useMutation, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { fetchUsageCsv, usageQuery } from "@/lib/usage/client";
import type { UsageView } from "@/lib/usage/contract";
import { ListRegion } from "../shell/list-page";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Count } from "../ui/quantity";
import { saveAs } from "../ui/save-as";
import { Segmented } from "../ui/segmented";
import { Skeleton, SkeletonRows } from "../ui/skeleton";
import { showToast } from "../ui/toast";
import { BudgetAlerts } from "./budget-alerts";
import { BudgetsPart } from "./budgets-part";
import { UsageChart } from "./usage-chart";
import { type Measure, mainCurrency, measures } from "./usage-measures";
import { rangeOf, type Span, spans } from "./usage-range";
import { type Grouping, UsageTable } from "./usage-table";
import { useCostsText } from "./usage-words";

const groupings: readonly Grouping[] = ["model", "agent", "workflow", "user"];

export interface UsagePageProps {
  workspace: string;
  mayChange: boolean;
  /** When the page was read: its ranges end on that day. */
  now: number;
}

export function UsagePage({ workspace, mayChange, now }: UsagePageProps) {
  const t = useTranslations("usage");
  const [span, setSpan] = useState<Span>("30");
  const [chosen, setMeasure] = useState<Measure | null>(null);
  const [grouping, setGrouping] = useState<Grouping>("model");
  const range = rangeOf(span, now);
  const days = useQuery(usageQuery(workspace, range, "day"));
  const groups = useQuery(usageQuery(workspace, range, grouping));
  const measure = chosen ?? tellingMeasure(days.data);
  const error = days.error ?? groups.error;
  const isEmpty = days.data !== undefined && days.data.total.calls === 0 && days.data.total.runs === 0;
  const csv = useMutation({
    mutationFn: () => fetchUsageCsv(range),
    onSuccess: (file) => saveAs(file, `usage-${range.from}-${range.to}.csv`),
    onError: (failure) => showToast({ tone: "bad", title: t("csvFailed"), detail: failure.message }),
  });
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          <Button icon={<Download />} loading={csv.isPending} onClick={() => csv.mutate()}>
            {t("csv")}
          </Button>
        }
      />
      <ListRegion label={t("title")} busy={days.isPending}>
        <div className="mx-auto flex w-full max-w-5xl flex-col gap-6 px-4 py-5 sm:px-6">
          <BudgetAlerts workspace={workspace} />
          <div className="flex flex-wrap items-center justify-between gap-2">
            <Segmented
              legend={t("range")}
              name="span"
              value={span}
              onValueChange={setSpan}
              segments={spans.map((value) => ({ value, label: t("days", { count: Number(value) }) }))}
            />
            <Segmented
              legend={t("measure")}
              name="measure"
              value={measure}
              onValueChange={setMeasure}
              segments={measures.map((value) => ({ value, label: t(`measures.${value}`) }))}
            />
          </div>
          {error && !days.data ? <ErrorState error={error} onRetry={() => void days.refetch()} /> : null}
          {days.isPending ? <Skeleton className="h-56 rounded-lg" /> : null}
          {isEmpty ? (
            <EmptyState drawing="weave" title={t("empty.title")}>
              {t("empty.text")}
            </EmptyState>
          ) : null}
          {days.data && !isEmpty ? (
            <section
              aria-label={t("overview")}
              aria-busy={days.isPlaceholderData}
              className="rounded-lg border border-line bg-surface p-4 transition-opacity aria-busy:opacity-60 sm:p-6"
            >
              <Totals usage={days.data} />
              <UsageChart usage={days.data} measure={measure} />
              <p className="mt-3 text-ink-3 text-xs">{t("utc")}</p>
            </section>
          ) : null}
          {isEmpty ? null : (
            <section className="overflow-hidden rounded-lg border border-line bg-surface" aria-busy={groups.isFetching}>
              <div className="border-line border-b px-4 py-3 sm:px-6">
                <Segmented
                  legend={t("grouping")}
                  name="grouping"
                  value={grouping}
                  onValueChange={setGrouping}
                  className="max-w-full overflow-x-auto"
                  segments={groupings.map((value) => ({ value, label: t(`by.${value}`) }))}
                />
              </div>
              {groups.data ? (
                <UsageTable workspace={workspace} usage={groups.data} measure={measure} />
              ) : (
                <SkeletonRows rows={4} />
              )}
              {groups.data?.isCut ? <p className="px-4 py-3 text-ink-3 text-xs sm:px-6">{t("cut")}</p> : null}
            </section>
          )}
          <BudgetsPart workspace={workspace} mayChange={mayChange} />
        </div>
      </ListRegion>
    </>
  );
}

/** What there is something to see of: without prices there is no money, without models no tokens. */
function tellingMeasure(usage: UsageView | undefined): Measure {
  if (!usage || mainCurrency(usage.total)) return "cost";
  return usage.total.calls > 0 ? "tokens" : "runs";
}

function Totals({ usage: { total } }: { usage: UsageView }) {
  const t = useTranslations("usage");
  const costs = useCostsText();
  const figures = [
    { key: "cost", value: <span className="tabular">{costs(total.costs)}</span> },
    { key: "tokens", value: <Count value={total.promptTokens + total.completionTokens} /> },
    { key: "calls", value: <Count value={total.calls} /> },
    { key: "failed", value: <Count value={total.failedCalls} /> },
    { key: "runs", value: <Count value={total.runs} /> },
  ] as const;
  return (
    <dl className="mb-6 flex flex-wrap gap-x-8 gap-y-3">
      {figures.map(({ key, value }) => (
        <div key={key}>
          <dt className="text-ink-3 text-xs">{t(`columns.${key}`)}</dt>
          <dd className="text-lg">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
