"use client";
// One prompt: its text, a test of it, its versions, and where it is used.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { promptQuery } from "@/lib/prompts/client";
import type { PromptView } from "@/lib/prompts/contract";
import { PageHeader } from "../shell/page-header";
import { Badge } from "../ui/badge";
import { Banner } from "../ui/banner";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { type Tab, Tabs } from "../ui/tabs";
import { PromptActions } from "./prompt-actions";
import { emptySample, TestPanel } from "./test-panel";
import { TextPanel } from "./text-panel";
import { usePromptForm } from "./use-prompt-form";
import { useTrials } from "./use-trials";
import { UsesPanel } from "./uses-panel";
import { type Look, VersionsPanel } from "./versions-panel";

type Part = "text" | "test" | "versions" | "uses";

export interface PromptPageProps {
  workspace: string;
  promptId: string;
  mayEdit: boolean;
}

export function PromptPage(props: PromptPageProps) {
  const t = useTranslations("prompts");
  const query = useQuery(promptQuery(props.workspace, props.promptId));
  if (query.data) return <PromptParts key={props.promptId} {...props} prompt={query.data} />;
  return (
    <>
      <PageHeader title={t("title")} crumbs={[{ label: t("title"), href: `/w/${props.workspace}/prompts` }]} />
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <SkeletonRows className="p-6" />
      )}
    </>
  );
}

function PromptParts({ workspace, prompt, mayEdit }: PromptPageProps & { prompt: PromptView }) {
  const t = useTranslations("prompts");
  const [part, setPart] = useState<Part>("text");
  const [look, setLook] = useState<Look | null>(null);
  const [sample, setSample] = useState(emptySample);
  const trials = useTrials();
  const form = usePromptForm(workspace, prompt, (number) => t("save.saved", { number }));
  const tabs: Tab<Part>[] = [
    {
      value: "text",
      label: t("tabs.text"),
      badge: form.isDirty ? <Badge tone="warn">{t("save.unsaved")}</Badge> : null,
      content: (
        <TextPanel
          form={form}
          mayEdit={mayEdit}
          onCompare={() => {
            setLook({ number: prompt.currentNumber, other: "typed" });
            setPart("versions");
          }}
        />
      ),
    },
    ...(mayEdit
      ? [
          {
            value: "test" as const,
            label: t("tabs.test"),
            content: (
              <TestPanel
                workspace={workspace}
                prompt={prompt}
                form={form}
                trials={trials}
                sample={sample}
                onSample={setSample}
              />
            ),
          },
        ]
      : []),
    {
      value: "versions",
      label: t("tabs.versions"),
      badge: <span className="tabular text-ink-3 text-xs">{prompt.currentNumber}</span>,
      content: (
        <VersionsPanel
          workspace={workspace}
          prompt={prompt}
          form={form}
          mayEdit={mayEdit}
          look={look}
          onLook={setLook}
          onEdit={() => setPart("text")}
        />
      ),
    },
    { value: "uses", label: t("tabs.uses"), content: <UsesPanel workspace={workspace} prompt={prompt} /> },
  ];
  return (
    <>
      <PageHeader
        title={prompt.name}
        crumbs={[{ label: t("title"), href: `/w/${workspace}/prompts` }]}
        plain
        meta={
          <>
            <Badge>v{prompt.currentNumber}</Badge>
            {prompt.category ? <Badge tone="accent">{prompt.category}</Badge> : null}
            {prompt.isActive ? null : <Badge tone="warn">{t("off")}</Badge>}
          </>
        }
        actions={mayEdit ? <PromptActions workspace={workspace} prompt={prompt} onDeleted={form.discard} /> : null}
      />
      {prompt.description === "" ? null : (
        <p className="line-clamp-2 max-w-[90ch] px-4 pt-2 pb-1 text-ink-2 sm:px-6">{prompt.description}</p>
      )}
      {prompt.isActive ? null : (
        <Banner tone="warn" className="mx-4 mt-3 mb-1 sm:mx-6">
          {t("offBanner")}
        </Banner>
      )}
      <Tabs label={t("tabs.label")} listClassName="sm:px-6" value={part} onValueChange={setPart} tabs={tabs} />
    </>
  );
}
