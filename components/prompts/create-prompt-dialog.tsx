"use client";
// Begins a prompt with its first text.

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { createPrompt } from "@/lib/prompts/contract";
import { longestPrompt } from "@/lib/prompts/prompt-variable-rules";
import { AppError } from "@/lib/shared/errors";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";
import { NameFields, type PromptNames } from "./name-fields";
import { ProblemList } from "./problem-list";
import { contentOf, isSendable } from "./prompt-draft";
import { usePromptAction } from "./use-prompt-action";

export interface CreatePromptDialogProps {
  workspace: string;
  categories: readonly string[];
  onClose: () => void;
}

export function CreatePromptDialog({ workspace, categories, onClose }: CreatePromptDialogProps) {
  const t = useTranslations("prompts");
  const c = useTranslations("common");
  const form = useId();
  const router = useRouter();
  const [names, setNames] = useState<PromptNames>({ name: "", category: "", description: "" });
  const [template, setTemplate] = useState("");
  const draft = { template, variables: {} };
  const create = usePromptAction(workspace, () =>
    callOperation(createPrompt, { body: { ...names, ...contentOf(draft) } }),
  );
  const isTaken = create.error instanceof AppError && create.error.code === "name_taken";
  const isReady = names.name.trim() !== "" && isSendable(draft);
  // Also while the page of what was made is on its way.
  const isUnderWay = create.isPending || create.isSuccess;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || isUnderWay) return;
    create.mutate(undefined, { onSuccess: (prompt) => router.push(`/w/${workspace}/prompts/${prompt.id}`) });
  };
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => open || onClose()}
      title={t("create.title")}
      description={t("create.text")}
      footer={
        <>
          <Button onClick={onClose}>{c("cancel")}</Button>
          <Button variant="primary" type="submit" form={form} loading={isUnderWay} disabled={!isReady}>
            {t("create.submit")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="flex flex-col gap-4 pb-1">
        {create.isError && !isTaken ? <ErrorBanner error={create.error} /> : null}
        <NameFields
          value={names}
          onChange={setNames}
          categories={categories}
          nameFault={isTaken ? t("fields.nameTaken") : undefined}
        />
        <Field label={t("fields.template")} hint={t("fields.templateHint")} required>
          {(control) => (
            <Textarea
              {...control}
              rows={6}
              maxRows={14}
              maxLength={longestPrompt}
              placeholder={t("editor.placeholder")}
              value={template}
              onChange={(event) => setTemplate(event.target.value)}
            />
          )}
        </Field>
        <ProblemList template={template} />
      </form>
    </Dialog>
  );
}
