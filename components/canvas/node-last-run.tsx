"use client";
// What a node got and gave in the test run, with what it noted on the way.

import { useTranslations } from "next-intl";
import { useState } from "react";
import { FailureWords } from "@/components/runs/failure-words";
import { nodeLooks } from "@/components/runs/run-looks";
import { Money, Tokens } from "@/components/ui/quantity";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusDot } from "@/components/ui/status-dot";
import { Elapsed } from "@/components/ui/time";
import { shownStatusOf } from "@/lib/run-log/shown-status";
import type { NodeState } from "@/lib/run-log/state";
import { useRun } from "./designer-context";
import { MockPart } from "./mock-part";
import { onDemand } from "./on-demand";
import { loadCodeBlock } from "./part-loaders";
import { TurnPager } from "./turn-pager";
import { WaitPart } from "./wait-part";

const CodeBlock = onDemand(loadCodeBlock, { place: "field", loading: <Skeleton className="h-16" /> });

/** The states of a node in the test run, one for each turn it ran in; drawn again whenever the run goes on. */
function useNodeStates(nodeId: string): NodeState[] {
  useRun((state) => state.tick);
  const run = useRun((state) => state.run);
  return [...(run?.nodes.values() ?? [])].filter((node) => node.nodeId === nodeId);
}

export function NodeLastRun({ nodeId }: { nodeId: string }) {
  const t = useTranslations("designer.lastRun");
  const states = useNodeStates(nodeId);
  const live = useRun((state) => state.nodes.get(nodeId)?.path);
  const [chosen, setChosen] = useState<string | null>(null);
  const node = states.find(({ path }) => path === chosen) ?? states.find(({ path }) => path === live) ?? states.at(-1);
  if (!node) return <p className="py-6 text-center text-ink-3">{t("none")}</p>;
  return (
    <div className="flex flex-col gap-3">
      {states.length > 1 ? (
        <TurnPager paths={states.map(({ path }) => path)} shown={node.path} onShow={setChosen} />
      ) : null}
      <NodeRunDetail node={node} />
    </div>
  );
}

function NodeRunDetail({ node }: { node: NodeState }) {
  const t = useTranslations("designer.lastRun");
  const status = useTranslations("designer.status");
  const shown = shownStatusOf(node);
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2 text-xs">
        <span className="flex items-center gap-1.5">
          <StatusDot look={nodeLooks[shown]} /> {status(shown)}
        </span>
        {node.status === "skipped" ? null : <Elapsed since={node.startedAt} until={node.endedAt} />}
        {node.usage ? <Tokens input={node.usage.promptTokens} output={node.usage.completionTokens} /> : null}
        {node.usage?.cost && node.usage.currency ? (
          <Money amount={node.usage.cost} currency={node.usage.currency} />
        ) : null}
        {node.retries > 0 ? <span>{t("retries", { count: node.retries })}</span> : null}
      </p>
      {node.status === "paused" ? <WaitPart node={node} /> : null}
      {node.error && shown !== "cancelled" ? <FailureWords failure={node.error} /> : null}
      <Part title={t("inputs")} value={node.inputs} />
      {node.outputs ? (
        <Part title={t("outputs")} value={node.outputs} />
      ) : node.content ? (
        <Part title={t("outputs")} value={{ text: node.content }} />
      ) : null}
      <MockPart node={node} />
      {node.notes.length > 0 ? (
        <section>
          <h4 className="mb-1 font-medium text-ink-2 text-xs">{t("log")}</h4>
          <ul className="rounded-md bg-sunken px-2.5 py-1.5 font-mono text-2xs">
            {node.notes.map((note) => (
              <li key={`${note.at} ${note.message}`} className="break-words">
                {note.message}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}

function Part({ title, value }: { title: string; value: object }) {
  if (Object.keys(value).length === 0) return null;
  return <CodeBlock title={title} language="json" wrap code={JSON.stringify(value, null, 2)} />;
}
