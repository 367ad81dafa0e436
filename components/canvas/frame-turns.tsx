"use client";
// How far a container is in the test run: its state, and which of its turns has begun.

import { useTranslations } from "next-intl";
import { StatusDot } from "@/components/ui/status-dot";
import { readContainer } from "@/lib/graph/container";
import type { GraphNode } from "@/lib/graph/schema";
import { definitionOf } from "@/lib/nodes/catalogue";
import { statusLooks } from "./node-foot";
import type { NodeRun } from "./run-view";

export function FrameTurns({ node, run }: { node: GraphNode; run: NodeRun }) {
  const t = useTranslations("designer.frame");
  const status = useTranslations("designer.status");
  const most = definitionOf(node.type)?.container === "loop" ? readContainer(node.config).maxTurns : null;
  const total = run.turns?.total ?? most;
  return (
    <span className="flex flex-none items-center gap-1.5 text-2xs text-ink-3 tabular-nums">
      {run.turns === null ? null : (
        <span role="img" aria-label={t("turn", { turn: run.turns.begun, total: total ?? run.turns.begun })}>
          {total === null ? run.turns.begun : `${run.turns.begun}/${total}`}
        </span>
      )}
      <StatusDot look={statusLooks[run.status]} label={status(run.status)} className="size-2.5" />
    </span>
  );
}
