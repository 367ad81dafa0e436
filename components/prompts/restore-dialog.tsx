"use client";
// Asks before an earlier version becomes the current one again.

import { useTranslations } from "next-intl";
import { callOperation } from "@/lib/http/client";
import { restorePromptVersion } from "@/lib/prompts/contract";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorBanner } from "../ui/error-state";
import { usePromptAction } from "./use-prompt-action";

export interface RestoreDialogProps {
  workspace: string;
  promptId: string;
  number: number;
  isDirty: boolean;
  onClose: () => void;
}

export function RestoreDialog({ workspace, promptId, number, isDirty, onClose }: RestoreDialogProps) {
  const t = useTranslations("prompts.versions");
  const restore = usePromptAction(
    workspace,
    () =>
      callOperation(restorePromptVersion, {
        params: { promptId, number: String(number) },
        body: { note: t("restoredNote", { number }) },
      }),
    (version) => t("restored", { from: number, number: version.number }),
  );
  return (
    <ConfirmDialog
      open
      tone="primary"
      onOpenChange={(open) => open || onClose()}
      title={t("restoreTitle", { number })}
      confirmLabel={t("restore")}
      onConfirm={async () => {
        await restore.mutateAsync(undefined);
      }}
      description={
        <>
          {t("restoreText")} {isDirty ? t("restoreUnsaved") : null}
          {restore.error ? (
            <span className="mt-3 block">
              <ErrorBanner error={restore.error} />
            </span>
          ) : null}
        </>
      }
    />
  );
}
