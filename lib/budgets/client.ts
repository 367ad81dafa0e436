// What pages ask about budgets, as queries.

import { queryOptions } from "@tanstack/react-query";
import { callOperation } from "../http/client";
import { listBudgetAlerts, listBudgets } from "./contract";

export const budgetsKey = (workspace: string) => ["budgets", workspace] as const;

export function budgetsQuery(workspace: string) {
  return queryOptions({
    queryKey: [...budgetsKey(workspace), "all"],
    queryFn: async ({ signal }) => (await callOperation(listBudgets, { signal })).items,
  });
}

/** Budgets that are nearly or wholly spent. */
export function budgetAlertsQuery(workspace: string) {
  return queryOptions({
    queryKey: [...budgetsKey(workspace), "alerts"],
    queryFn: async ({ signal }) => (await callOperation(listBudgetAlerts, { signal })).items,
    staleTime: 60_000,
  });
}
