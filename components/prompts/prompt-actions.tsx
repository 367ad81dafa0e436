"use client";
// What can be done with a prompt as a whole.

import { Ellipsis, Pencil, Power, PowerOff, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { callOperation } from "@/lib/http/client";
import { type PromptView, updatePrompt } from "@/lib/prompts/contract";
import { DropdownMenu } from "../ui/dropdown-menu";
import { ErrorBanner } from "../ui/error-state";
import { IconButton } from "../ui/icon-button";
import { usePromptAction } from "./use-prompt-action";

const DetailsDialog = dynamic(() => import("./details-dialog").then((file) => file.DetailsDialog));
const DeletePromptDialog = dynamic(() => import("./delete-prompt-dialog").then((file) => file.DeletePromptDialog));

export interface PromptActionsProps {
  workspace: string;
  prompt: PromptView;
  /** Forgets what was typed. */
  onDeleted: () => void;
}

export function PromptActions({ workspace, prompt, onDeleted }: PromptActionsProps) {
  const t = useTranslations("prompts");
  const [opened, setOpened] = useState<"details" | "delete" | null>(null);
  const turn = usePromptAction(
    workspace,
    (isActive: boolean) => callOperation(updatePrompt, { params: { promptId: prompt.id }, body: { isActive } }),
    ({ isActive }) => t(isActive ? "actions.switchedOn" : "actions.switchedOff"),
  );
  const close = () => setOpened(null);
  return (
    <>
      {turn.isError ? (
        <ErrorBanner error={turn.error} className="absolute top-16 right-4 z-30 max-w-md shadow-2" />
      ) : null}
      <DropdownMenu
        trigger={
          <IconButton label={t("more")} tipSide="bottom">
            <Ellipsis />
          </IconButton>
        }
        entries={[
          { id: "details", label: t("actions.details"), icon: <Pencil />, onSelect: () => setOpened("details") },
          {
            id: "active",
            label: t(prompt.isActive ? "actions.switchOff" : "actions.switchOn"),
            icon: prompt.isActive ? <PowerOff /> : <Power />,
            onSelect: () => turn.mutate(!prompt.isActive),
          },
          { kind: "line", id: "line" },
          {
            id: "delete",
            label: t("actions.delete"),
            icon: <Trash2 />,
            danger: true,
            onSelect: () => setOpened("delete"),
          },
        ]}
      />
      {opened === "details" ? <DetailsDialog workspace={workspace} prompt={prompt} onClose={close} /> : null}
      {opened === "delete" ? (
        <DeletePromptDialog
          workspace={workspace}
          prompt={prompt}
          onClose={close}
          onDeleted={onDeleted}
          onSwitchOff={() => {
            turn.mutate(false);
            close();
          }}
        />
      ) : null}
    </>
  );
}
