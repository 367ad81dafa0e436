// Whom a budget can be for: the agents that were changed last, or members of the workspace.

import { queryOptions } from "@tanstack/react-query";
import { listAgents } from "@/lib/agents/contract";
import { callOperation } from "@/lib/http/client";
import { listMembers } from "@/lib/workspaces/contract";
import type { SelectOption } from "../ui/select";

const most = 100;

export function subjectsQuery(workspace: string, subject: "agent" | "user") {
  return queryOptions({
    queryKey: ["budgets", workspace, "subjects", subject] as const,
    queryFn: async ({ signal }): Promise<SelectOption[]> => {
      if (subject === "agent") {
        const { items } = await callOperation(listAgents, { query: { limit: most }, signal });
        return items.map(({ id, name }) => ({ value: id, label: name }));
      }
      const { items } = await callOperation(listMembers, { query: { limit: most }, signal });
      return items.map(({ id, name, email }) => ({ value: id, label: name || email }));
    },
  });
}
