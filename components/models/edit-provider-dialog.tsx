"use client";
// Changes how a provider is reached. Its key is never shown; an empty field keeps it.

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { type ProviderView, updateProvider } from "@/lib/models/contract";
import type { AddableKind } from "@/lib/models/provider-rules";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { showToast } from "../ui/toast";
import { changeOf, type DraftFaults, draftOfProvider, faultsOfDraft, faultsOfError } from "./connection-draft";
import { ConnectionFields } from "./connection-fields";
import { useRefreshModels } from "./use-refresh";

export interface EditProviderDialogProps {
  workspace: string;
  provider: ProviderView & { kind: AddableKind };
  onClose: () => void;
}

export function EditProviderDialog({ workspace, provider, onClose }: EditProviderDialogProps) {
  const t = useTranslations("models.edit");
  const c = useTranslations("common");
  const form = useId();
  const refresh = useRefreshModels(workspace);
  const [draft, setDraft] = useState(() => draftOfProvider(provider));
  const [faults, setFaults] = useState<DraftFaults>({});
  const save = useMutation({
    mutationFn: () =>
      callOperation(updateProvider, { params: { providerId: provider.id }, body: changeOf(provider.kind, draft) }),
    onError: (error) => setFaults(faultsOfError(error)),
    onSuccess: async () => {
      await refresh();
      showToast({ tone: "ok", title: t("saved") });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOfDraft(provider.kind, draft, provider);
    setFaults(found);
    if (Object.keys(found).length === 0 && !save.isPending) save.mutate();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name: provider.name })}
      footer={
        <>
          <Button onClick={onClose}>{c("cancel")}</Button>
          <Button type="submit" form={form} variant="primary" loading={save.isPending}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-5">
        <ConnectionFields
          kind={provider.kind}
          kept={provider}
          draft={draft}
          faults={faults}
          onChange={(change) => {
            setDraft({ ...draft, ...change });
            setFaults({});
          }}
        />
        {save.error && Object.keys(faultsOfError(save.error)).length === 0 ? <ErrorBanner error={save.error} /> : null}
      </form>
    </Dialog>
  );
}
