"use client";
// Replaces the value of a secret, or says anew what it is for. The present value is never shown; an empty field keeps it.

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { callOperation } from "@/lib/http/client";
import { secretsQuery } from "@/lib/secrets/client";
import { type SecretView, secretChangeSchema, shortestSecret, updateSecret } from "@/lib/secrets/contract";
import { useFaultWords } from "../forms/fault-words";
import { TextField } from "../forms/text-field";
import { useForm } from "../forms/use-form";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { showToast } from "../ui/toast";
import { SecretValueField } from "./secret-value-field";

export interface EditSecretDialogProps {
  workspace: string;
  secret: SecretView;
  onClose: () => void;
}

export function EditSecretDialog({ workspace, secret, onClose }: EditSecretDialogProps) {
  const t = useTranslations("settings.secrets");
  const common = useTranslations("common");
  const save = useTranslations("settings")("save");
  const words = useFaultWords();
  const cache = useQueryClient();
  const id = useId();
  const form = useForm(secretChangeSchema, async ({ value, description }) => {
    const typed = value.trim();
    const body = { ...(typed ? { value: typed } : {}), description };
    await callOperation(updateSecret, { params: { secretId: secret.id }, body });
    await cache.invalidateQueries({ queryKey: secretsQuery(workspace).queryKey });
    showToast({ tone: "ok", title: t("saved") });
    onClose();
    return "leave";
  });
  const { value: fault } = form.faults;
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("edit", { name: secret.name })}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="primary" type="submit" form={id} loading={form.busy}>
            {save}
          </Button>
        </>
      }
    >
      <form id={id} method="post" noValidate onSubmit={form.submit} onInput={form.edit} className="flex flex-col gap-4">
        {form.error ? <ErrorBanner error={form.error} /> : null}
        <SecretValueField
          label={t("newValue")}
          hint={t("newValueHint")}
          error={fault === "other" ? t("valueFault", { count: shortestSecret }) : words(fault)}
        />
        <TextField
          name="description"
          label={t("description")}
          defaultValue={secret.description}
          error={words(form.faults.description)}
        />
      </form>
    </Dialog>
  );
}
