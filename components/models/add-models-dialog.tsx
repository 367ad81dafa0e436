"use client";
// Adds models to a provider that is there already.

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { callOperation } from "@/lib/http/client";
import { offeredModelsQuery } from "@/lib/models/client";
import { createModel, type ProviderView } from "@/lib/models/contract";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { showToast } from "../ui/toast";
import { type ChosenModel, ModelPicker } from "./model-picker";
import { useRefreshModels } from "./use-refresh";

export interface AddModelsDialogProps {
  workspace: string;
  provider: ProviderView;
  onClose: () => void;
}

export function AddModelsDialog({ workspace, provider, onClose }: AddModelsDialogProps) {
  const t = useTranslations("models.addModels");
  const c = useTranslations("common");
  const refresh = useRefreshModels(workspace);
  const [chosen, setChosen] = useState<ChosenModel[]>([]);
  const offer = useQuery(offeredModelsQuery(workspace, provider.id));
  const save = useMutation({
    mutationFn: async () => {
      // One after the other; what is added leaves the choice, so that trying again after a failure adds the rest.
      for (const model of chosen) {
        await callOperation(createModel, { body: { providerId: provider.id, ...model } });
        setChosen((left) => left.filter(({ modelId }) => modelId !== model.modelId));
      }
      return chosen.length;
    },
    onSettled: refresh,
    onSuccess: (count) => {
      showToast({ tone: "ok", title: t("saved", { count }) });
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name: provider.name })}
      footer={
        <>
          <Button onClick={onClose}>{c("cancel")}</Button>
          <Button
            variant="primary"
            loading={save.isPending}
            disabled={chosen.length === 0}
            onClick={() => save.mutate()}
          >
            {t("save", { count: chosen.length })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <ModelPicker
          offer={offer.data}
          loading={offer.isFetching}
          error={offer.error}
          chosen={chosen}
          onChange={setChosen}
        />
        {save.error ? <ErrorBanner error={save.error} /> : null}
      </div>
    </Dialog>
  );
}
