"use client";
// Gives a workflow another name.

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { AppError } from "@/lib/shared/errors";
import { update, workflowsKey } from "@/lib/workflows/client";
import type { WorkflowView } from "@/lib/workflows/contract";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

export interface WorkflowDialogProps {
  workspace: string;
  workflow: WorkflowView;
  onClose: () => void;
}

export function RenameDialog({ workspace, workflow, onClose }: WorkflowDialogProps) {
  const t = useTranslations("workflows");
  const words = useTranslations("workflows.created");
  const cache = useQueryClient();
  const [name, setName] = useState(workflow.name);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isTaken = error instanceof AppError && error.code === "name_taken";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await update(workflow.id, { name: name.trim() });
      await cache.invalidateQueries({ queryKey: workflowsKey(workspace) });
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => open || onClose()}
      title={t("renameTitle")}
      footer={
        <>
          <Button onClick={onClose}>{words("cancel")}</Button>
          <Button variant="primary" type="submit" form="rename-workflow" loading={isBusy} disabled={name.trim() === ""}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id="rename-workflow" onSubmit={submit} className="flex flex-col gap-3 pb-1">
        {error && !isTaken ? <ErrorBanner error={error} /> : null}
        <Field label={words("name")} error={isTaken ? words("nameTaken") : undefined} required>
          {(control) => (
            <Input {...control} maxLength={200} value={name} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
