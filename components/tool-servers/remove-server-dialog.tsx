"use client";
// Asks before a tool server is removed with its tools, and names the workflows that will miss them.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { callOperation } from "@/lib/http/client";
import { serversKey, serverUsesQuery } from "@/lib/tool-servers/client";
import { deleteToolServer, type ToolServerView } from "@/lib/tool-servers/contract";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorBanner } from "../ui/error-state";

export interface RemoveServerDialogProps {
  workspace: string;
  server: ToolServerView;
  onClose: () => void;
}

export function RemoveServerDialog({ workspace, server, onClose }: RemoveServerDialogProps) {
  const t = useTranslations("toolServers.remove");
  const router = useRouter();
  const cache = useQueryClient();
  const uses = useQuery(serverUsesQuery(workspace, server.id)).data ?? [];
  const isUsed = uses.some(({ isPublished }) => isPublished);
  const remove = useMutation({
    mutationFn: () =>
      callOperation(deleteToolServer, {
        params: { serverId: server.id },
        query: { force: isUsed ? "true" : "false" },
      }),
    onSuccess: async () => {
      router.push(`/w/${workspace}/tools/servers`);
      await cache.invalidateQueries({ queryKey: serversKey(workspace) });
    },
  });
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("title", { name: server.name })}
      confirmLabel={t("confirm")}
      {...(isUsed ? { typeToConfirm: server.name } : {})}
      onConfirm={() => remove.mutateAsync()}
      description={
        <>
          {uses.length > 0 ? t("used", { count: uses.length }) : t("text", { count: server.counts.all })}
          <span className="block max-h-60 overflow-y-auto">
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
