"use client";
// What a node got and gave in the test run, with what it noted on the way.

import { useTranslations } from "next-intl";
import { FailureWords } from "@/components/runs/failure-words";
import { Money, Tokens } from "@/components/ui/quantity";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusDot } from "@/components/ui/status-dot";
import { Elapsed } from "@/components/ui/time";
import type { NodeState } from "@/lib/run-log/state";
import { useRun } from "./designer-context";
import { statusLooks } from "./node-foot";
import { onDemand } from "./on-demand";
import { loadCodeBlock } from "./part-loaders";

const CodeBlock = onDemand(loadCodeBlock, { place: "field", loading: <Skeleton className="h-16" /> });

/** The state of a node in the test run; drawn again whenever the run goes on. */
function useNodeState(nodeId: string): NodeState | undefined {
  useRun((state) => state.tick);
  return useRun((state) => [...(state.run?.nodes.values() ?? [])].findLast((node) => node.nodeId === nodeId));
}

export function NodeLastRun({ nodeId }: { nodeId: string }) {
  const t = useTranslations("designer.lastRun");
  const node = useNodeState(nodeId);
  return node ? <NodeRunDetail node={node} /> : <p className="py-6 text-center text-ink-3">{t("none")}</p>;
}

function NodeRunDetail({ node }: { node: NodeState }) {
  const t = useTranslations("designer.lastRun");
  const status = useTranslations("designer.status");
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2 text-xs">
        <span className="flex items-center gap-1.5">
          <StatusDot look={statusLooks[node.status]} /> {status(node.status)}
        </span>
        {node.status === "skipped" ? null : <Elapsed since={node.startedAt} until={node.endedAt} />}
        {node.usage ? <Tokens input={node.usage.promptTokens} output={node.usage.completionTokens} /> : null}
        {node.usage?.cost && node.usage.currency ? (
          <Money amount={node.usage.cost} currency={node.usage.currency} />
        ) : null}
        {node.retries > 0 ? <span>{t("retries", { count: node.retries })}</span> : null}
      </p>
      {node.error ? <FailureWords failure={node.error} /> : null}
      <Part title={t("inputs")} value={node.inputs} />
      {node.outputs ? (
        <Part title={t("outputs")} value={node.outputs} />
      ) : node.content ? (
        <Part title={t("outputs")} value={{ text: node.content }} />
      ) : null}
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
