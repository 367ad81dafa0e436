"use client";
// One agent: the form that edits its draft, publishing, and its versions.

import { useQuery } from "@tanstack/react-query";
import { Archive, Ellipsis, MessageSquare, Waypoints } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { agentQuery } from "@/lib/agents/client";
import type { AgentDetail } from "@/lib/agents/contract";
import { PageHeader } from "../shell/page-header";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { ErrorBanner, ErrorState } from "../ui/error-state";
import { IconButton } from "../ui/icon-button";
import { LeaveGuard } from "../ui/leave-guard";
import { MenuOnDemand } from "../ui/menu-on-demand";
import { SkeletonRows } from "../ui/skeleton";
import { isComplete } from "./agent-draft";
import { AgentMark } from "./agent-mark";
import { AgentState } from "./agent-state";
import { BehaviourFields } from "./behaviour-fields";
import { FaceFields } from "./face-fields";
import { LimitFields } from "./limit-fields";
import { useAgentForm } from "./use-agent-form";
import { VersionList } from "./version-list";

const PublishDialog = dynamic(() => import("./publish-dialog").then((file) => file.PublishDialog));
const ArchiveDialog = dynamic(() => import("./archive-dialog").then((file) => file.ArchiveDialog));

export interface AgentPageProps {
  workspace: string;
  agentId: string;
  mayEdit: boolean;
  mayPublish: boolean;
}

export function AgentPage(props: AgentPageProps) {
  const query = useQuery(agentQuery(props.workspace, props.agentId));
  if (query.error && !query.data) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <SkeletonRows />;
  return <AgentForm key={props.agentId} {...props} agent={query.data} />;
}

function AgentForm({ workspace, agent, mayEdit, mayPublish }: AgentPageProps & { agent: AgentDetail }) {
  const t = useTranslations("agents");
  const form = useAgentForm(workspace, agent);
  const [opened, setOpened] = useState<"publish" | "archive" | null>(null);
  const disabled = !mayEdit || form.saving;
  const designer = `/w/${workspace}/workflows/${agent.workflowId}`;
  const talk = `/w/${workspace}/chat?agent=${agent.id}`;
  const goesOut = form.dirty || agent.hasUnpublishedChanges;

  const publish = async () => {
    try {
      if (form.dirty) await form.save();
      setOpened("publish");
    } catch {
      // The form says at its place why it could not be saved.
    }
  };

  return (
    <>
      <LeaveGuard when={form.dirty} />
      <PageHeader
        title={agent.name}
        crumbs={[{ label: t("title"), href: `/w/${workspace}/agents` }]}
        mark={<AgentMark avatar={agent.avatar} />}
        meta={<AgentState state={agent.lifecycleState} />}
        actions={
          <>
            {agent.publishedNumber === null ? null : (
              <ButtonLink variant="ghost" icon={<MessageSquare />} href={talk} className="max-md:hidden">
                {t("talk")}
              </ButtonLink>
            )}
            <ButtonLink icon={<Waypoints />} href={designer} className="max-md:hidden">
              {t("openDesigner")}
            </ButtonLink>
            <MenuOnDemand
              trigger={(attributes) => (
                <IconButton
                  label={t("more", { name: agent.name })}
                  tipSide="bottom"
                  className={mayEdit ? "" : "md:hidden"}
                  {...attributes}
                >
                  <Ellipsis />
                </IconButton>
              )}
              entries={[
                { kind: "link", id: "designer", label: t("openDesigner"), icon: <Waypoints />, href: designer },
                ...(agent.publishedNumber === null
                  ? []
                  : [{ kind: "link" as const, id: "talk", label: t("talk"), icon: <MessageSquare />, href: talk }]),
                ...(mayEdit
                  ? [
                      { kind: "line" as const, id: "line" },
                      {
                        id: "archive",
                        label: t("archive.action"),
                        icon: <Archive />,
                        danger: true,
                        onSelect: () => setOpened("archive"),
                      },
                    ]
                  : []),
              ]}
            />
            {mayPublish ? (
              <Button
                variant="primary"
                disabled={!goesOut || !isComplete(form.draft)}
                loading={form.saving}
                onClick={() => void publish()}
              >
                {t("publish.action")}
              </Button>
            ) : null}
          </>
        }
      />
      <div className="mx-auto grid w-full max-w-6xl gap-x-12 gap-y-10 px-4 py-6 sm:px-6 lg:grid-cols-[minmax(0,1fr)_300px]">
        <form
          noValidate
          className="flex min-w-0 flex-col gap-8 pb-16"
          onSubmit={(event) => {
            event.preventDefault();
            if (form.dirty && !form.saving && isComplete(form.draft)) form.save().catch(() => undefined);
          }}
        >
          {form.conflict ? (
            <Banner
              tone="warn"
              title={t("conflict.title")}
              action={
                <span className="flex flex-none flex-wrap justify-end gap-2">
                  <Button size="sm" onClick={() => void form.reload()}>
                    {t("conflict.reload")}
                  </Button>
                  <Button
                    size="sm"
                    variant="primary"
                    disabled={!isComplete(form.draft)}
                    onClick={() => form.saveMine().catch(() => undefined)}
                  >
                    {t("conflict.overwrite")}
                  </Button>
                </span>
              }
            >
              {t("conflict.text")}
            </Banner>
          ) : form.error && !form.nameTaken ? (
            <ErrorBanner error={form.error} />
          ) : null}
          <FaceFields
            value={form.draft}
            onChange={form.setDraft}
            disabled={disabled}
            nameFault={
              form.nameTaken ? t("form.nameTaken") : form.draft.name.trim() === "" ? t("form.nameMissing") : undefined
            }
          />
          {form.draft.behaviour ? (
            <BehaviourFields
              workspace={workspace}
              value={form.draft.behaviour}
              onChange={(behaviour) => form.setDraft({ ...form.draft, behaviour })}
              disabled={disabled}
            />
          ) : (
            <Banner
              title={t("drawn.title")}
              action={
                <ButtonLink size="sm" href={designer}>
                  {t("openDesigner")}
                </ButtonLink>
              }
            >
              {t("drawn.text")}
            </Banner>
          )}
          <LimitFields value={form.draft} onChange={form.setDraft} disabled={disabled} />
          {form.dirty ? (
            <div className="sticky bottom-[calc(var(--shell-bottom)+12px)] z-10 flex animate-rise items-center gap-2 rounded-lg border border-line bg-raised px-3.5 py-2.5 shadow-3">
              <span className="min-w-0 flex-1 truncate text-ink-2" role="status">
                {t("unsaved")}
              </span>
              <Button variant="ghost" disabled={form.saving} onClick={form.discard}>
                {t("discard")}
              </Button>
              <Button type="submit" loading={form.saving} disabled={!isComplete(form.draft)}>
                {t("save")}
              </Button>
            </div>
          ) : null}
        </form>
        <VersionList workspace={workspace} agent={agent} mayPublish={mayPublish} />
      </div>
      {opened === "publish" ? (
        <PublishDialog workspace={workspace} agent={agent} onClose={() => setOpened(null)} />
      ) : null}
      {opened === "archive" ? (
        <ArchiveDialog workspace={workspace} agent={agent} onClose={() => setOpened(null)} />
      ) : null}
    </>
  );
}
