"use client";
// A run beside its list: what it was about, how it went, what its nodes did, and the way to its page.

import { Maximize2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ButtonLink } from "../ui/button-link";
import { Sheet } from "../ui/sheet";
import { InspectedRun } from "./run-inspector";
import { RunAnswer, RunQuestion } from "./run-texts";
import { useRunScene } from "./use-run-scene";

export interface RunPanelProps {
  workspace: string;
  runId: string;
  /** The name that the list knows, until the run is read. */
  name: string | null;
  onClose: () => void;
}

export function RunPanel({ workspace, runId, name, onClose }: RunPanelProps) {
  const t = useTranslations("runs");
  const loaded = useRunScene(workspace, runId);
  const title = loaded.scene ? (loaded.scene.run.agentName ?? loaded.scene.run.workflowName) : name;
  return (
    <Sheet
      open
      onOpenChange={(open) => open || onClose()}
      title={title ?? t("fields.what")}
      actions={
        <ButtonLink href={`/w/${workspace}/runs/${runId}`} size="sm" icon={<Maximize2 />}>
          {t("panel.open")}
        </ButtonLink>
      }
    >
      <InspectedRun
        loaded={loaded}
        before={(scene) => <RunQuestion scene={scene} />}
        after={(scene) => <RunAnswer scene={scene} />}
      />
    </Sheet>
  );
}
