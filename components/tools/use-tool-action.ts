"use client";
// Something done to tools: afterwards everything that shows tools asks again, and what went wrong stays to be shown.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { showToast } from "../ui/toast";

/** Runs an action; `said` is shown when it has worked. */
export function useToolAction<I, R>(workspace: string, act: (input: I) => Promise<R>, said?: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ["tools", workspace] });
      if (said) showToast({ tone: "ok", title: said });
    },
  });
}
