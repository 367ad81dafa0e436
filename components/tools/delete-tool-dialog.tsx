"use client";
// Deletes a tool. Where live versions use it, it says which before it is done all the same.

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { callOperation } from "@/lib/http/client";
import { AppError } from "@/lib/shared/errors";
import { deleteTool, type ToolView } from "@/lib/tools/contract";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
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
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => open || onClose()}
      title={t("delete.title", { name: tool.displayName })}
      description={users === null ? t("delete.text") : t("delete.used", { names: users })}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button
            variant="danger"
            loading={remove.isPending}
            onClick={() => remove.mutate(users !== null, { onSuccess: () => router.push(`/w/${workspace}/tools`) })}
          >
            {t(users === null ? "delete.action" : "delete.force")}
          </Button>
        </>
      }
    >
      {remove.isError && users === null ? <ErrorBanner error={remove.error} /> : null}
    </Dialog>
  );
}
