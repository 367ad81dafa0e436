"use client";
// Says why tools are rejected: the note is what their owners get to read.

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { reviewTools } from "@/lib/tools/contract";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";
import { useToolAction } from "./use-tool-action";

export interface RejectDialogProps {
  workspace: string;
  toolIds: readonly string[];
  onClose: () => void;
}

export function RejectDialog({ workspace, toolIds, onClose }: RejectDialogProps) {
  const t = useTranslations("tools");
  const [note, setNote] = useState("");
  const reject = useToolAction(
    workspace,
    () => callOperation(reviewTools, { body: { toolIds: [...toolIds], decision: "reject", note } }),
    t("toasts.rejected"),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (note.trim() !== "") reject.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("review.rejectTitle", { count: toolIds.length })}
      description={t("review.rejectText")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="danger" type="submit" form="reject-tools" loading={reject.isPending} disabled={!note.trim()}>
            {t("review.reject")}
          </Button>
        </>
      }
    >
      <form id="reject-tools" onSubmit={submit} className="flex flex-col gap-4 pb-1">
        {reject.isError ? <ErrorBanner error={reject.error} /> : null}
        <Field label={t("review.note")} required>
          {(control) => (
            <Textarea {...control} maxLength={2_000} value={note} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
