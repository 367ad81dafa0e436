"use client";
// Renames a prompt, moves it to another category, says anew what it is for.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { promptCategoriesQuery } from "@/lib/prompts/client";
import { type PromptView, updatePrompt } from "@/lib/prompts/contract";
import { AppError } from "@/lib/shared/errors";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { NameFields, type PromptNames } from "./name-fields";
import { usePromptAction } from "./use-prompt-action";

export function DetailsDialog(props: { workspace: string; prompt: PromptView; onClose: () => void }) {
  const { workspace, prompt, onClose } = props;
  const t = useTranslations("prompts");
  const c = useTranslations("common");
  const form = useId();
  const [names, setNames] = useState<PromptNames>({
    name: prompt.name,
    category: prompt.category,
    description: prompt.description,
  });
  const categories = useQuery(promptCategoriesQuery(workspace)).data?.items ?? [];
  const save = usePromptAction(
    workspace,
    () => callOperation(updatePrompt, { params: { promptId: prompt.id }, body: names }),
    () => t("details.saved"),
  );
  const isTaken = save.error instanceof AppError && save.error.code === "name_taken";
  const isReady = names.name.trim() !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !save.isPending) save.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("details.title")}
      footer={
        <>
          <Button onClick={onClose}>{c("cancel")}</Button>
          <Button variant="primary" type="submit" form={form} loading={save.isPending} disabled={!isReady}>
            {t("details.save")}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4 pb-1">
        {save.isError && !isTaken ? <ErrorBanner error={save.error} /> : null}
        <NameFields
          value={names}
          onChange={setNames}
          categories={categories.flatMap(({ category }) => category || [])}
          nameFault={isTaken ? t("fields.nameTaken") : undefined}
        />
      </form>
    </Dialog>
  );
}
