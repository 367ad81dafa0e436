"use client";
// One run in the list.

import { useTranslations } from "next-intl";
import type { RunSummary } from "@/lib/runs/contract";
import { Count, Money } from "../ui/quantity";
import { RowLink, Td, Tr } from "../ui/table";
import { Elapsed, Time } from "../ui/time";
import { RunStatusMark } from "./run-status";

/** How long a run took, counting while it goes on. */
export function RunDuration({ run }: { run: Pick<RunSummary, "startedAt" | "finishedAt"> }) {
  if (!run.startedAt) return null;
  return <Elapsed since={Date.parse(run.startedAt)} until={run.finishedAt ? Date.parse(run.finishedAt) : null} />;
}

export function RunRow({ workspace, run }: { workspace: string; run: RunSummary }) {
  const t = useTranslations("runs");
  return (
    <Tr>
      <Td>
        <RowLink href={`/w/${workspace}/runs/${run.id}`}>{run.agentName ?? run.workflowName}</RowLink>
        {run.query ? <span className="block max-w-md truncate text-ink-2 text-xs">{run.query}</span> : null}
      </Td>
      <Td from="sm">
        <RunStatusMark status={run.status} />
      </Td>
      <Td from="lg">{t(`triggers.${run.trigger}`)}</Td>
      <Td from="lg">{run.versionNumber === null ? t("draft") : t("version", { number: run.versionNumber })}</Td>
      <Td numeric from="md">
        <Count value={run.totalTokens} />
      </Td>
      <Td numeric from="xl">
        {run.currency ? <Money amount={run.cost} currency={run.currency} /> : null}
      </Td>
      <Td numeric from="md">
        <RunDuration run={run} />
      </Td>
      <Td numeric>
        <Time value={run.createdAt} />
      </Td>
    </Tr>
  );
}
