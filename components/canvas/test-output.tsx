"use client";
// What a test run gives: the answer as it is being said, its thoughts, its outputs; or one node's part of it.

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { FailureWords } from "@/components/runs/failure-words";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import type { RunState } from "@/lib/run-log/state";
import { answerText, thoughtParts } from "@/lib/run-log/transcript";
import { useDesigner, useDraft, useRun } from "./designer-context";
import { open } from "./graph-actions";
import { NodeLastRun } from "./node-last-run";
import { onDemand } from "./on-demand";
import { loadCodeBlock } from "./part-loaders";

const CodeBlock = onDemand(loadCodeBlock, { place: "field", loading: <Skeleton className="h-16" /> });

const views = ["answer", "outputs", "log"] as const;
type View = (typeof views)[number];

export function TestOutput({
  chosen,
  aside,
  onClose,
}: {
  chosen: string | null;
  aside: ReactNode;
  onClose: () => void;
}) {
  const t = useTranslations("designer.test");
  const [view, setView] = useState<View>("answer");
  const run = useRun((state) => state.run);
  useRun((state) => state.tick);
  const name = useDraft((state) => state.graph.nodes.find((node) => node.id === chosen)?.name);
  return (
    <>
      <div className="flex min-h-12 flex-none items-center gap-1 px-4">
        {chosen ? (
          <h3 className="flex-1 truncate text-sm">{name}</h3>
        ) : (
          <div role="tablist" aria-label={t("output")} className="-ml-2 flex flex-1">
            {views.map((one) => (
              <button
                key={one}
                type="button"
                role="tab"
                aria-selected={view === one}
                onClick={() => setView(one)}
                className={cn(
                  "h-8 rounded-sm px-2 font-medium",
                  view === one ? "text-ink" : "text-ink-3 hover:text-ink",
                )}
              >
                {t(`views.${one}`)}
              </button>
            ))}
          </div>
        )}
        {aside}
        {/* On a narrow screen this lies below the other half, which has one of its own. */}
        <IconButton size="sm" label={t("close")} className="max-md:hidden" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">
        {run === null ? (
          <p className="max-w-[46ch] text-ink-3">{t("nothingYet")}</p>
        ) : chosen ? (
          <NodeLastRun nodeId={chosen} />
        ) : (
          <RunPart run={run} view={view} />
        )}
      </div>
    </>
  );
}

function RunPart({ run, view }: { run: RunState; view: View }) {
  const t = useTranslations("designer.test");
  const designer = useDesigner();
  const isRunning = run.endedAt === null;
  if (view === "outputs") {
    return run.outputs && Object.keys(run.outputs).length > 0 ? (
      <CodeBlock language="json" wrap code={JSON.stringify(run.outputs, null, 2)} />
    ) : (
      <p className="text-ink-3">{isRunning ? t("running") : t("noOutputs")}</p>
    );
  }
  if (view === "log") {
    const lines = [...run.nodes.values()].flatMap((node) => node.notes.map((note) => ({ ...note, name: node.name })));
    lines.sort((a, b) => a.at - b.at);
    return lines.length === 0 ? (
      <p className="text-ink-3">{t("noLog")}</p>
    ) : (
      <ul className="flex flex-col gap-1 font-mono text-xs">
        {lines.map((line) => (
          <li key={`${line.at} ${line.name} ${line.message}`} className="break-words">
            <span className="text-ink-3">{line.name}</span> {line.message}
          </li>
        ))}
      </ul>
    );
  }
  const text = answerText(run);
  const thoughts = thoughtParts(run).filter((part) => part.text !== "");
  const { error } = run;
  const isStopped = run.status === "cancelled";
  return (
    <div className="flex max-w-[66ch] flex-col gap-3">
      {isStopped ? <p className="text-ink-3">{t("stopped")}</p> : null}
      {error && !isStopped ? (
        <FailureWords
          failure={error}
          action={
            error.nodeId ? (
              <button
                type="button"
                className="font-medium underline underline-offset-2"
                onClick={() => open(designer, error.nodeId ?? "")}
              >
                {t("showNode")}
              </button>
            ) : null
          }
        />
      ) : null}
      {thoughts.map((part) => (
        <details key={part.path} className="rounded-md bg-sunken px-3 py-2 text-ink-2 text-xs">
          <summary className="font-medium">{part.summary ?? part.name}</summary>
          <p className="mt-1.5 whitespace-pre-wrap">{part.text}</p>
        </details>
      ))}
      {text ? (
        <p aria-live="off" className="whitespace-pre-wrap text-base leading-relaxed">
          {text}
          {isRunning ? (
            <span className="ml-0.5 inline-block h-[1.1em] w-[7px] animate-breathe bg-accent align-[-0.15em]" />
          ) : null}
        </p>
      ) : error || isStopped ? null : (
        <p className="text-ink-3">{isRunning ? t("running") : t("noAnswer")}</p>
      )}
    </div>
  );
}
