"use client";
// Asks before an entry gets its form back or a template is removed, and tells where it is used.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useNodeWords } from "@/components/canvas/use-node-words";
import { resetTemplate, templateUsesQuery } from "@/lib/node-templates/client";
import type { NodeTemplateView } from "@/lib/workflows/contract";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorBanner } from "../ui/error-state";

export interface ResetDialogProps {
  workspace: string;
  template: NodeTemplateView;
  onDone: () => Promise<void>;
  onClose: () => void;
}

export function ResetDialog({ workspace, template, onDone, onClose }: ResetDialogProps) {
  const t = useTranslations("templates");
  const words = useNodeWords();
  const uses = useQuery(templateUsesQuery(workspace, template.code)).data;
  const [error, setError] = useState<unknown>(null);
  const name = words.templateName(template);
  const count = uses?.length ?? 0;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t(template.isOwn ? "removeTitle" : "resetTitle", { name })}
      description={
        <>
          {t(template.isOwn ? "removeText" : "resetText")} {t("uses", { count })}
          {count > 0 ? (
            <span className="mt-2 line-clamp-4 block break-words">{uses?.map((one) => one.name).join(" · ")}</span>
          ) : null}
          {error ? <ErrorBanner error={error} /> : null}
        </>
      }
      confirmLabel={t(template.isOwn ? "remove" : "reset")}
      onConfirm={async () => {
        setError(null);
        try {
          await resetTemplate(template.code);
        } catch (reason) {
          setError(reason);
          throw reason;
        }
        await onDone();
      }}
    />
  );
}
