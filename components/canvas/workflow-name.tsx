"use client";
// The name of the workflow; pressed, it can be changed.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { showToast } from "@/components/ui/toast";
import { AppError } from "@/lib/shared/errors";
import { update, workflowQuery, workflowsKey } from "@/lib/workflows/client";
import { useDesigner } from "./designer-context";

export function WorkflowName() {
  const t = useTranslations("designer.bar");
  const { workspace, workflow, may } = useDesigner();
  const cache = useQueryClient();
  const { data } = useQuery({ ...workflowQuery(workspace, workflow.id), initialData: workflow });
  const [typed, setTyped] = useState<string | null>(null);
  const rename = useMutation({
    mutationFn: (name: string) => update(workflow.id, { name }),
    onSuccess: async (view) => {
      cache.setQueryData(workflowQuery(workspace, workflow.id).queryKey, view);
      await cache.invalidateQueries({ queryKey: [...workflowsKey(workspace), "list"] });
    },
    onError: (error) => {
      const isTaken = error instanceof AppError && error.code === "name_taken";
      showToast({ tone: "bad", title: isTaken ? t("nameTaken") : t("renameFailed") });
    },
    onSettled: () => setTyped(null),
  });
  if (typed === null || !may.edit) {
    return (
      <h1 className="min-w-0 text-sm">
        {may.edit ? (
          <button
            type="button"
            title={t("rename")}
            onClick={() => setTyped(data.name)}
            className="max-w-full truncate rounded-sm px-1.5 py-1 font-semibold hover:bg-hover"
          >
            {data.name}
          </button>
        ) : (
          data.name
        )}
      </h1>
    );
  }
  const store = () => {
    const name = typed.trim();
    if (name === "" || name === data.name) setTyped(null);
    else rename.mutate(name);
  };
  return (
    <input
      // The field stands where the button was that opened it.
      ref={(field) => field?.focus()}
      aria-label={t("name")}
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={store}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) event.currentTarget.blur();
        if (event.key === "Escape") setTyped(null);
      }}
      className="w-56 rounded-sm bg-sunken px-1.5 py-1 font-semibold text-sm outline-none ring-2 ring-focus/40"
    />
  );
}
