"use client";
// Deletes a prompt; where published versions read from it, says which and offers to switch it off instead.

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { callOperation } from "@/lib/http/client";
import { deletePrompt, type PromptView, promptUseSchema } from "@/lib/prompts/contract";
import { AppError } from "@/lib/shared/errors";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { usePromptAction } from "./use-prompt-action";

const usersSchema = promptUseSchema.pick({ workflowId: true, name: true }).array();

/** The workflows in the way; null where nothing is. */
function usersOf(error: unknown): { workflowId: string; name: string }[] | null {
  if (!(error instanceof AppError) || error.code !== "in_use") return null;
  const users = usersSchema.safeParse(error.extra.uses);
  return users.success ? users.data : [];
}

export interface DeletePromptDialogProps {
  workspace: string;
  prompt: PromptView;
  onClose: () => void;
  /** Before the page is left. */
  onDeleted: () => void;
  onSwitchOff: () => void;
}

export function DeletePromptDialog({ workspace, prompt, onClose, onDeleted, onSwitchOff }: DeletePromptDialogProps) {
  const t = useTranslations("prompts.delete");
  const c = useTranslations("common");
  const router = useRouter();
  const remove = usePromptAction(
    workspace,
    async () => {
      await callOperation(deletePrompt, { params: { promptId: prompt.id } });
      // Before anything asks for the prompt again, which would not be found.
      onDeleted();
      router.push(`/w/${workspace}/prompts`);
    },
    () => t("deleted"),
  );
  const users = usersOf(remove.error);
  const { name } = prompt;
  return (
    <Dialog
      open
      size="sm"
      onOpenChange={(open) => open || onClose()}
      title={users ? t("usedTitle", { name }) : t("title", { name })}
      description={users ? t("used") : t("text")}
      footer={
        <>
          <Button onClick={onClose}>{c("cancel")}</Button>
          {users ? (
            prompt.isActive ? (
              <Button variant="primary" onClick={onSwitchOff}>
                {t("switchOff")}
              </Button>
            ) : null
          ) : (
            <Button variant="danger" loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
              {t("action")}
            </Button>
          )}
        </>
      }
    >
      {remove.isError && !users ? <ErrorBanner error={remove.error} /> : null}
      {users ? (
        <>
          <ul className="flex max-h-60 flex-col gap-1 overflow-y-auto">
            {users.map((use) => (
              <li key={use.workflowId} className="truncate">
                <Link href={`/w/${workspace}/workflows/${use.workflowId}`} className="text-accent-text hover:underline">
                  {use.name}
                </Link>
              </li>
            ))}
          </ul>
          {prompt.isActive ? <p className="mt-3 text-ink-2">{t("usedInstead")}</p> : null}
        </>
      ) : null}
    </Dialog>
  );
}
