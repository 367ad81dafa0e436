"use client";
// The nodes of a run with the chosen one, which opens under its row or is shown beside by whoever holds the choice.

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { ErrorBanner, ErrorState } from "../ui/error-state";
import { LoadMore } from "../ui/load-more";
import { Skeleton } from "../ui/skeleton";
import { ChosenNode } from "./chosen-node";
import { RunTimeline } from "./run-timeline";
import type { RunScene } from "./use-run-scene";

/** So many rows are shown until somebody wants all: what comes below a run of a thousand nodes should be found. */
const firstRows = 40;
/** So many names of skipped nodes are told; the rest is a number. */
const namedSkips = 12;

export interface RunNodesProps {
  scene: RunScene;
  chosen: string | null;
  onChoose: (path: string | null) => void;
  /** Where the chosen node is shown. */
  detail: "under" | "beside";
}

export function RunNodes({ scene, chosen, onChoose, detail }: RunNodesProps) {
  const t = useTranslations("runs.timeline");
  const { timeline, nodes, skipped } = scene;
  const [all, setAll] = useState(false);
  if (!timeline) {
    if (nodes.error) return <ErrorState error={nodes.error} onRetry={nodes.reload} className="py-6" />;
    return (
      <div className="flex flex-col gap-3.5 py-2" aria-hidden="true">
        {["w-3/5", "w-2/5", "w-4/5"].map((width) => (
          <Skeleton key={width} className={width} />
        ))}
      </div>
    );
  }
  const count = timeline.rows.length;
  const isBelow = timeline.rows.slice(firstRows).some(({ path }) => path === chosen);
  const cut = !all && !isBelow && count > firstRows;
  const names = skipped.slice(0, namedSkips).map(({ name }) => name);
  return (
    <>
      {scene.live?.refusal ? <ErrorBanner error={scene.live.refusal} onRetry={() => window.location.reload()} /> : null}
      <RunTimeline
        timeline={cut ? { ...timeline, rows: timeline.rows.slice(0, firstRows) } : timeline}
        growing={scene.isOpen}
        chosen={chosen}
        onChoose={onChoose}
        {...(detail === "under" ? { detailOf: ({ path }) => <ChosenNode key={path} scene={scene} path={path} /> } : {})}
      />
      {cut ? (
        <Button size="sm" className="self-start" onClick={() => setAll(true)}>
          {t("all", { count })}
        </Button>
      ) : (
        <LoadMore hasMore={nodes.hasMore} loading={nodes.loading} failed={nodes.failed} onLoad={nodes.load} />
      )}
      {skipped.length > 0 ? (
        <p className="mt-2 text-ink-3 text-xs">
          {t("skipped", { count: skipped.length })} {names.join(", ")}
          {skipped.length > names.length ? " …" : ""}
        </p>
      ) : null}
    </>
  );
}
