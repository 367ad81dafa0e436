"use client";
// Publishing: what changed since the last version in words, what stands in the way, a note for those who come after.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ErrorBanner } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { showToast } from "@/components/ui/toast";
import { agentsKey, publish as publishAgent } from "@/lib/agents/client";
import { type VersionType, versionTypes } from "@/lib/shared/statuses";
import { publish, publishPreviewQuery, workflowsKey } from "@/lib/workflows/client";
import { useDesigner, useDraft } from "./designer-context";
import { useChangeWords } from "./use-change-words";

export default function PublishDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("designer.publish");
  const designer = useDesigner();
  const { workspace, workflow, draft } = designer;
  const cache = useQueryClient();
  const revision = useDraft((state) => state.revision);
  const unsaved = useDraft((state) => state.unsaved);
  const nodes = useDraft((state) => state.graph.nodes);
  const say = useChangeWords(nodes);
  const [notes, setNotes] = useState("");
  const [versionType, setVersionType] = useState<VersionType>("minor");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    draft.flush().catch(setError);
  }, [draft]);
  const preview = useQuery({ ...publishPreviewQuery(workspace, workflow.id, revision), enabled: unsaved === 0 });
  const blocking = (preview.data?.problems ?? []).filter((problem) => problem.severity === "error");
  const changes = preview.data?.changes ?? [];
  const number = preview.data?.nextNumber;

  const confirm = async () => {
    setBusy(true);
    setError(null);
    try {
      await draft.flush();
      const body = { revision: draft.store.getState().revision, releaseNotes: notes };
      const version = workflow.agentId
        ? await publishAgent(workflow.agentId, body)
        : await publish(workflow.id, { ...body, versionType });
      showToast({ tone: "ok", title: t("done", { number: version.number }) });
      onClose();
      await Promise.all([
        cache.invalidateQueries({ queryKey: workflowsKey(workspace) }),
        cache.invalidateQueries({ queryKey: agentsKey(workspace) }),
      ]);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={number === undefined ? t("title") : t("titleOf", { number })}
      description={workflow.agentId ? t("agentText") : t("text")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          {blocking.length > 0 ? (
            <Button
              variant="primary"
              onClick={() => {
                designer.view.setState({ panel: "problems" });
                onClose();
              }}
            >
              {t("showProblems")}
            </Button>
          ) : (
            <Button
              variant="primary"
              loading={isBusy}
              disabled={!preview.isSuccess || changes.length === 0}
              onClick={() => void confirm()}
            >
              {number === undefined ? t("title") : t("confirm", { number })}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-1">
        {error ? <ErrorBanner error={error} /> : null}
        {preview.isError ? <ErrorBanner error={preview.error} onRetry={() => void preview.refetch()} /> : null}
        {preview.isPending ? <SkeletonRows rows={3} className="rounded-md border border-line" /> : null}
        {blocking.length > 0 ? (
          <Banner tone="bad" title={t("blocked", { count: blocking.length })}>
            {t("blockedText")}
          </Banner>
        ) : null}
        {preview.isSuccess && changes.length === 0 ? <p className="text-ink-2">{t("nothing")}</p> : null}
        {changes.length > 0 ? (
          <section>
            <h3 className="mb-1.5 font-medium text-ink-2 text-xs">{t("changes", { count: changes.length })}</h3>
            <ul className="max-h-44 divide-y divide-line overflow-y-auto rounded-md border border-line">
              {changes.map((change) => (
                <li key={JSON.stringify(change)} className="break-words px-3 py-1.5">
                  {say(change)}
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <Field label={t("notes")} hint={t("notesHint")}>
          {(control) => (
            <Textarea {...control} rows={2} value={notes} onChange={(event) => setNotes(event.target.value)} />
          )}
        </Field>
        {workflow.agentId ? null : (
          <Field label={t("kind")} hint={t(`kindHelp.${versionType}`)}>
            {() => (
              <Segmented
                legend={t("kind")}
                name="version-type"
                value={versionType}
                segments={versionTypes.map((type) => ({ value: type, label: t(`kinds.${type}`) }))}
                onValueChange={setVersionType}
              />
            )}
          </Field>
        )}
      </div>
    </Dialog>
  );
}
