"use client";
// The list of what is wrong; pressing a line leads to the node and the field.

import { TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import type { Problem } from "@/lib/graph/problem";
import { definitionOf } from "@/lib/nodes/catalogue";
import { useDesigner, useDraft, useProblems } from "./designer-context";
import { open, openEdge } from "./graph-actions";
import { useNodeWords } from "./use-node-words";
import { useProblemWords } from "./use-problem-words";
import type { InspectorTab } from "./view-store";

/** The tab of the inspector that shows a field. */
function tabOfField(field: string | undefined): InspectorTab {
  if (field?.startsWith("inputs") || field?.startsWith("outputs")) return "schema";
  if (field?.startsWith("policy") || field === "join") return "errors";
  return "settings";
}

export default function ProblemsPanel() {
  const t = useTranslations("designer.problems");
  const designer = useDesigner();
  const problems = useProblems((state) => state.problems);
  return (
    <section
      aria-label={t("title")}
      className="pointer-events-auto flex min-h-0 flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-3"
    >
      <div className="flex min-h-12 flex-none items-center gap-2 px-4">
        <h2 className="flex-1 text-sm">{t("count", { count: problems.length })}</h2>
        <IconButton size="sm" label={t("close")} onClick={() => designer.view.setState({ panel: null })}>
          <X />
        </IconButton>
      </div>
      <ul className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {problems.slice(0, 500).map((problem) => (
          <ProblemRow key={JSON.stringify(problem)} problem={problem} />
        ))}
        {problems.length === 0 ? <li className="px-2 py-6 text-center text-ink-3">{t("none")}</li> : null}
      </ul>
    </section>
  );
}

function ProblemRow({ problem }: { problem: Problem }) {
  const t = useTranslations("designer.problems");
  const designer = useDesigner();
  const words = useNodeWords();
  const say = useProblemWords();
  const node = useDraft((state) => state.graph.nodes.find((one) => one.id === problem.nodeId));
  const edge = useDraft((state) => state.graph.edges.find((one) => one.id === problem.edgeId));
  const template = node && designer.kinds.templateOf(node);
  const key = problem.field?.split(".")[1];
  const field = template?.fields.find((one) => one.key === key);
  const show = () => {
    if (node) {
      open(designer, node.id);
      designer.view.setState({ tab: tabOfField(problem.field), focusField: problem.field ?? null });
    } else if (edge) openEdge(designer, edge.id);
    else if (problem.field?.startsWith("variables.") || problem.code === "variable_duplicate") {
      designer.view.setState({ sheet: "variables" });
    }
  };
  return (
    <li>
      <button
        type="button"
        onClick={show}
        className="flex w-full items-start gap-2.5 rounded-md px-2 py-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2"
      >
        <TriangleAlert
          className={problem.severity === "error" ? "mt-0.5 size-3.5 text-bad" : "mt-0.5 size-3.5 text-warn"}
          aria-label={t(problem.severity)}
        />
        <span className="min-w-0">
          <span className="font-medium">
            {node?.name ?? (edge ? t("connection") : t("graph"))}
            {field && node && definitionOf(node.type) ? ` · ${words.fieldLabel(node.type, field)}` : ""}
          </span>{" "}
          <span className="text-ink-2">{say(problem)}</span>
        </span>
      </button>
    </li>
  );
}
