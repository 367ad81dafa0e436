"use client";
// The figures of a run: how it went, how long, how much, by whom and when.

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "../ui/copy-button";
import { Duration, Money, Tokens } from "../ui/quantity";
import { Elapsed, Time } from "../ui/time";
import { RunStatusMark } from "./run-status";
import type { RunScene } from "./use-run-scene";

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <dt className="text-ink-3 text-xs">{label}</dt>
      <dd className="flex min-h-5 min-w-0 items-center gap-1.5 truncate">{children}</dd>
    </div>
  );
}

function Place({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="truncate rounded-xs text-accent-text underline-offset-3 hover:underline">
      {children}
    </Link>
  );
}

function RunTime({ scene }: { scene: RunScene }) {
  const { run, live } = scene;
  const since = live?.startedAt ?? (run.startedAt ? Date.parse(run.startedAt) : null);
  const until = run.finishedAt ? Date.parse(run.finishedAt) : (live?.endedAt ?? null);
  if (since === null) return <span className="text-ink-3">–</span>;
  if (until !== null) return <Duration ms={until - since} />;
  return live ? <Duration ms={Math.floor(live.totals.durationMs / 100) * 100} /> : <Elapsed since={since} />;
}

export function RunFacts({ scene }: { scene: RunScene }) {
  const t = useTranslations("runs");
  const { run, workspace } = scene;
  return (
    <dl aria-label={t("facts")} className="grid grid-cols-[repeat(auto-fill,minmax(124px,1fr))] gap-x-4 gap-y-3.5">
      <Fact label={t("fields.status")}>
        <RunStatusMark status={scene.status} />
      </Fact>
      <Fact label={t("fields.duration")}>
        <RunTime scene={scene} />
      </Fact>
      {run.firstTokenMs === null ? null : (
        <Fact label={t("fields.firstToken")}>
          <Duration ms={run.firstTokenMs} />
        </Fact>
      )}
      <Fact label={t("fields.tokens")}>
        <Tokens input={scene.promptTokens} output={scene.completionTokens} />
      </Fact>
      <Fact label={t("fields.cost")}>
        {scene.currency ? (
          <Money amount={scene.cost} currency={scene.currency} />
        ) : (
          <span className="text-ink-3">{scene.promptTokens + scene.completionTokens > 0 ? t("noPrice") : "–"}</span>
        )}
      </Fact>
      <Fact label={t("fields.trigger")}>{t(`triggers.${run.trigger}`)}</Fact>
      <Fact label={t("fields.version")}>
        {run.versionNumber === null ? t("draft") : t("version", { number: run.versionNumber })}
      </Fact>
      <Fact label={t("fields.who")}>
        {run.userName ? (
          <span className="truncate">{run.userName}</span>
        ) : (
          <span className="text-ink-3">{t("nobody")}</span>
        )}
      </Fact>
      <Fact label={t("fields.when")}>
        <Time value={run.createdAt} />
      </Fact>
      {run.attempt > 1 ? <Fact label={t("fields.attempt")}>{run.attempt}</Fact> : null}
      {run.agentId ? (
        <Fact label={t("fields.agent")}>
          <Place href={`/w/${workspace}/agents/${run.agentId}`}>{run.agentName}</Place>
        </Fact>
      ) : null}
      <Fact label={t("fields.workflow")}>
        <Place href={`/w/${workspace}/workflows/${run.workflowId}`}>{run.workflowName}</Place>
      </Fact>
      {run.parentRunId ? (
        <Fact label={t("fields.parent")}>
          <Place
            href={`/w/${workspace}/runs/${run.parentRunId}${run.parentPath ? `?node=${encodeURIComponent(run.parentPath)}` : ""}`}
          >
            {t("place", { id: run.parentRunId.slice(-8), name: run.parentPath ?? "" })}
          </Place>
        </Fact>
      ) : null}
      {run.forkedFrom ? (
        <Fact label={t("fields.forkedFrom")}>
          <Place href={`/w/${workspace}/runs/${run.forkedFrom.runId}?node=${run.forkedFrom.nodeId}`}>
            {t("place", { id: run.forkedFrom.runId.slice(-8), name: run.forkedFrom.nodeId })}
          </Place>
        </Fact>
      ) : null}
      {run.conversationId ? (
        <Fact label={t("fields.conversation")}>
          <Place href={`/w/${workspace}/chat/${run.conversationId}`}>{t("openConversation")}</Place>
        </Fact>
      ) : null}
      <Fact label={t("fields.id")}>
        <code className="truncate font-mono text-xs">…{run.id.slice(-8)}</code>
        <CopyButton text={run.id} label={t("copyId")} size="sm" className="-my-1" />
      </Fact>
    </dl>
  );
}
