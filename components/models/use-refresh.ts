"use client";
// After a change of providers or models: everything that shows them asks again.

import { useQueryClient } from "@tanstack/react-query";
import { modelsKey } from "@/lib/models/client";

/** Gives the function that makes all queries about models ask again; it resolves when they have. */
export function useRefreshModels(workspace: string): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: modelsKey(workspace) });
}
