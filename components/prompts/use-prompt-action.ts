"use client";
// Something done to prompts: afterwards everything that shows prompts asks again, and what went wrong stays to be shown.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "../ui/toast";

/** Runs an action; `said` is shown when it has worked. */
export function usePromptAction<I, R>(workspace: string, act: (input: I) => Promise<R>, said?: (result: R) => string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async (result) => {
      await cache.invalidateQueries({ queryKey: ["prompts", workspace] });
      if (said) showToast({ tone: "ok", title: said(result) });
    },
  });
}
