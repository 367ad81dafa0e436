"use client";
// Usage by model, agent, workflow or user: figures, and what part of the whole each has.

import { useTranslations } from "next-intl";
import type { UsageDimension, UsageItem, UsageView } from "@/lib/usage/contract";
import { Count } from "../ui/quantity";
import { RowLink, Table, Td, Th, Tr } from "../ui/table";
import { type Measure, mainCurrency, measureOf } from "./usage-measures";
import { useCostsText } from "./usage-words";

export type Grouping = Exclude<UsageDimension, "day">;

export interface UsageTableProps {
  workspace: string;
  usage: UsageView;
  measure: Measure;
}

const pages: Partial<Record<UsageDimension, string>> = { agent: "agents", workflow: "workflows" };

export function UsageTable({ workspace, usage, measure }: UsageTableProps) {
  const t = useTranslations("usage");
  const costs = useCostsText();
  const { by } = usage;
  const currency = mainCurrency(usage.total);
  const whole = measureOf(usage.total, measure, currency);
  const grouping: Grouping = by === "day" ? "model" : by;
  // A run may ask several models, so it belongs to none of them.
  const hasRuns = grouping !== "model";
  return (
    <Table label={t(`by.${grouping}`)}>
      <thead>
        <tr>
          <Th>{t(`columns.${grouping}`)}</Th>
          <Th from="md">{t("columns.share")}</Th>
          <Th numeric>{t("columns.cost")}</Th>
          <Th numeric from="sm">
            {t("columns.tokens")}
          </Th>
          <Th numeric from="lg">
            {t("columns.calls")}
          </Th>
          <Th numeric from="lg">
            {t("columns.failed")}
          </Th>
          {hasRuns ? (
            <Th numeric from="md">
              {t("columns.runs")}
            </Th>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {usage.items.map((item) => (
          <Tr key={item.key ?? "none"}>
            <Td className="w-full max-w-0">
              <Name workspace={workspace} item={item} grouping={grouping} />
            </Td>
            <Td from="md" className="min-w-36">
              <Share value={measureOf(item, measure, currency)} whole={whole} />
            </Td>
            <Td numeric>{costs(item.costs)}</Td>
            <Td numeric from="sm">
              <Count value={item.promptTokens + item.completionTokens} />
            </Td>
            <Td numeric from="lg">
              <Count value={item.calls} />
            </Td>
            <Td numeric from="lg" className={item.failedCalls > 0 ? "text-bad-ink" : "text-ink-3"}>
              <Count value={item.failedCalls} />
            </Td>
            {hasRuns ? (
              <Td numeric from="md">
                <Count value={item.runs} />
              </Td>
            ) : null}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function Name({ workspace, item, grouping }: { workspace: string; item: UsageItem; grouping: Grouping }) {
  const t = useTranslations("usage");
  const { key, name } = item;
  if (key === null) return <span className="text-ink-3">{t(`none.${grouping}`)}</span>;
  const page = pages[grouping];
  if (name === null) return <span className="text-ink-3">{t("gone")}</span>;
  if (!page) return <span className="block truncate font-medium">{name}</span>;
  return (
    <RowLink href={`/w/${workspace}/${page}/${key}`} className="block truncate">
      {name}
    </RowLink>
  );
}

function Share({ value, whole }: { value: number; whole: number }) {
  const share = whole > 0 ? value / whole : 0;
  return (
    <div className="flex items-center gap-2">
      <div className="h-1.5 w-20 flex-none overflow-hidden rounded-full bg-sunken" aria-hidden>
        <div
          className="h-full rounded-full bg-accent"
          style={{ width: `${Math.max(share * 100, value > 0 ? 2 : 0)}%` }}
        />
      </div>
      <span className="tabular whitespace-nowrap text-ink-2 text-xs">{Math.round(share * 100)} %</span>
    </div>
  );
}
