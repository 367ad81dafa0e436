"use client";
// Makes a workflow and opens it.

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { AppError } from "@/lib/shared/errors";
import { create, workflowsKey } from "@/lib/workflows/client";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";

export function CreateWorkflowDialog({ workspace, onClose }: { workspace: string; onClose: () => void }) {
  const t = useTranslations("workflows.created");
  const router = useRouter();
  const cache = useQueryClient();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isTaken = error instanceof AppError && error.code === "name_taken";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || name.trim() === "") return;
    setBusy(true);
    setError(null);
    try {
      const workflow = await create({ name: name.trim(), description: description.trim() });
      // Stays busy: the designer is on its way.
      router.push(`/w/${workspace}/workflows/${workflow.id}`);
      await cache.invalidateQueries({ queryKey: workflowsKey(workspace) });
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("title")}
      description={t("text")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="primary" type="submit" form="create-workflow" loading={isBusy} disabled={name.trim() === ""}>
            {t("create")}
          </Button>
        </>
      }
    >
      <form id="create-workflow" onSubmit={submit} className="flex flex-col gap-4 pb-1">
        {error && !isTaken ? <ErrorBanner error={error} /> : null}
        <Field label={t("name")} error={isTaken ? t("nameTaken") : undefined} required>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={200}
              placeholder={t("namePlaceholder")}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("description")}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={4_000}
              value={description}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
