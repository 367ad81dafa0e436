"use client";
// One answer of a test as it comes, with what it took and cost, and what the model was asked.

import { useTranslations } from "next-intl";
import { FailureWords } from "../runs/failure-words";
import { Badge } from "../ui/badge";
import { CopyButton } from "../ui/copy-button";
import { ErrorBanner } from "../ui/error-state";
import { Duration, Money, Tokens } from "../ui/quantity";
import { Skeleton } from "../ui/skeleton";
import { StatusDot } from "../ui/status-dot";
import { Elapsed } from "../ui/time";
import type { TrialResult } from "./trial-result";

export function TrialColumn({ result, name }: { result: TrialResult; name: string }) {
  const t = useTranslations("prompts.test");
  const { phase, text, thought, notes, prompt, end, failure, error } = result;
  const isRunning = phase === "running";
  return (
    <section
      aria-label={t("answerOf", { version: name })}
      className="flex min-w-0 flex-col rounded-lg border border-line bg-raised"
    >
      <div className="flex min-h-11 items-center gap-2 border-line border-b px-3.5">
        <h2 className="min-w-0 truncate text-sm">{name}</h2>
        <span className="flex-1" />
        <State result={result} />
        {text !== "" && !isRunning ? <CopyButton size="sm" text={text} /> : null}
      </div>
      <div className="flex min-w-0 flex-col gap-3 px-3.5 py-3">
        {prompt === null ? null : <Fold title={t("asked")} text={prompt} />}
        {thought === "" ? null : <Fold title={t("thought")} text={thought} />}
        {text === "" && isRunning ? (
          <div aria-hidden="true" className="flex flex-col gap-2.5">
            <Skeleton className="w-4/5" />
            <Skeleton className="w-3/5" />
          </div>
        ) : null}
        {text === "" && phase === "done" ? <p className="text-ink-3">{t("noAnswer")}</p> : null}
        {text === "" ? null : (
          <p className="whitespace-pre-wrap break-words text-[0.9375rem] leading-relaxed">{text}</p>
        )}
        {failure ? <FailureWords failure={{ ...failure, params: {} }} /> : null}
        {error ? <ErrorBanner error={error} /> : null}
        {notes.length > 0 ? <Fold title={t("notes")} text={notes.join("\n")} /> : null}
      </div>
      {end ? (
        <p className="mt-auto flex flex-wrap gap-x-3 gap-y-1 border-line border-t px-3.5 py-2 text-ink-3 text-xs">
          <Duration ms={end.durationMs} />
          <Tokens input={end.usage.promptTokens} output={end.usage.completionTokens} />
          {end.usage.cost !== null && end.usage.currency !== null ? (
            <Money amount={end.usage.cost} currency={end.usage.currency} />
          ) : null}
          {end.finishReason === "length" ? <span className="text-warn-ink">{t("cutOff")}</span> : null}
        </p>
      ) : null}
    </section>
  );
}

function State({ result }: { result: TrialResult }) {
  const t = useTranslations("prompts.test");
  const { phase, startedAt } = result;
  return (
    <span aria-live="polite" className="flex flex-none">
      {phase === "running" ? (
        <Badge tone="run" icon={<StatusDot look="run" className="size-2.5" />}>
          <span className="sr-only">{t("starting")}</span>
          <Elapsed since={startedAt} />
        </Badge>
      ) : null}
      {phase === "done" ? <span className="sr-only">{t("done")}</span> : null}
      {phase === "stopped" ? <Badge>{t("stopped")}</Badge> : null}
    </span>
  );
}

function Fold({ title, text }: { title: string; text: string }) {
  return (
    <details>
      <summary className="w-fit rounded-xs font-medium text-ink-2 text-xs hover:text-ink touch:py-3">{title}</summary>
      <p className="mt-1.5 max-h-80 overflow-y-auto whitespace-pre-wrap break-words rounded-md bg-sunken px-3 py-2 text-ink-2 text-xs leading-relaxed">
        {text}
      </p>
    </details>
  );
}
