"use client";
// Deletes a tool. Where live versions use it, it says which before it is done all the same.

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { callOperation } from "@/lib/http/client";
import { AppError } from "@/lib/shared/errors";
import { deleteTool, type ToolView } from "@/lib/tools/contract";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorBanner } from "../ui/error-state";
import { useToolAction } from "./use-tool-action";

/** Names of the workflows in the way; null where nothing is. */
function usersOf(error: unknown): string | null {
  if (!(error instanceof AppError) || error.code !== "in_use") return null;
  const { uses } = error.extra;
  const names = Array.isArray(uses)
    ? uses.map((one) => (typeof one === "object" && one && "name" in one ? one.name : ""))
    : [];
  return names.map(String).join(", ");
}

export function DeleteToolDialog(props: { workspace: string; tool: ToolView; onClose: () => void }) {
  const { workspace, tool, onClose } = props;
  const t = useTranslations("tools");
  const router = useRouter();
  const remove = useToolAction(workspace, (force: boolean) =>
    callOperation(deleteTool, { params: { toolId: tool.id }, query: { force: force ? "true" : "false" } }),
  );
  const users = usersOf(remove.error);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("delete.title", { name: tool.displayName })}
      confirmLabel={t(users === null ? "delete.action" : "delete.force")}
      onConfirm={async () => {
        await remove.mutateAsync(users !== null);
        router.push(`/w/${workspace}/tools`);
      }}
      description={
        <>
          {users === null ? t("delete.text") : t("delete.used", { names: users })}
          {remove.isError && users === null ? (
            <span className="mt-3 block">
              <ErrorBanner error={remove.error} />
            </span>
          ) : null}
        </>
      }
    />
  );
}
