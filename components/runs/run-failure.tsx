"use client";
// Why a run failed, where, and the one thing to do about it.

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { FailureWords } from "./failure-words";
import { mendingPlace } from "./mending-place";
import { useFieldLabel } from "./use-field-label";
import type { RunScene } from "./use-run-scene";

export interface RunFailureProps {
  scene: RunScene;
  onShowNode: (path: string) => void;
}

export function RunFailure({ scene, onShowNode }: RunFailureProps) {
  const t = useTranslations("runs.error");
  const { error, timeline, workspace, run } = scene;
  const row = error
    ? timeline?.rows.find(({ path, nodeId }) => (error.path ? path === error.path : nodeId === error.nodeId))
    : undefined;
  const field = useFieldLabel(row?.nodeType, error?.field);
  // Who cancelled a run knows why.
  if (!error || scene.status === "cancelled") return null;
  const place = mendingPlace(error.code);
  const name = row?.name ?? error.nodeId;
  const words = [name ? t("at", { name }) : null, field ? t("field", { field }) : null].filter((word) => word !== null);
  return (
    <FailureWords
      failure={error}
      place={words.join(", ")}
      action={
        place ? (
          <ButtonLink
            size="sm"
            href={`/w/${workspace}/${place === "workflow" ? `workflows/${run.workflowId}` : place}`}
          >
            {t(place)}
          </ButtonLink>
        ) : row ? (
          <Button size="sm" onClick={() => onShowNode(row.path)}>
            {t("node")}
          </Button>
        ) : null
      }
    />
  );
}
