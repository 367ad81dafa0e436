"use client";
// After something was published, rolled back or archived: everything that shows agents asks again.

import { useQueryClient } from "@tanstack/react-query";
import { agentsKey } from "@/lib/agents/client";
import { chatKey } from "@/lib/conversations/client";
import { workflowsKey } from "@/lib/workflows/client";

export function useRefreshAgents(workspace: string): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    void client.invalidateQueries({ queryKey: chatKey(workspace) });
    await Promise.all([
      client.invalidateQueries({ queryKey: agentsKey(workspace) }),
      client.invalidateQueries({ queryKey: workflowsKey(workspace) }),
    ]);
  };
}
