"use client";
// The node of a run that somebody chose: from the run's events while it is followed, else asked for.

import { useQuery } from "@tanstack/react-query";
import { ArrowUpRight, GitFork } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { isActivity } from "@/lib/run-log/activity-path";
import { runNodeQuery } from "@/lib/runs/client";
import { AppError } from "@/lib/shared/errors";
import { WaitLine } from "../approvals/wait-line";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { NodeDetail } from "./node-detail";
import { childOf, type NodeView, viewOfLog, viewOfState } from "./node-view";
import type { RunScene } from "./use-run-scene";

const ForkDialog = dynamic(() => import("./fork-dialog").then((file) => file.ForkDialog), { ssr: false });

/** A node with what can be done with it. */
function ActableNode({ scene, node, mayFork }: { scene: RunScene; node: NodeView; mayFork: boolean }) {
  const t = useTranslations("runs");
  const [forking, setForking] = useState(false);
  const isInside = node.path.includes("/") || isActivity(node.path);
  const child = childOf(node);
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {node.wait ? <WaitLine wait={node.wait} withKey /> : null}
      {child || (mayFork && !scene.isOpen) ? (
        <div className="flex flex-wrap gap-2">
          {child ? (
            <ButtonLink size="sm" icon={<ArrowUpRight />} href={`/w/${scene.workspace}/runs/${child}`}>
              {t("openChild")}
            </ButtonLink>
          ) : null}
          {mayFork && !scene.isOpen && !isInside ? (
            <Button size="sm" icon={<GitFork />} onClick={() => setForking(true)}>
              {t("fork.action")}
            </Button>
          ) : null}
        </div>
      ) : null}
      <NodeDetail runId={scene.run.id} node={node} />
      {mayFork && !scene.isOpen && isInside ? <p className="text-ink-3 text-xs">{t("fork.inside")}</p> : null}
      {forking ? <ForkDialog scene={scene} node={node} onClose={() => setForking(false)} /> : null}
    </div>
  );
}

interface ChosenNodeProps {
  scene: RunScene;
  path: string;
  mayFork: boolean;
}

function StoredNode({ scene, path, mayFork }: ChosenNodeProps) {
  const t = useTranslations("runs.node");
  const attempt = scene.timeline?.rows.find((row) => row.path === path)?.attempt;
  const query = useQuery({
    ...runNodeQuery(scene.workspace, scene.run.id, path, attempt),
    // What has ended does not change.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.data) return <ActableNode scene={scene} node={viewOfLog(query.data)} mayFork={mayFork} />;
  if (query.error instanceof AppError && query.error.code === "not_found") {
    return <p className="text-ink-3">{t("unknown")}</p>;
  }
  if (query.error) return <ErrorState error={query.error} onRetry={() => void query.refetch()} className="py-6" />;
  return <Coming />;
}

function Coming() {
  return (
    <div className="flex flex-col gap-3" aria-hidden="true">
      <Skeleton className="h-3 w-48" />
      <Skeleton className="h-24 w-full rounded-md" />
      <Skeleton className="h-24 w-full rounded-md" />
    </div>
  );
}

export function ChosenNode({ scene, path, mayFork }: ChosenNodeProps) {
  const t = useTranslations("runs.node");
  const state = scene.live?.nodes.get(path);
  if (state) return <ActableNode scene={scene} node={viewOfState(state)} mayFork={mayFork} />;
  // What a run under way has done comes with its events; storage has not all of it.
  if (scene.isOpen) return scene.live ? <p className="text-ink-3">{t("unknown")}</p> : <Coming />;
  return <StoredNode scene={scene} path={path} mayFork={mayFork} />;
}
