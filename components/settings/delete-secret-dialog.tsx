"use client";
// Asks before a secret is deleted, and names the workflows that will miss it.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { callOperation } from "@/lib/http/client";
import { secretsQuery } from "@/lib/secrets/client";
import { deleteSecret, type SecretView } from "@/lib/secrets/contract";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorBanner } from "../ui/error-state";
import { showToast } from "../ui/toast";

export interface DeleteSecretDialogProps {
  workspace: string;
  secret: SecretView;
  onClose: () => void;
}

export function DeleteSecretDialog({ workspace, secret, onClose }: DeleteSecretDialogProps) {
  const t = useTranslations("settings.secrets");
  const cache = useQueryClient();
  const remove = useMutation({
    mutationFn: () => callOperation(deleteSecret, { params: { secretId: secret.id } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: secretsQuery(workspace).queryKey });
      showToast({ tone: "ok", title: t("deleted") });
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("deleteTitle", { name: secret.name })}
      confirmLabel={t("delete")}
      onConfirm={() => remove.mutateAsync()}
      description={
        <>
          {secret.workflows.length > 0 ? t("deleteUsed", { count: secret.workflows.length }) : t("deleteText")}
          <span className="block max-h-60 overflow-y-auto">
            {secret.workflows.map((workflow) => (
              <Link
                key={workflow.id}
                href={`/w/${workspace}/workflows/${workflow.id}`}
                className="mt-1 block font-medium text-accent-text underline underline-offset-2"
              >
                {workflow.name}
              </Link>
            ))}
          </span>
          {remove.error ? (
            <span className="mt-3 block">
              <ErrorBanner error={remove.error} />
            </span>
          ) : null}
        </>
      }
    />
  );
}
