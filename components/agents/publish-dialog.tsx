"use client";
// Publishing: what changes, what is in the way in words, and what the team should know.

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { publish } from "@/lib/agents/client";
import type { AgentDetail } from "@/lib/agents/contract";
import { publishPreviewQuery } from "@/lib/workflows/client";
import type { ChangeView } from "@/lib/workflows/contract";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Skeleton } from "../ui/skeleton";
import { Textarea } from "../ui/textarea";
import { showToast } from "../ui/toast";
import { ProblemLines } from "./problem-lines";
import { useRefreshAgents } from "./use-refresh-agents";

const maxChanges = 8;

export function PublishDialog(props: { workspace: string; agent: AgentDetail; onClose: () => void }) {
  const { workspace, agent, onClose } = props;
  const t = useTranslations("agents.publish");
  const a = useTranslations("agents");
  const c = useTranslations("common");
  const form = useId();
  const refresh = useRefreshAgents(workspace);
  const [notes, setNotes] = useState("");
  const preview = useQuery({ ...publishPreviewQuery(workspace, agent.workflowId, agent.revision), staleTime: 0 });
  const publishing = useMutation({
    mutationFn: () =>
      publish(agent.id, { revision: preview.data?.revision ?? agent.revision, releaseNotes: notes.trim() }),
    onSuccess: async (version) => {
      await refresh();
      showToast({ tone: "ok", title: t("done", { number: version.number }) });
      onClose();
    },
  });
  const designer = `/w/${workspace}/workflows/${agent.workflowId}`;
  const ready = preview.data;
  const errors = ready?.problems.filter(({ severity }) => severity === "error") ?? [];
  const warnings = ready?.problems.filter(({ severity }) => severity === "warning") ?? [];
  const nothing = ready !== undefined && agent.publishedNumber !== null && ready.changes.length === 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={ready ? t("title", { number: ready.nextNumber }) : t("action")}
      description={t("text")}
      footer={
        <>
          <Button onClick={onClose}>{c("cancel")}</Button>
          {errors.length > 0 ? (
            <ButtonLink variant="primary" href={designer}>
              {a("openDesigner")}
            </ButtonLink>
          ) : (
            <Button
              type="submit"
              form={form}
              variant="primary"
              loading={publishing.isPending}
              disabled={!ready || nothing}
            >
              {ready ? t("again", { number: ready.nextNumber }) : t("action")}
            </Button>
          )}
        </>
      }
    >
      <form
        id={form}
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (!publishing.isPending) publishing.mutate();
        }}
      >
        {preview.error ? <ErrorBanner error={preview.error} onRetry={() => void preview.refetch()} /> : null}
        {preview.isPending ? (
          <div className="flex flex-col gap-2.5" aria-hidden="true">
            <Skeleton className="h-3 w-40" />
            <Skeleton className="h-3 w-64" />
          </div>
        ) : null}
        {nothing ? <p className="text-ink-2">{t("nothing", { number: agent.publishedNumber ?? 0 })}</p> : null}
        {errors.length > 0 ? (
          <Banner tone="bad" title={t("problems", { count: errors.length })}>
            <ProblemLines problems={errors} designer={designer} />
          </Banner>
        ) : null}
        {warnings.length > 0 ? (
          <Banner tone="warn" title={t("warnings")}>
            <ProblemLines problems={warnings} designer={designer} />
          </Banner>
        ) : null}
        {ready && !nothing ? <Changes changes={ready.changes} since={agent.publishedNumber} /> : null}
        {ready && !nothing && errors.length === 0 ? (
          <Field label={t("notes")} hint={t("notesHint")}>
            {(control) => (
              <Textarea
                {...control}
                name="notes"
                rows={3}
                maxLength={10_000}
                value={notes}
                onChange={(event) => setNotes(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        {publishing.error ? <ErrorBanner error={publishing.error} /> : null}
      </form>
    </Dialog>
  );
}

function Changes({ changes, since }: { changes: readonly ChangeView[]; since: number | null }) {
  const t = useTranslations("agents.publish");
  const words = useTranslations("graph.changes");
  if (since === null) return <p className="text-ink-2">{t("first")}</p>;
  return (
    <section>
      <h3 className="font-medium text-ink-2 text-xs">{t("changes", { number: since })}</h3>
      <ul className="mt-1.5 flex flex-col gap-1">
        {changes.slice(0, maxChanges).map((change) => {
          const { kind, name = "", before = "", fields = [] } = change;
          const key = `${kind}:${change.nodeId ?? ""}:${change.edgeId ?? ""}:${name}`;
          return (
            <li key={key} className="flex gap-2 before:text-ink-3 before:content-['·']">
              {/* Kinds come from the server as text; one without words is shown as it is. */}
              {words.has(kind as "node_added")
                ? words(kind as "node_changed", { name, before, fields: fields.join(", ") } as never)
                : kind}
            </li>
          );
        })}
      </ul>
      {changes.length > maxChanges ? (
        <p className="mt-1 text-ink-3">{t("more", { count: changes.length - maxChanges })}</p>
      ) : null}
    </section>
  );
}
