"use client";
// How a node went in the test run: a mark, the time it took, what it used.

import { useTranslations } from "next-intl";
import { nodeLooks } from "@/components/runs/run-looks";
import { Duration, Tokens } from "@/components/ui/quantity";
import { StatusDot } from "@/components/ui/status-dot";
import { Elapsed } from "@/components/ui/time";
import type { NodeRun } from "./run-view";

export function NodeFoot({ run }: { run: NodeRun }) {
  const t = useTranslations("designer.status");
  const waits = useTranslations("designer.waits");
  const isRunning = run.status === "running";
  return (
    <div className="flex min-h-7 items-center gap-2 border-line border-t px-3 text-2xs text-ink-3">
      <StatusDot look={nodeLooks[run.status]} label={t(run.status)} className="size-2.5" />
      {isRunning ? (
        <span className="text-run-ink">
          {t("running")} <Elapsed since={run.startedAt} />
        </span>
      ) : run.status === "skipped" || run.status === "cancelled" ? (
        <span>{t(run.status)}</span>
      ) : run.status === "paused" && run.wait ? (
        <span className="truncate text-warn-ink">{waits(run.wait.kind)}</span>
      ) : run.status === "failed" ? (
        <span className="truncate text-bad-ink">{t("failed")}</span>
      ) : null}
      {!isRunning &&
      run.status !== "paused" &&
      run.status !== "skipped" &&
      run.status !== "cancelled" &&
      run.durationMs !== null ? (
        <Duration ms={run.durationMs} />
      ) : null}
      {run.tokens ? <Tokens total={run.tokens} /> : null}
    </div>
  );
}
