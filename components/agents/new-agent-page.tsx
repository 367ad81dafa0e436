"use client";
// A new agent from the short form, or with a blank graph to draw.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { agentQuery, agentsKey, create } from "@/lib/agents/client";
import { AppError } from "@/lib/shared/errors";
import { TextColumn } from "../shell/list-page";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { ErrorBanner } from "../ui/error-state";
import { showToast } from "../ui/toast";
import { creationOf, emptyBehaviour, emptyDraft } from "./agent-draft";
import { BehaviourFields } from "./behaviour-fields";
import { FaceFields } from "./face-fields";

export function NewAgentPage({ workspace }: { workspace: string }) {
  const t = useTranslations("agents");
  const router = useRouter();
  const client = useQueryClient();
  const blank = useSearchParams().get("from") === "blank";
  const [draft, setDraft] = useState(blank ? { ...emptyDraft, behaviour: null } : emptyDraft);
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: (asBlank: boolean) => create(creationOf(asBlank ? { ...draft, behaviour: null } : draft)),
    onSuccess: async (agent, asBlank) => {
      client.setQueryData(agentQuery(workspace, agent.id).queryKey, agent);
      void client.invalidateQueries({ queryKey: [...agentsKey(workspace), "list"] });
      showToast({ tone: "ok", title: t("form.created", { name: agent.name }) });
      router.push(asBlank ? `/w/${workspace}/workflows/${agent.workflowId}` : `/w/${workspace}/agents/${agent.id}`);
    },
  });
  const taken = save.error instanceof AppError && save.error.code === "name_taken";
  const busy = save.isPending || save.isSuccess;
  const send = (asBlank: boolean) => {
    setTried(true);
    if (draft.name.trim() === "") document.querySelector<HTMLInputElement>("[name=name]")?.focus();
    else if (!busy) save.mutate(asBlank);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send(draft.behaviour === null);
  };
  return (
    <form noValidate onSubmit={submit} className="contents">
      <PageHeader
        title={t("new")}
        crumbs={[{ label: t("title"), href: `/w/${workspace}/agents` }]}
        actions={
          <>
            {draft.behaviour === null ? null : (
              <Button className="max-sm:hidden" disabled={busy} onClick={() => send(true)}>
                {t("form.createBlank")}
              </Button>
            )}
            <Button type="submit" variant="primary" loading={busy}>
              {t("form.create")}
            </Button>
          </>
        }
      />
      <TextColumn>
        {save.error && !taken ? <ErrorBanner error={save.error} /> : null}
        <FaceFields
          value={draft}
          onChange={(next) => {
            setDraft(next);
            if (taken) save.reset();
          }}
          disabled={busy}
          nameFault={
            taken ? t("form.nameTaken") : tried && draft.name.trim() === "" ? t("form.nameMissing") : undefined
          }
        />
        {draft.behaviour ? (
          <BehaviourFields
            workspace={workspace}
            value={draft.behaviour}
            onChange={(behaviour) => setDraft({ ...draft, behaviour })}
            disabled={busy}
          />
        ) : (
          <Button className="self-start" onClick={() => setDraft({ ...draft, behaviour: emptyBehaviour })}>
            {t("form.behaviour")}
          </Button>
        )}
      </TextColumn>
    </form>
  );
}
