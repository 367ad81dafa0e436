"use client";
// One run in the list. A plain click opens it beside the list; as with any link, other ways open its page.

import { useTranslations } from "next-intl";
import { type MouseEvent, memo, useEffect, useRef } from "react";
import type { RunSummary } from "@/lib/runs/contract";
import { Checkbox } from "../ui/checkbox";
import { Count, Money } from "../ui/quantity";
import { StatusDot } from "../ui/status-dot";
import { RowLink, Td, Tr } from "../ui/table";
import { Elapsed, Time } from "../ui/time";
import { FailureLine } from "./failure-line";
import { isOpenRun, runLooks } from "./run-looks";
import { RunStatusMark } from "./run-status";

export interface RunRowProps {
  workspace: string;
  run: RunSummary;
  isOpened: boolean;
  onOpen: (runId: string) => void;
  /** Whether it is ticked, where rows can be. */
  ticked?: boolean;
  onTick?: (runId: string) => void;
}

function RunDuration({ run }: { run: RunSummary }) {
  if (!run.startedAt || (!run.finishedAt && !isOpenRun(run.status))) return null;
  return <Elapsed since={Date.parse(run.startedAt)} until={run.finishedAt ? Date.parse(run.finishedAt) : null} />;
}

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

export const RunRow = memo(function RunRow({ workspace, run, isOpened, onOpen, ticked, onTick }: RunRowProps) {
  const t = useTranslations("runs");
  const link = useRef<HTMLAnchorElement>(null);
  const wasOpened = useRef(false);
  // Whoever closes the panel goes on in the list where they were.
  useEffect(() => {
    if (wasOpened.current && !isOpened) link.current?.focus({ preventScroll: true });
    wasOpened.current = isOpened;
  }, [isOpened]);
  const name = run.agentName ?? run.workflowName;
  const more = run.query ?? (run.agentName && run.agentName !== run.workflowName ? run.workflowName : null);
  return (
    <Tr selected={isOpened}>
      {onTick ? (
        <Td className="w-10 pr-0">
          <Checkbox
            className="relative z-10"
            label={t("dead.select", { name })}
            labelHidden
            checked={ticked ?? false}
            onChange={() => onTick(run.id)}
          />
        </Td>
      ) : null}
      <Td from="sm">
        <RunStatusMark status={run.status} />
      </Td>
      <Td className="w-full max-w-0 max-sm:pl-4">
        <div className="flex min-w-0 items-baseline gap-2">
          <StatusDot
            look={runLooks[run.status]}
            label={t(`statuses.${run.status}`)}
            className="self-center sm:hidden"
          />
          <RowLink
            ref={link}
            href={`/w/${workspace}/runs/${run.id}`}
            prefetch={false}
            className="max-w-[45%] flex-none truncate max-sm:max-w-full"
            onClick={(event) => {
              if (!isPlainClick(event)) return;
              event.preventDefault();
              onOpen(run.id);
            }}
          >
            {name}
          </RowLink>
          {more ? <span className="min-w-0 truncate text-ink-2 max-sm:hidden">{more}</span> : null}
          {!more && run.error && run.status === "failed" ? (
            <FailureLine failure={run.error} className="text-bad-ink max-sm:hidden" />
          ) : null}
        </div>
        {more ? <span className="block truncate text-ink-2 text-xs sm:hidden">{more}</span> : null}
      </Td>
      <Td from="lg" className="whitespace-nowrap">
        {t(`triggers.${run.trigger}`)}
      </Td>
      <Td from="lg" className="tabular whitespace-nowrap">
        {run.versionNumber === null ? (
          <span className="text-ink-3">{t("draft")}</span>
        ) : (
          t("version", { number: run.versionNumber })
        )}
      </Td>
      <Td numeric from="md">
        {run.totalTokens > 0 ? <Count value={run.totalTokens} /> : <span className="text-ink-3">–</span>}
      </Td>
      <Td numeric from="xl">
        {run.currency ? <Money amount={run.cost} currency={run.currency} /> : <span className="text-ink-3">–</span>}
      </Td>
      <Td numeric from="sm">
        <RunDuration run={run} />
      </Td>
      <Td numeric className="text-ink-2">
        <Time value={run.createdAt} />
      </Td>
    </Tr>
  );
});
