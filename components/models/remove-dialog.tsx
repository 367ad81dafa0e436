"use client";
// Asks before a provider or a model is removed, and shows where it is still used when that is in the way.

import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { callOperation } from "@/lib/http/client";
import { modelsQuery } from "@/lib/models/client";
import {
  deleteModel,
  deleteProvider,
  type ModelView,
  type ProviderView,
  type Use,
  useSchema,
} from "@/lib/models/contract";
import { AppError } from "@/lib/shared/errors";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorBanner } from "../ui/error-state";
import { showToast } from "../ui/toast";
import { ModelUses } from "./model-uses";
import { useRefreshModels } from "./use-refresh";

export interface RemoveDialogProps {
  workspace: string;
  what: { kind: "provider"; provider: ProviderView } | { kind: "model"; model: ModelView };
  onClose: () => void;
}

function usesOf(error: unknown): Use[] {
  if (!(error instanceof AppError) || error.code !== "in_use") return [];
  const read = z.array(useSchema).safeParse(error.extra.uses);
  return read.success ? read.data : [];
}

export function RemoveDialog({ workspace, what, onClose }: RemoveDialogProps) {
  const t = useTranslations("models.remove");
  const refresh = useRefreshModels(workspace);
  const name = what.kind === "provider" ? what.provider.name : what.model.name;
  const all = useQuery(modelsQuery(workspace)).data ?? [];
  const models = what.kind === "model" ? [what.model] : all.filter(({ providerId }) => providerId === what.provider.id);
  const remove = useMutation({
    mutationFn: () =>
      what.kind === "provider"
        ? callOperation(deleteProvider, { params: { providerId: what.provider.id } })
        : callOperation(deleteModel, { params: { modelId: what.model.id } }),
    onSuccess: async () => {
      await refresh();
      showToast({ tone: "ok", title: t("removed", { name }) });
    },
  });
  const uses = usesOf(remove.error);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={what.kind === "provider" ? t("providerTitle", { name }) : t("modelTitle", { name })}
      confirmLabel={what.kind === "provider" ? t("providerConfirm") : t("modelConfirm")}
      onConfirm={() => remove.mutateAsync()}
      description={
        <>
          {uses.length > 0 ? (
            <span role="alert">
              {t("inUse", { name })}
              {uses.map((use) => (
                <Link
                  key={use.workflowId}
                  href={`/w/${workspace}/workflows/${use.workflowId}`}
                  className="mt-1 block font-medium text-accent-text underline underline-offset-2"
                >
                  {use.name}
                </Link>
              ))}
            </span>
          ) : (
            <>
              {what.kind === "provider" ? t("providerText") : t("modelText")}
              {remove.isSuccess || models.length === 0 ? null : (
                <ModelUses workspace={workspace} models={models} className="mt-3" />
              )}
            </>
          )}
          {remove.error && uses.length === 0 ? (
            <span className="mt-3 block">
              <ErrorBanner error={remove.error} />
            </span>
          ) : null}
        </>
      }
    />
  );
}
