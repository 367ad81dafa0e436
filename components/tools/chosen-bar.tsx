"use client";
// What can be done with the tools that are chosen in the list, all at once.

import { useTranslations } from "next-intl";
import { useState } from "react";
import { callOperation } from "@/lib/http/client";
import { reviewTools, submitTools, type ToolSummary } from "@/lib/tools/contract";
import { Button } from "../ui/button";
import { ErrorBanner } from "../ui/error-state";
import { RejectDialog } from "./reject-dialog";
import { useToolAction } from "./use-tool-action";

export interface ChosenBarProps {
  workspace: string;
  tools: readonly ToolSummary[];
  does: "review" | "submit";
  onDone: () => void;
}

export function ChosenBar({ workspace, tools, does, onDone }: ChosenBarProps) {
  const t = useTranslations("tools");
  const [isRejecting, setRejecting] = useState(false);
  const ready = does === "review" ? tools : tools.filter(({ status }) => status === "draft" || status === "rejected");
  const toolIds = ready.map((tool) => tool.id);
  const count = toolIds.length;
  const act = useToolAction(
    workspace,
    () =>
      does === "review"
        ? callOperation(reviewTools, { body: { toolIds, decision: "approve" } })
        : callOperation(submitTools, { body: { toolIds } }),
    t(does === "review" ? "toasts.approved" : "toasts.submitted"),
  );
  return (
    <div className="flex flex-none flex-col gap-2 border-line border-b bg-sunken px-4 py-2 sm:px-6">
      {act.isError ? <ErrorBanner error={act.error} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          size="sm"
          disabled={count === 0}
          loading={act.isPending}
          onClick={() => act.mutate(undefined, { onSuccess: onDone })}
        >
          {t(does === "review" ? "review.approveChosen" : "review.submitChosen", { count })}
        </Button>
        {does === "review" ? (
          <Button size="sm" onClick={() => setRejecting(true)}>
            {t("review.rejectChosen", { count })}
          </Button>
        ) : null}
        <Button size="sm" variant="ghost" onClick={onDone}>
          {t("cancel")}
        </Button>
      </div>
      {isRejecting ? (
        <RejectDialog
          workspace={workspace}
          toolIds={toolIds}
          onClose={() => {
            setRejecting(false);
            onDone();
          }}
        />
      ) : null}
    </div>
  );
}
