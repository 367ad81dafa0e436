"use client";
// How far a container is in the test run: its state, which of its turns has begun, and that some of them failed where
// it goes on without them; a folded frame shows nothing else of that.

import { CircleX } from "lucide-react";
import { useTranslations } from "next-intl";
import { nodeLooks } from "@/components/runs/run-looks";
import { StatusDot } from "@/components/ui/status-dot";
import { tip } from "@/components/ui/tip";
import { readContainer } from "@/lib/graph/container";
import type { GraphNode } from "@/lib/graph/schema";
import { definitionOf } from "@/lib/nodes/catalogue";
import type { NodeRun } from "./run-view";

export function FrameTurns({ node, run }: { node: GraphNode; run: NodeRun }) {
  const t = useTranslations("designer.frame");
  const status = useTranslations("designer.status");
  const most = definitionOf(node.type)?.container === "loop" ? readContainer(node.config).maxTurns : null;
  const total = run.turns?.total ?? most;
  return (
    <span className="flex flex-none items-center gap-1.5 text-2xs text-ink-3 tabular-nums">
      {run.turns && run.turns.failed > 0 && run.status !== "failed" ? (
        <span
          role="img"
          aria-label={t("turnsFailed", { count: run.turns.failed })}
          {...tip(t("turnsFailed", { count: run.turns.failed }), { side: "top" })}
          className="flex items-center gap-0.5 rounded-full bg-soft-bad px-1.5 py-0.5 text-bad-ink"
        >
          <CircleX className="size-3" />
          {run.turns.failed}
        </span>
      ) : null}
      {run.turns === null ? null : (
        <span role="img" aria-label={t("turn", { turn: run.turns.begun, total: total ?? run.turns.begun })}>
          {total === null ? run.turns.begun : `${run.turns.begun}/${total}`}
        </span>
      )}
      <StatusDot look={nodeLooks[run.status]} label={status(run.status)} className="size-2.5" />
    </span>
  );
}
