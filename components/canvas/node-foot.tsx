"use client";
// How a node went in the test run: a mark, the time it took, what it used.

import { useTranslations } from "next-intl";
import { Duration, Tokens } from "@/components/ui/quantity";
import { StatusDot, type StatusLook } from "@/components/ui/status-dot";
import { Elapsed } from "@/components/ui/time";
import type { NodeStatus } from "@/lib/run-log/events";
import type { NodeRun } from "./run-view";

export const statusLooks: Record<NodeStatus, StatusLook> = {
  running: "run",
  paused: "wait",
  succeeded: "ok",
  failed: "bad",
  skipped: "off",
};

export function NodeFoot({ run }: { run: NodeRun }) {
  const t = useTranslations("designer.status");
  const waits = useTranslations("designer.waits");
  const isRunning = run.status === "running";
  return (
    <div className="flex min-h-7 items-center gap-2 border-line border-t px-3 text-2xs text-ink-3">
      <StatusDot look={statusLooks[run.status]} label={t(run.status)} className="size-2.5" />
      {isRunning ? (
        <span className="text-run-ink">
          {t("running")} <Elapsed since={run.startedAt} />
        </span>
      ) : run.status === "skipped" ? (
        <span>{t("skipped")}</span>
      ) : run.status === "paused" && run.wait ? (
        <span className="truncate text-warn-ink">{waits(run.wait.kind)}</span>
      ) : run.status === "failed" ? (
        <span className="truncate text-bad-ink">{t("failed")}</span>
      ) : null}
      {!isRunning && run.status !== "paused" && run.status !== "skipped" && run.durationMs !== null ? (
        <Duration ms={run.durationMs} />
      ) : null}
      {run.tokens ? <Tokens total={run.tokens} /> : null}
    </div>
  );
}
