"use client";
// The node of a run that somebody chose: from the run's events while it is followed, else asked for.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { runNodeQuery } from "@/lib/runs/client";
import { AppError } from "@/lib/shared/errors";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { NodeDetail } from "./node-detail";
import { viewOfLog, viewOfState } from "./node-view";
import type { RunScene } from "./use-run-scene";

function StoredNode({ scene, path }: { scene: RunScene; path: string }) {
  const t = useTranslations("runs.node");
  const attempt = scene.timeline?.rows.find((row) => row.path === path)?.attempt;
  const query = useQuery({
    ...runNodeQuery(scene.workspace, scene.run.id, path, attempt),
    // What has ended does not change.
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.data) return <NodeDetail node={viewOfLog(query.data)} />;
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

export function ChosenNode({ scene, path }: { scene: RunScene; path: string }) {
  const t = useTranslations("runs.node");
  const state = scene.live?.nodes.get(path);
  if (state) return <NodeDetail node={viewOfState(state)} />;
  // What a run under way has done comes with its events; storage has not all of it.
  if (scene.isOpen) return scene.live ? <p className="text-ink-3">{t("unknown")}</p> : <Coming />;
  return <StoredNode scene={scene} path={path} />;
}
