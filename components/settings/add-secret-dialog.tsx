"use client";
// Adds a secret. What was typed stays when something goes wrong.

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { callOperation } from "@/lib/http/client";
import { secretsQuery } from "@/lib/secrets/client";
import { createSecret, newSecretSchema, shortestSecret } from "@/lib/secrets/contract";
import { useFaultWords } from "../forms/fault-words";
import { TextField } from "../forms/text-field";
import { useForm } from "../forms/use-form";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { showToast } from "../ui/toast";
import { SecretValueField } from "./secret-value-field";

export function AddSecretDialog({ workspace, onClose }: { workspace: string; onClose: () => void }) {
  const t = useTranslations("settings.secrets");
  const common = useTranslations("common");
  const words = useFaultWords();
  const cache = useQueryClient();
  const id = useId();
  const form = useForm(newSecretSchema, async (body) => {
    await callOperation(createSecret, { body: { ...body, value: body.value.trim() } });
    await cache.invalidateQueries({ queryKey: secretsQuery(workspace).queryKey });
    showToast({ tone: "ok", title: t("added") });
    onClose();
    return "leave";
  });
  const { name, value } = form.faults;
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("add")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="primary" type="submit" form={id} loading={form.busy}>
            {t("add")}
          </Button>
        </>
      }
    >
      <form id={id} method="post" noValidate onSubmit={form.submit} onInput={form.edit} className="flex flex-col gap-4">
        {form.error ? <ErrorBanner error={form.error} /> : null}
        <TextField
          name="name"
          label={t("name")}
          hint={t("nameHint")}
          error={name === "missing" ? words(name) : name && t("nameFault")}
          required
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          className="font-mono"
        />
        <SecretValueField
          label={t("value")}
          hint={t("valueHint")}
          error={value === "other" ? t("valueFault", { count: shortestSecret }) : words(value)}
          required
        />
        <TextField name="description" label={t("description")} error={words(form.faults.description)} />
      </form>
    </Dialog>
  );
}
