"use client";
// One tool: its set-up, a call to try it, and where it is used.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { toolQuery } from "@/lib/tools/client";
import type { ToolView } from "@/lib/tools/contract";
import { TextColumn } from "../shell/list-page";
import { PageHeader } from "../shell/page-header";
import { Banner } from "../ui/banner";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { Tabs } from "../ui/tabs";
import { CallPanel } from "./call-panel";
import { ToolActions } from "./tool-actions";
import { ToolMarks, ToolStatusBadge } from "./tool-badges";
import { ToolEditor } from "./tool-editor";
import { UsesPanel } from "./uses-panel";

export function ToolPage({ workspace, toolId }: { workspace: string; toolId: string }) {
  const t = useTranslations("tools");
  const query = useQuery(toolQuery(workspace, toolId));
  const tool = query.data;
  const crumbs = [{ label: t("title"), href: `/w/${workspace}/tools` }];
  if (!tool) {
    return (
      <>
        <PageHeader title={t("title")} crumbs={crumbs} />
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <SkeletonRows className="p-6" />
        )}
      </>
    );
  }
  const content = (panel: React.ReactNode) => (
    <TextColumn>
      <ReviewState tool={tool} />
      {panel}
    </TextColumn>
  );
  return (
    <>
      <PageHeader
        title={tool.displayName}
        crumbs={crumbs}
        plain
        meta={
          <>
            <ToolStatusBadge tool={tool} />
            <ToolMarks tool={tool} />
          </>
        }
        actions={<ToolActions workspace={workspace} tool={tool} />}
      />
      <Tabs
        label={t("tabs.label")}
        listClassName="sm:px-6"
        tabs={[
          {
            value: "setup",
            label: t("tabs.setup"),
            isKept: true,
            // What was saved elsewhere begins a new form.
            content: content(<ToolEditor key={tool.id} workspace={workspace} tool={tool} />),
          },
          ...(tool.may.call
            ? [
                {
                  value: "call",
                  label: t("tabs.call"),
                  content: content(<CallPanel key={tool.updatedAt} tool={tool} />),
                },
              ]
            : []),
          { value: "uses", label: t("tabs.uses"), content: content(<UsesPanel workspace={workspace} tool={tool} />) },
        ]}
      />
    </>
  );
}

function ReviewState({ tool }: { tool: ToolView }) {
  const t = useTranslations("tools.review");
  if (tool.status === "draft") return tool.may.edit && !tool.may.review ? <Banner>{t("draftText")}</Banner> : null;
  if (tool.status === "pending") return <Banner tone="warn">{t("waits")}</Banner>;
  if (!tool.reviewNote) return null;
  const words = t("noteSays", { name: tool.reviewerName ?? t("somebody"), note: tool.reviewNote });
  return <Banner tone={tool.status === "rejected" ? "bad" : "info"}>{words}</Banner>;
}
