"use client";
// The nodes of a run with the chosen one, which opens under its row or is shown beside by whoever holds the choice.

import { useTranslations } from "next-intl";
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
  /** Whether the reader may fork the run. */
  mayFork?: boolean;
}

export function RunNodes({ scene, chosen, onChoose, detail, mayFork = false }: RunNodesProps) {
  const t = useTranslations("runs.timeline");
  const { timeline, nodes, skipped } = scene;
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
  const names = skipped.slice(0, namedSkips).map(({ name }) => name);
  return (
    <>
      {scene.live?.refusal ? <ErrorBanner error={scene.live.refusal} onRetry={() => window.location.reload()} /> : null}
      <RunTimeline
        timeline={timeline}
        atFirst={firstRows}
        growing={scene.isOpen}
        chosen={chosen}
        onChoose={onChoose}
        after={<LoadMore hasMore={nodes.hasMore} loading={nodes.loading} failed={nodes.failed} onLoad={nodes.load} />}
        {...(detail === "under"
          ? { detailOf: ({ path }) => <ChosenNode key={path} scene={scene} path={path} mayFork={mayFork} /> }
          : {})}
      />
      {skipped.length > 0 ? (
        <p className="mt-2 text-ink-3 text-xs">
          {t("skipped", { count: skipped.length })} {names.join(", ")}
          {skipped.length > names.length ? " …" : ""}
        </p>
      ) : null}
    </>
  );
}
