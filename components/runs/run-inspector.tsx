"use client";
// A run in a narrow place: beside its list, beside the answer it gave. Figures, failure, and nodes that open under
// their rows.

import { ArrowUpRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { ButtonLink } from "../ui/button-link";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { RunFacts } from "./run-facts";
import { RunFailure } from "./run-failure";
import { RunNodes } from "./run-nodes";
import { RunPart } from "./run-texts";
import { type LoadedScene, type RunScene, useRunScene } from "./use-run-scene";

function Coming() {
  return (
    <div aria-hidden="true" className="flex flex-col gap-6">
      <div className="grid grid-cols-3 gap-x-4 gap-y-5">
        {["a", "b", "c", "d", "e", "f"].map((key) => (
          <Skeleton key={key} className="h-8" />
        ))}
      </div>
      <Skeleton className="w-3/5" />
      <Skeleton className="w-2/5" />
      <Skeleton className="w-4/5" />
    </div>
  );
}

interface InspectedRunProps {
  loaded: LoadedScene;
  /** What stands above and below the nodes. */
  before?: (scene: RunScene) => ReactNode;
  after?: (scene: RunScene) => ReactNode;
}

/** A loaded run in a narrow place. */
export function InspectedRun({ loaded, before, after }: InspectedRunProps) {
  const t = useTranslations("runs.timeline");
  const [chosen, setChosen] = useState<string | null>(null);
  const { scene } = loaded;
  if (!scene) {
    if (loaded.error) return <ErrorState error={loaded.error} onRetry={loaded.reload} className="py-8" />;
    return <Coming />;
  }
  return (
    <div className="flex min-w-0 flex-col gap-6">
      <RunFacts scene={scene} />
      <RunFailure scene={scene} onShowNode={setChosen} />
      {before?.(scene)}
      <RunPart title={t("title")}>
        <RunNodes scene={scene} chosen={chosen} onChoose={setChosen} detail="under" />
      </RunPart>
      {after?.(scene)}
    </div>
  );
}

export function RunInspector({ workspace, runId }: { workspace: string; runId: string }) {
  const t = useTranslations("runs.panel");
  const loaded = useRunScene(workspace, runId);
  return (
    <div className="flex min-w-0 flex-col gap-6" aria-busy={!loaded.scene && !loaded.error}>
      <InspectedRun loaded={loaded} />
      {loaded.scene ? (
        <ButtonLink href={`/w/${workspace}/runs/${runId}`} size="sm" className="self-start" icon={<ArrowUpRight />}>
          {t("open")}
        </ButtonLink>
      ) : null}
    </div>
  );
}
