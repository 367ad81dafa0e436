"use client";
// Looks into one wire: under which condition it is followed, and what it puts into the inputs of the node it leads to.

import { ArrowRight, Trash2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import type { GraphEdge } from "@/lib/graph/schema";
import { ConditionControl } from "./controls/text-controls";
import { useDesigner, useGraph, useProblems, useReadOnly, useView } from "./designer-context";
import { EdgeMapping } from "./edge-mapping";
import { removeSelected } from "./graph-actions";
import { useProblemWords } from "./use-problem-words";

export default function EdgeInspector({ edge }: { edge: GraphEdge }) {
  const t = useTranslations("designer.edge");
  const designer = useDesigner();
  const readOnly = useReadOnly();
  const say = useProblemWords();
  const isVersion = useView((view) => view.version !== null);
  const source = useGraph((graph) => graph.nodes.find((node) => node.id === edge.source));
  const target = useGraph((graph) => graph.nodes.find((node) => node.id === edge.target));
  const all = useProblems((state) => state.problems);
  const problems = useMemo(
    () => (isVersion ? [] : all.filter((problem) => problem.edgeId === edge.id)),
    [all, edge.id, isVersion],
  );
  if (!source || !target) return null;
  const faults = problems.filter(({ field }) => field === "condition").map(say);
  const setCondition = (text: string) => {
    const condition = text.trim() === "" ? null : text;
    designer.edit([{ type: "updateEdge", id: edge.id, set: { condition } }], `condition ${edge.id}`);
  };
  return (
    <>
      <div className="flex items-center gap-2 px-4 pt-3.5 pb-1.5">
        <div className="min-w-0 flex-1">
          <h2 className="text-base">{t("title")}</h2>
          <p className="flex min-w-0 items-center gap-1 text-ink-3 text-xs">
            <span className="truncate">{source.name}</span>
            <ArrowRight className="size-3 flex-none" aria-hidden="true" />
            <span className="truncate">{target.name}</span>
          </p>
        </div>
        {readOnly ? null : (
          <IconButton label={t("remove")} keys="delete" size="sm" onClick={() => removeSelected(designer)}>
            <Trash2 />
          </IconButton>
        )}
        <IconButton label={t("close")} size="sm" onClick={() => designer.canvas.select([])}>
          <X />
        </IconButton>
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-6 overflow-y-auto p-4">
        <Field
          label={t("condition")}
          hint={t("conditionHelp")}
          error={faults.length > 0 ? faults.join(" ") : undefined}
        >
          {(control) => (
            <ConditionControl
              edgeId={edge.id}
              label={t("condition")}
              control={control}
              readOnly={readOnly}
              value={edge.condition ?? ""}
              placeholder={t("always")}
              onChange={setCondition}
            />
          )}
        </Field>
        <EdgeMapping edge={edge} target={target} problems={problems} />
      </div>
    </>
  );
}
