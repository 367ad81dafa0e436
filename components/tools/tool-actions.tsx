"use client";
// What can be done with one tool as a whole, as far as its state and the reader's rights allow.

import { Ellipsis, EyeOff, Power, PowerOff, Share2, Trash2, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { callOperation } from "@/lib/http/client";
import { reviewTools, submitTools, type ToolView, updateTool, withdrawTools } from "@/lib/tools/contract";
import { Button } from "../ui/button";
import { DropdownMenu } from "../ui/dropdown-menu";
import { ErrorBanner } from "../ui/error-state";
import { IconButton } from "../ui/icon-button";
import type { MenuEntry } from "../ui/menu-entries";
import { DeleteToolDialog } from "./delete-tool-dialog";
import { RejectDialog } from "./reject-dialog";
import { useToolAction } from "./use-tool-action";

export function ToolActions({ workspace, tool }: { workspace: string; tool: ToolView }) {
  const t = useTranslations("tools");
  const [opened, setOpened] = useState<"reject" | "delete" | null>(null);
  const toolIds = [tool.id];
  const approve = useToolAction(
    workspace,
    () => callOperation(reviewTools, { body: { toolIds, decision: "approve" } }),
    t("toasts.approved"),
  );
  const submit = useToolAction(
    workspace,
    () => callOperation(submitTools, { body: { toolIds } }),
    t("toasts.submitted"),
  );
  const withdraw = useToolAction(
    workspace,
    () => callOperation(withdrawTools, { body: { toolIds } }),
    t("toasts.withdrawn"),
  );
  const change = useToolAction(workspace, (body: { isActive?: boolean; visibility?: ToolView["visibility"] }) =>
    callOperation(updateTool, { params: { toolId: tool.id }, body }),
  );
  const failed = [approve, submit, withdraw, change].find((one) => one.isError);
  const isApproved = tool.status === "approved" && !tool.hasChanged;
  const isNature = tool.kind === "builtin";
  const entries: MenuEntry[] = [];
  if (tool.may.edit) {
    entries.push({
      id: "active",
      label: t(tool.isActive ? "switchOff" : "switchOn"),
      icon: tool.isActive ? <PowerOff /> : <Power />,
      onSelect: () => change.mutate({ isActive: !tool.isActive }),
    });
    if (tool.status === "pending") {
      entries.push({ id: "withdraw", label: t("review.withdraw"), icon: <Undo2 />, onSelect: () => withdraw.mutate() });
    }
    if (tool.status === "approved" && !isNature) {
      const isShared = tool.visibility === "shared";
      entries.push({
        id: "share",
        label: t(isShared ? "makePrivate" : "share"),
        icon: isShared ? <EyeOff /> : <Share2 />,
        onSelect: () => change.mutate({ visibility: isShared ? "private" : "shared" }),
      });
    }
  }
  if (tool.may.review && isApproved && !isNature) {
    entries.push({ id: "revoke", label: t("review.revoke"), icon: <Undo2 />, onSelect: () => setOpened("reject") });
  }
  if (tool.may.edit) {
    entries.push({
      id: "delete",
      label: t("delete.action"),
      icon: <Trash2 />,
      danger: true,
      onSelect: () => setOpened("delete"),
    });
  }
  const maySubmit = tool.may.edit && !tool.may.review && (tool.status === "draft" || tool.status === "rejected");
  return (
    <>
      {failed ? <ErrorBanner error={failed.error} className="absolute top-16 right-4 z-30 max-w-md shadow-2" /> : null}
      {maySubmit ? (
        <Button variant="primary" loading={submit.isPending} onClick={() => submit.mutate()}>
          {t("review.submit")}
        </Button>
      ) : null}
      {tool.may.review && !isApproved ? (
        <>
          {tool.status === "pending" ? <Button onClick={() => setOpened("reject")}>{t("review.reject")}</Button> : null}
          <Button variant="primary" loading={approve.isPending} onClick={() => approve.mutate()}>
            {t("review.approve")}
          </Button>
        </>
      ) : null}
      {entries.length > 0 ? (
        <DropdownMenu
          trigger={
            <IconButton label={t("more")}>
              <Ellipsis />
            </IconButton>
          }
          entries={entries}
        />
      ) : null}
      {opened === "reject" ? (
        <RejectDialog workspace={workspace} toolIds={toolIds} onClose={() => setOpened(null)} />
      ) : null}
      {opened === "delete" ? (
        <DeleteToolDialog workspace={workspace} tool={tool} onClose={() => setOpened(null)} />
      ) : null}
    </>
  );
}
