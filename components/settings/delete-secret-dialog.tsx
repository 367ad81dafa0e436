"use client";
// Asks before a secret is deleted, and names the workflows and tools that will miss it.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { callOperation } from "@/lib/http/client";
import { secretsQuery } from "@/lib/secrets/client";
import { deleteSecret, type SecretView, usesInTheWay } from "@/lib/secrets/contract";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorBanner } from "../ui/error-state";
import { showToast } from "../ui/toast";
import { SecretUseLink, useSecretUses } from "./secret-uses";

export interface DeleteSecretDialogProps {
  workspace: string;
  secret: SecretView;
  onClose: () => void;
}

export function DeleteSecretDialog({ workspace, secret, onClose }: DeleteSecretDialogProps) {
  const t = useTranslations("settings.secrets");
  const cache = useQueryClient();
  const uses = useSecretUses({ workspace, secret });
  const inTheWay = usesInTheWay(secret);
  const isUsed = inTheWay.length > 0;
  const remove = useMutation({
    mutationFn: () =>
      callOperation(deleteSecret, { params: { secretId: secret.id }, query: isUsed ? { force: "true" as const } : {} }),
    // Somebody may have begun to use it: then the list says so, and the question is asked anew.
    onError: () => cache.invalidateQueries({ queryKey: secretsQuery(workspace).queryKey }),
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
      confirmLabel={isUsed ? t("deleteAnyway") : t("delete")}
      {...(isUsed ? { typeToConfirm: secret.name } : {})}
      onConfirm={() => remove.mutateAsync()}
      description={
        <>
          {isUsed ? t("deleteUsed", { count: inTheWay.length }) : t("deleteText")}
          <span className="block max-h-60 overflow-y-auto">
            {uses.map((use) => (
              <span key={use.id} className="mt-1 block">
                <SecretUseLink use={use} />
              </span>
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
