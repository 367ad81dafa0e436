"use client";
// The page of one run: its head, why it failed, what was asked and answered, its nodes on a timeline, and the chosen
// node beside it.

import { GitCompareArrows, X } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { PageHeader } from "../shell/page-header";
import { Badge } from "../ui/badge";
import { Banner } from "../ui/banner";
import { ButtonLink } from "../ui/button-link";
import { ErrorState } from "../ui/error-state";
import { IconButton } from "../ui/icon-button";
import { ChosenNode } from "./chosen-node";
import { withoutLarge } from "./large-members";
import { LargeValueBlocks } from "./large-values";
import { useNodeName } from "./node-name";
import { CancelButton, RepeatButton } from "./run-actions";
import { RunFacts } from "./run-facts";
import { RunFailure } from "./run-failure";
import { RunNodes } from "./run-nodes";
import { RunStatusMark } from "./run-status";
import { RunAnswer, RunPart, RunQuestion } from "./run-texts";
import { RunWaits } from "./run-waits";
import { replaceParams } from "./search-params";
import { NodeGlyph } from "./timeline-bar";
import { type RunScene, useRunScene } from "./use-run-scene";
import { useWide } from "./use-wide";
import { ValueBlock } from "./value-block";

/** What the reader may do. */
export interface RunRights {
  run: boolean;
  cancel: boolean;
  /** See approvals, and decide those that are theirs. */
  approve: boolean;
  /** Change workflows: then also fork runs of them and let tests go on. */
  edit: boolean;
}

export interface RunPageProps {
  workspace: string;
  runId: string;
  may: RunRights;
}

export function RunPage({ workspace, runId, may }: RunPageProps) {
  const loaded = useRunScene(workspace, runId);
  if (!loaded.scene) {
    return loaded.error ? <ErrorState error={loaded.error} onRetry={loaded.reload} /> : null;
  }
  return <LoadedRun scene={loaded.scene} may={may} />;
}

function Head({ scene, may }: { scene: RunScene; may: RunPageProps["may"] }) {
  const t = useTranslations("runs");
  const { run, workspace } = scene;
  return (
    <PageHeader
      crumbs={[{ label: t("title"), href: `/w/${workspace}/runs` }]}
      title={run.agentName ?? run.workflowName}
      meta={
        <span className="flex items-center gap-2 text-sm">
          <Badge>{run.versionNumber === null ? t("draft") : t("version", { number: run.versionNumber })}</Badge>
          <RunStatusMark status={scene.status} className="text-ink-2" />
        </span>
      }
      actions={
        <>
          {scene.isOpen ? null : (
            <ButtonLink
              icon={<GitCompareArrows />}
              prefetch={false}
              href={`/w/${workspace}/runs/compare?a=${run.forkedFrom ? `${run.forkedFrom.runId}&b=${run.id}` : run.id}`}
            >
              <span className="max-sm:sr-only">{t("compare.action")}</span>
            </ButtonLink>
          )}
          {may.cancel && scene.isOpen ? <CancelButton scene={scene} /> : null}
          {may.run ? <RepeatButton scene={scene} /> : null}
        </>
      }
    />
  );
}

function Aside({ scene, path, may, onClose }: { scene: RunScene; path: string; may: RunRights; onClose: () => void }) {
  const t = useTranslations("runs.node");
  const nodeName = useNodeName();
  const row = scene.timeline?.rows.find((one) => one.path === path);
  const name = row ? nodeName({ ...row, type: row.nodeType }) : path;
  return (
    <aside
      aria-label={name}
      className="sticky top-14 flex h-[calc(100dvh-3.5rem)] w-[min(46%,620px)] flex-none animate-fade flex-col self-start border-line border-l bg-surface"
    >
      <div className="flex min-h-13 flex-none items-center gap-2 border-line border-b pr-2.5 pl-4">
        {row ? <NodeGlyph type={row.nodeType} /> : null}
        <h2 className="min-w-0 flex-1 truncate text-base">{name}</h2>
        <IconButton label={t("close")} tipSide="bottom" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto p-4">
        <ChosenNode key={path} scene={scene} path={path} mayFork={may.edit && may.run} />
      </div>
    </aside>
  );
}

function LoadedRun({ scene, may }: { scene: RunScene; may: RunPageProps["may"] }) {
  const t = useTranslations("runs");
  const wide = useWide();
  const params = useSearchParams();
  const chosen = params.get("node");
  const choose = (path: string | null) => replaceParams(params, { node: path });
  const { live } = scene;
  return (
    <>
      <Head scene={scene} may={may} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Esc closes what the button closes too */}
      <div
        className="flex min-w-0 flex-1"
        onKeyDown={(event) => {
          if (event.key === "Escape" && chosen !== null && !event.defaultPrevented) choose(null);
        }}
      >
        <div className="flex min-w-0 flex-1 flex-col gap-7 px-4 py-5 sm:px-6">
          {live?.connection === "lost" ? <Banner tone="warn">{t("live.lost")}</Banner> : null}
          <RunWaits scene={scene} may={may} />
          <RunFacts scene={scene} />
          <RunFailure scene={scene} onShowNode={choose} />
          <RunPart title={t("timeline.title")}>
            <RunNodes
              scene={scene}
              chosen={chosen}
              onChoose={choose}
              detail={wide ? "beside" : "under"}
              mayFork={may.edit && may.run}
            />
          </RunPart>
          <RunQuestion scene={scene} />
          <RunAnswer scene={scene} />
          <div className="flex max-w-3xl flex-col gap-4">
            <ValueBlock heading="h2" title={t("inputs")} value={scene.run.inputs} empty={t("noInputs")} />
            {scene.outputs ? (
              <ValueBlock
                heading="h2"
                title={t("outputs")}
                value={withoutLarge(scene.outputs, scene.run.largeOutputs)}
                empty={scene.run.largeOutputs ? "" : t("node.noOutputs")}
              />
            ) : null}
            <LargeValueBlocks runId={scene.run.id} members={scene.run.largeOutputs} />
          </div>
        </div>
        {wide && chosen !== null ? <Aside scene={scene} path={chosen} may={may} onClose={() => choose(null)} /> : null}
      </div>
    </>
  );
}
