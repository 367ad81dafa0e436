"use client";
// Asks before nobody can talk to an agent any more.

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { archive } from "@/lib/agents/client";
import type { AgentDetail } from "@/lib/agents/contract";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorBanner } from "../ui/error-state";
import { showToast } from "../ui/toast";
import { useRefreshAgents } from "./use-refresh-agents";

export function ArchiveDialog(props: { workspace: string; agent: AgentDetail; onClose: () => void }) {
  const { workspace, agent, onClose } = props;
  const t = useTranslations("agents.archive");
  const router = useRouter();
  const refresh = useRefreshAgents(workspace);
  const archiving = useMutation({
    mutationFn: () => archive(agent.id),
    onSuccess: async () => {
      router.push(`/w/${workspace}/agents`);
      showToast({ tone: "ok", title: t("done", { name: agent.name }) });
      await refresh();
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name: agent.name })}
      confirmLabel={t("confirm")}
      onConfirm={() => archiving.mutateAsync()}
      description={
        <>
          {t("text")}
          {archiving.error ? (
            <span className="mt-3 block">
              <ErrorBanner error={archiving.error} />
            </span>
          ) : null}
        </>
      }
    />
  );
}
