"use client";
// One node of a run: how it went, what went in and came out, what it said, thought and noted. Draws what it is given
// and asks for nothing.

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { shownStatusOf } from "@/lib/run-log/shown-status";
import { Badge } from "../ui/badge";
import { Duration, Money, Tokens } from "../ui/quantity";
import { Time } from "../ui/time";
import { FailureWords } from "./failure-words";
import { withoutLarge } from "./large-members";
import { LargeValueBlocks } from "./large-values";
import type { NodeView } from "./node-view";
import { NodeStatusMark } from "./run-status";
import { TextBlock, ValueBlock } from "./value-block";

function NodeFigures({ node }: { node: NodeView }) {
  const t = useTranslations("runs");
  const { usage } = node;
  const shown = shownStatusOf(node);
  const figures: [string, ReactNode][] = [["status", <NodeStatusMark key="status" status={shown} />]];
  // What it worked before it began to wait says nothing yet.
  if (node.durationMs !== null && node.status !== "paused")
    figures.push(["duration", <Duration key="duration" ms={node.durationMs} />]);
  if (usage) {
    figures.push(["tokens", <Tokens key="tokens" input={usage.promptTokens} output={usage.completionTokens} />]);
    if (usage.cost !== null && usage.currency)
      figures.push(["cost", <Money key="cost" amount={usage.cost} currency={usage.currency} />]);
    if (usage.modelName) figures.push(["model", usage.modelName]);
  }
  const ways = node.handles.filter((handle) => handle !== "out");
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2 text-xs">
      {figures.map(([key, figure]) => (
        <span key={key}>{figure}</span>
      ))}
      <Badge>{t(`node.modes.${node.renderMode}`)}</Badge>
      {node.attempt > 1 ? <Badge tone="warn">{t("timeline.attempt", { number: node.attempt })}</Badge> : null}
      {node.retries > 0 ? <Badge tone="warn">{t("timeline.retries", { count: node.retries })}</Badge> : null}
      {ways.length > 0 ? (
        <span>
          {t("node.ways")}: <span className="font-mono">{ways.join(", ")}</span>
        </span>
      ) : null}
    </p>
  );
}

function Notes({ node }: { node: NodeView }) {
  const t = useTranslations("runs.node");
  return (
    <section className="flex min-w-0 flex-col gap-1">
      <h3 className="flex h-7 items-center font-medium text-ink-2 text-xs">{t("notes")}</h3>
      <ol className="flex max-h-80 flex-col gap-1 overflow-y-auto font-mono text-xs">
        {node.notes.map((note, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a log only grows at its end
          <li key={index} className="flex gap-3">
            <span className="tabular w-16 flex-none text-right text-ink-3">
              +<Duration ms={Math.max(0, note.at - node.startedAt)} />
            </span>
            <span className="min-w-0 whitespace-pre-wrap break-words">{note.message}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

export function NodeDetail({ runId, node }: { runId: string; node: NodeView }) {
  const t = useTranslations("runs.node");
  const ended = node.status !== "running" && node.status !== "paused";
  const writes = Object.keys(node.writes).length > 0;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <NodeFigures node={node} />
      {node.error && shownStatusOf(node) === "failed" ? <FailureWords failure={node.error} /> : null}
      {node.summary ? <p className="text-ink-2">{node.summary}</p> : null}
      <ValueBlock
        title={t("inputs")}
        value={withoutLarge(node.inputs, node.large?.inputs)}
        empty={node.large?.inputs ? "" : t("noInputs")}
      />
      <LargeValueBlocks runId={runId} members={node.large?.inputs} />
      <ValueBlock
        title={t("outputs")}
        value={withoutLarge(node.outputs, node.large?.outputs)}
        empty={node.large?.outputs ? "" : ended ? t("noOutputs") : t("notYet")}
      />
      <LargeValueBlocks runId={runId} members={node.large?.outputs} />
      {writes ? <ValueBlock title={t("writes")} value={node.writes} empty="" /> : null}
      {node.thought ? <TextBlock title={t("thought")} text={node.thought} /> : null}
      {node.content ? <TextBlock title={t("content")} text={node.content} /> : null}
      {node.notes.length > 0 ? <Notes node={node} /> : null}
      <p className="text-ink-3 text-xs">
        <code className="font-mono">{node.path}</code> · <Time value={node.startedAt} show="exact" />
      </p>
    </div>
  );
}
