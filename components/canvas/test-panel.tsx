"use client";
// The test run below the canvas: what to ask, how it goes node by node, what comes out.

import { Play, Square, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { ErrorBanner } from "@/components/ui/error-state";
import { IconButton } from "@/components/ui/icon-button";
import { Money, Tokens } from "@/components/ui/quantity";
import { StatusDot, type StatusLook } from "@/components/ui/status-dot";
import { Elapsed } from "@/components/ui/time";
import type { RunStatus } from "@/lib/run-log/events";
import { totalsOf } from "@/lib/run-log/totals";
import { useDesigner, useDraft, useRun } from "./designer-context";
import { open } from "./graph-actions";
import { RunTimeline } from "./run-timeline";
import { TestForm } from "./test-form";
import { askedFields, keepInputs, readLastInputs } from "./test-inputs";
import { TestOutput } from "./test-output";
import { clearTest, startTest, stopTest } from "./test-run";

const looks: Record<RunStatus, StatusLook> = {
  pending: "idle",
  running: "run",
  paused: "wait",
  succeeded: "ok",
  failed: "bad",
  cancelled: "off",
};

export default function TestPanel() {
  const t = useTranslations("designer.test");
  const waits = useTranslations("designer.waits");
  const designer = useDesigner();
  const phase = useRun((state) => state.phase);
  const error = useRun((state) => state.error);
  const run = useRun((state) => state.run);
  useRun((state) => state.tick);
  const graph = useDraft((state) => state.graph);
  const [value, setValue] = useState(() => readLastInputs(designer.workflow.id));
  const [isAsking, setAsking] = useState(phase === "idle");
  const [chosen, setChosen] = useState<string | null>(null);
  const isBusy = phase === "starting" || phase === "running";
  const start = () => {
    keepInputs(designer.workflow.id, value);
    setAsking(false);
    setChosen(null);
    void startTest(designer, value);
  };
  const waiting = run?.status === "paused" ? [...run.nodes.values()].filter((node) => node.status === "paused") : [];
  // What waits is what somebody who tests has to look at, unless they look at something else.
  const shown = chosen ?? waiting[0]?.nodeId ?? null;
  const totals = run ? totalsOf(run, Date.now()) : null;
  return (
    <section
      aria-label={t("title")}
      className="pointer-events-auto grid h-full grid-cols-[minmax(0,1fr)_minmax(0,1fr)] overflow-hidden rounded-xl border border-line bg-surface shadow-3 max-md:grid-cols-1 max-md:overflow-y-auto"
    >
      <div className="flex min-h-0 flex-col border-line md:border-r">
        <div className="flex min-h-12 flex-none items-center gap-2 px-4">
          <h2 className={cn("whitespace-nowrap text-sm", run && phase !== "idle" && "max-md:sr-only")}>{t("title")}</h2>
          {run && phase !== "idle" ? <RunBadge /> : null}
          <span className="flex-1" />
          {!isAsking && !isBusy ? (
            <Button size="sm" variant="ghost" onClick={() => setAsking(true)}>
              {t("inputs")}
            </Button>
          ) : null}
          {isBusy ? (
            <Button
              size="sm"
              icon={<Square />}
              // It comes where "Run" was: the second click of a double one is not meant for it.
              onClick={(event) => event.detail < 2 && void stopTest(designer)}
            >
              {t("stop")}
            </Button>
          ) : (
            <Button size="sm" icon={<Play />} onClick={start} disabled={!designer.may.run}>
              {phase === "idle" ? t("run") : t("again")}
            </Button>
          )}
          <IconButton
            size="sm"
            label={t("close")}
            className="md:hidden"
            onClick={() => designer.view.setState({ panel: null })}
          >
            <X />
          </IconButton>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-3">
          {error ? <ErrorBanner error={error} className="mb-3" /> : null}
          {isAsking ? (
            <TestForm fields={askedFields(graph)} value={value} onChange={setValue} onRun={start} />
          ) : run ? (
            <>
              {waiting.map((node) => (
                <button
                  key={node.path}
                  type="button"
                  className="-mx-2 mb-1 flex w-[calc(100%+1rem)] items-center gap-2 rounded-sm bg-soft-warn px-2 py-1.5 text-left text-warn-ink text-xs"
                  onClick={() => setChosen(node.nodeId)}
                >
                  <StatusDot look="wait" />
                  <span className="min-w-0 flex-1 truncate">
                    {node.name}: {waits(node.wait?.kind ?? "run")}
                  </span>
                </button>
              ))}
              <RunTimeline
                run={run}
                selected={shown}
                onSelect={(nodeId) => {
                  setChosen(nodeId === shown ? null : nodeId);
                  open(designer, nodeId);
                }}
              />
            </>
          ) : isBusy ? (
            <p className="text-ink-3">{t("starting")}</p>
          ) : null}
        </div>
      </div>
      <div className="flex min-h-0 flex-col">
        <TestOutput
          chosen={shown}
          aside={
            totals && totals.promptTokens + totals.completionTokens > 0 ? (
              <span className="flex gap-2 text-ink-3 text-xs max-lg:hidden">
                <Tokens input={totals.promptTokens} output={totals.completionTokens} />
                {totals.currency ? <Money amount={totals.cost} currency={totals.currency} /> : null}
              </span>
            ) : null
          }
          onClose={() => {
            if (!isBusy) clearTest(designer);
            designer.view.setState({ panel: null });
          }}
        />
      </div>
    </section>
  );
}

function RunBadge() {
  const t = useTranslations("designer.runStatus");
  const run = useRun((state) => state.run);
  const connection = useRun((state) => state.connection);
  if (!run) return null;
  const tone =
    run.status === "failed" ? "bad" : run.status === "succeeded" ? "ok" : run.status === "running" ? "run" : "plain";
  return (
    <span aria-live="polite">
      <Badge tone={tone} icon={<StatusDot look={looks[run.status]} className="size-2.5" />}>
        {connection === "lost" ? t("lost") : t(run.status)}
        {run.startedAt === null ? null : <Elapsed since={run.startedAt} until={run.endedAt} />}
      </Badge>
    </span>
  );
}
