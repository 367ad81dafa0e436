// Budgets with what is spent of them in their present period. Server only.

import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { budgets } from "@/db/schema/observability";
import { periodOf } from "./period";

export type BudgetRow = typeof budgets.$inferSelect;
export type SpentBudget = BudgetRow & { spent: number };

/** The budgets of a workspace, the oldest first, each with what is spent of it. */
export async function readBudgets(
  tx: Transaction,
  workspaceId: string,
  now: number,
  filter?: SQL,
): Promise<SpentBudget[]> {
  const [day, month] = [periodOf("day", now).firstDay, periodOf("month", now).firstDay];
  // Columns are named with their table: the inner table has a currency too.
  const rows = await tx
    .select({
      budget: budgets,
      spent: sql<number>`coalesce((
        select sum(u.cost)::float8 from usage_daily u
        where u.workspace_id = ${workspaceId} and u.currency = ${budgets}.currency and u.model_id is not null
          and u.day >= case ${budgets}.period when 'day' then ${day}::date else ${month}::date end
          and (${budgets}.subject = 'workspace'
            or (${budgets}.subject = 'agent' and ${budgets}.subject_id in (u.agent_id, u.payer_agent_id))
            or (${budgets}.subject = 'user' and u.user_id = ${budgets}.subject_id))
      ), 0)`,
    })
    .from(budgets)
    .where(and(eq(budgets.workspaceId, workspaceId), filter))
    .orderBy(asc(budgets.id));
  return rows.map(({ budget, spent }) => ({ ...budget, spent: Math.round(spent * 1e8) / 1e8 }));
}
