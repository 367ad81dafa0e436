"use client";
// Asks before a workflow is put away.

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { AppError } from "@/lib/shared/errors";
import { archive, workflowsKey } from "@/lib/workflows/client";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { showToast } from "../ui/toast";
import type { WorkflowDialogProps } from "./rename-dialog";

export function ArchiveDialog({ workspace, workflow, onClose }: WorkflowDialogProps) {
  const t = useTranslations("workflows");
  const cache = useQueryClient();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("archiveTitle", { name: workflow.name })}
      description={t("archiveText")}
      confirmLabel={t("archive")}
      onConfirm={async () => {
        try {
          await archive(workflow.id);
          showToast({ tone: "ok", title: t("archived") });
        } catch (error) {
          const isInUse = error instanceof AppError && error.code === "in_use";
          showToast({ tone: "bad", title: isInUse ? t("archiveInUse") : t("archiveFailed") });
        }
        await cache.invalidateQueries({ queryKey: workflowsKey(workspace) });
      }}
    />
  );
}
