"use client";
// The head of the designer: where one is, how the draft stands, and what can be done with it as a whole.

import { useQuery } from "@tanstack/react-query";
import {
  ChevronRight,
  History,
  LayoutGrid,
  Play,
  Redo2,
  Settings2,
  TriangleAlert,
  Undo2,
  Variable,
} from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { publishPreviewQuery, workflowQuery } from "@/lib/workflows/client";
import { useDesigner, useDraft, useProblems, useView } from "./designer-context";
import { onDemand } from "./on-demand";
import { SaveMark } from "./save-mark";
import { useTidy } from "./use-tidy";
import { WorkflowName } from "./workflow-name";

const PublishDialog = onDemand(async () => (await import("./publish-dialog")).default, { place: "over" });
const HistorySheet = onDemand(async () => (await import("./history-sheet")).default, { place: "over" });

export function TopBar() {
  const t = useTranslations("designer.bar");
  const designer = useDesigner();
  const { workspace, draft, view, may } = designer;
  const version = useView((state) => state.version);
  const panel = useView((state) => state.panel);
  const canUndo = useDraft((state) => state.canUndo);
  const canRedo = useDraft((state) => state.canRedo);
  const errors = useProblems((state) => state.problems.length);
  const [opened, setOpened] = useState<"publish" | "history" | null>(null);
  const close = () => setOpened(null);
  const tidy = useTidy();
  const next = useNextNumber();
  return (
    <header className="z-20 flex h-13 flex-none items-center gap-2 border-line border-b bg-surface px-3 sm:px-4">
      <nav aria-label={t("crumbs")} className="flex min-w-0 items-center gap-1.5">
        <Link href={`/w/${workspace}/workflows`} className="rounded-xs text-ink-3 hover:text-ink max-md:hidden">
          {t("workflows")}
        </Link>
        <ChevronRight className="size-3.5 text-ink-3 max-md:hidden" />
        <WorkflowName />
      </nav>
      <DraftMark />
      {version ? null : (
        <span className="max-lg:has-[[data-save=saved]]:hidden">
          <SaveMark />
        </span>
      )}
      <span className="flex-1" />
      {version ? (
        <Button onClick={() => view.setState({ version: null, opened: null })}>{t("backToDraft")}</Button>
      ) : (
        <>
          {may.edit ? (
            <div className="flex items-center max-md:hidden">
              <IconButton label={t("undo")} keys="mod+z" disabled={!canUndo} onClick={() => draft.undo()}>
                <Undo2 />
              </IconButton>
              <IconButton label={t("redo")} keys="mod+shift+z" disabled={!canRedo} onClick={() => draft.redo()}>
                <Redo2 />
              </IconButton>
              <IconButton label={t("tidy")} onClick={() => void tidy()}>
                <LayoutGrid />
              </IconButton>
              <IconButton label={t("variables")} onClick={() => view.setState({ sheet: "variables" })}>
                <Variable />
              </IconButton>
              <IconButton label={t("settings")} onClick={() => view.setState({ sheet: "settings" })}>
                <Settings2 />
              </IconButton>
            </div>
          ) : null}
          {errors > 0 ? (
            <button
              type="button"
              aria-pressed={panel === "problems"}
              onClick={() => view.setState({ panel: panel === "problems" ? null : "problems" })}
              className="flex h-8 items-center gap-1.5 rounded-sm px-2 font-medium text-bad-ink text-xs hover:bg-soft-bad"
            >
              <TriangleAlert className="size-3.5" />
              <span className="max-xl:sr-only">{t("problems", { count: errors })}</span>
              <span aria-hidden="true" className="xl:hidden">
                {errors}
              </span>
            </button>
          ) : null}
          <Button variant="ghost" className="max-sm:hidden" onClick={() => setOpened("history")}>
            <History className="lg:hidden" />
            <span className="max-lg:sr-only">{t("history")}</span>
          </Button>
          <Button
            icon={<Play />}
            disabled={!may.run}
            aria-pressed={panel === "test"}
            onClick={() => view.setState({ panel: panel === "test" ? null : "test" })}
          >
            <span className="max-sm:sr-only">{t("test")}</span>
            <span className="max-lg:hidden">
              <Kbd keys="mod+enter" />
            </span>
          </Button>
          {may.publish ? (
            <Button variant="primary" onClick={() => setOpened("publish")}>
              {next === null ? t("publish") : t("publishNext", { number: next })}
            </Button>
          ) : null}
        </>
      )}
      {opened === "publish" ? <PublishDialog onClose={close} onDismiss={close} /> : null}
      {opened === "history" ? <HistorySheet onClose={close} onDismiss={close} /> : null}
    </header>
  );
}

/** The number that the next version gets; null while it is not known. */
function useNextNumber(): number | null {
  const { workspace, workflow } = useDesigner();
  const head = useQuery({ ...workflowQuery(workspace, workflow.id), initialData: workflow });
  return usePreview()?.nextNumber ?? (head.data.publishedNumber === null ? 1 : null);
}

/** What publishing the stored draft would do, asked once it is stored. */
function usePreview() {
  const { workspace, workflow } = useDesigner();
  const revision = useDraft((state) => state.revision);
  const unsaved = useDraft((state) => state.unsaved);
  const query = useQuery({
    ...publishPreviewQuery(workspace, workflow.id, revision),
    enabled: unsaved === 0,
    placeholderData: (before) => before,
  });
  return query.data;
}

function DraftMark() {
  const t = useTranslations("designer.bar");
  const version = useView((state) => state.version);
  const { workspace, workflow } = useDesigner();
  const head = useQuery({ ...workflowQuery(workspace, workflow.id), initialData: workflow });
  const preview = usePreview();
  if (version) return <Badge tone="accent">{t("version", { number: version.number })}</Badge>;
  const published = head.data.publishedNumber;
  const count = preview?.changes.length;
  return (
    <span className="max-md:hidden">
      <Badge>
        {published === null
          ? t("draft")
          : count === undefined
            ? t("draft")
            : count === 0
              ? t("noChanges", { number: published })
              : t("changes", { count, number: published })}
      </Badge>
    </span>
  );
}
