"use client";
// A line or two on a node telling what it will do. One small drawing for each type; a type without one shows its
// description.

import type { ReactNode } from "react";
import { VarChip } from "@/components/ui/var-chip";
import { readPromptReference } from "@/lib/graph/prompt-reference";
import type { Field, GraphNode } from "@/lib/graph/schema";
import type { NodeTypeName } from "@/lib/nodes/catalogue";
import { definitionOf } from "@/lib/nodes/catalogue";
import { rowsOf } from "@/lib/nodes/read-config";
import { waitDefaults } from "@/lib/nodes/wait/definition";
import type { Json, JsonObject } from "@/lib/shared/json";
import { ModelLine } from "./model-line";
import { threadOfType } from "./node-kinds";
import { ExpressionText, TemplatePreview } from "./template-preview";
import { useFacts } from "./use-facts";
import { useNodeWords } from "./use-node-words";
import { AgentName, ToolName, ToolsLine, WorkflowName } from "./used-names";

type Summary = (props: { node: GraphNode }) => ReactNode;

const textOf = (value: Json | undefined) => (typeof value === "string" ? value : "");

function Text({ value }: { value: Json | undefined }) {
  const text = textOf(value).trim();
  return text === "" ? null : (
    <p className="line-clamp-3 break-words">
      <TemplatePreview text={text} />
    </p>
  );
}

/** What a model is asked: instructions or text of the node, or the name of the prompt that it takes. */
function AskedText({ config }: { config: JsonObject }) {
  const facts = useFacts();
  const [reference] = [config.systemRef, config.instructionsRef, config.promptRef].flatMap(
    (value) => readPromptReference(value) ?? [],
  );
  const own = [config.system, config.instructions].find((value) => textOf(value).trim() !== "");
  if (own !== undefined) return <Text value={own} />;
  if (!reference) return <Text value={config.prompt} />;
  const prompt = facts?.prompts.find(({ id }) => id === reference.promptId);
  return prompt ? <p className="truncate">{prompt.name}</p> : null;
}

function Fields({ fields, type }: { fields: readonly Field[]; type: string }) {
  return fields.length === 0 ? null : (
    <p className="flex max-h-11 flex-wrap gap-1 overflow-hidden">
      {fields.map((field) => (
        <VarChip key={field.name} thread={threadOfType(type)} name={field.name} />
      ))}
    </p>
  );
}

function WaitLine({ config }: { config: JsonObject }) {
  const words = useNodeWords();
  if (config.mode === "until") return <Text value={config.until} />;
  if (config.mode === "event") return <Text value={config.key} />;
  const unit = textOf(config.unit) || waitDefaults.unit;
  return (
    <p>
      {typeof config.amount === "number" ? config.amount : waitDefaults.amount} {words.option("wait", "unit", unit)}
    </p>
  );
}

const summaries: Partial<Record<NodeTypeName, Summary>> = {
  start: ({ node }) => <Fields fields={definitionOf("start")?.outputsOf(node) ?? []} type="start" />,
  llm: ({ node }) => (
    <>
      <AskedText config={node.config} />
      <ModelLine config={node.config} />
    </>
  ),
  answer: ({ node }) => <Text value={node.config.text} />,
  template: ({ node }) =>
    node.config.mode === "json" ? (
      <code className="line-clamp-2 break-all font-mono text-2xs">{JSON.stringify(node.config.json ?? null)}</code>
    ) : (
      <Text value={node.config.text} />
    ),
  switch: ({ node }) => (textOf(node.config.value) === "" ? null : <ExpressionText text={textOf(node.config.value)} />),
  code: ({ node }) => (
    <code className="line-clamp-2 whitespace-pre-wrap break-all font-mono text-2xs">
      {textOf(node.config.source).trim().slice(0, 120)}
    </code>
  ),
  "http-request": ({ node }) => (
    <p className="flex min-w-0 items-baseline gap-1.5">
      <b className="font-mono font-semibold text-2xs text-thread-ink">{textOf(node.config.method) || "GET"}</b>
      <span className="truncate">
        <TemplatePreview text={textOf(node.config.url).replace(/^https?:\/\//, "")} />
      </span>
    </p>
  ),
  assign: ({ node }) => (
    <ul>
      {rowsOf(node.config.assignments)
        .slice(0, 3)
        .map((row) => (
          <li key={JSON.stringify(row)} className="flex min-w-0 items-baseline gap-1">
            {textOf(row.variable) === "" ? null : <VarChip thread="data" name={textOf(row.variable)} />}
            <span className="truncate">
              <TemplatePreview text={textOf(row.value)} />
            </span>
          </li>
        ))}
    </ul>
  ),
  aggregate: ({ node }) => <Fields fields={definitionOf("aggregate")?.outputsOf(node) ?? []} type="aggregate" />,
  approval: ({ node }) => <Text value={node.config.title} />,
  wait: ({ node }) => <WaitLine config={node.config} />,
  agent: ({ node }) => (
    <>
      <AskedText config={node.config} />
      <ToolsLine config={node.config} />
      <ModelLine config={node.config} />
    </>
  ),
  planner: ({ node }) => (
    <>
      <Text value={node.config.goal} />
      <ToolsLine config={node.config} />
      <ModelLine config={node.config} />
    </>
  ),
  tool: ({ node }) => <ToolName config={node.config} />,
  classifier: ({ node }) => (
    <>
      <Text value={node.config.text} />
      <ModelLine config={node.config} />
    </>
  ),
  extractor: ({ node }) => (
    <>
      <Fields
        fields={(definitionOf("extractor")?.outputsOf(node) ?? []).filter(({ isSystem }) => !isSystem)}
        type="extractor"
      />
      <ModelLine config={node.config} />
    </>
  ),
  "list-operations": ({ node }) =>
    textOf(node.config.items) === "" ? null : <ExpressionText text={textOf(node.config.items)} />,
  "sub-workflow": ({ node }) => <WorkflowName config={node.config} />,
  "agent-call": ({ node }) => <AgentName config={node.config} />,
  end: ({ node }) => <Fields fields={node.inputs} type="end" />,
};

/** What a node will do. */
export function NodeSummary({ node }: { node: GraphNode }) {
  const words = useNodeWords();
  const Own = Object.entries(summaries).find(([type]) => type === node.type)?.[1];
  const drawn = Own?.({ node });
  if (Own) return drawn;
  return node.type === "condition" ? null : <p>{words.templateText({ type: node.type, description: null })}</p>;
}
