// Reads of budgets for people: how each stands, and which are nearly spent. Server only.

import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { agents } from "@/db/schema/agents";
import { users } from "@/db/schema/identity";
import { budgets } from "@/db/schema/observability";
import { withWorkspace } from "@/db/scope";
import { may, type Scope } from "../auth/scope";
import { AppError } from "../shared/errors";
import type { BudgetAlert, BudgetView } from "./contract";
import { percentOf, stateOf } from "./judge-budget";
import { periodOf } from "./period";
import { readBudgets, type SpentBudget } from "./read-budgets";

/** All budgets of the workspace. */
export async function listBudgets(scope: Scope, now = Date.now()): Promise<{ items: BudgetView[] }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const rows = await readBudgets(tx, scope.workspaceId, now);
    const names = await readSubjectNames(tx, scope, rows);
    return { items: rows.map((row) => viewOf(row, names, now)) };
  });
}

/** One budget, inside a transaction; throws `not_found`. */
export async function viewBudget(tx: Transaction, scope: Scope, budgetId: string, now: number): Promise<BudgetView> {
  const [row] = await readBudgets(tx, scope.workspaceId, now, eq(budgets.id, budgetId));
  if (!row) throw new AppError("not_found", "There is no such budget.");
  return viewOf(row, await readSubjectNames(tx, scope, [row]), now);
}

/** Budgets that are nearly or wholly spent, as far as they concern whoever asks. */
export async function listBudgetAlerts(scope: Scope, now = Date.now()): Promise<{ items: BudgetAlert[] }> {
  return withWorkspace(scope.workspaceId, async (tx) => {
    const rows = await readBudgets(tx, scope.workspaceId, now, eq(budgets.isActive, true));
    const seesAll = may(scope, "usage.view");
    const concerned = rows.filter(
      ({ subject, subjectId }) =>
        seesAll || subject === "workspace" || (subject === "user" && subjectId === scope.userId),
    );
    const names = await readSubjectNames(tx, scope, concerned);
    return {
      items: concerned.flatMap((row): BudgetAlert[] => {
        const state = stateOf(row, row.spent);
        if (state === "ok") return [];
        return [
          {
            budgetId: row.id,
            subject: row.subject,
            subjectName: nameIn(names, row),
            period: row.period,
            state,
            isHard: row.isHard,
            percent: percentOf(row, row.spent),
            resetsAt: new Date(periodOf(row.period, now).resetsAt).toISOString(),
          },
        ];
      }),
    };
  });
}

const nameIn = (names: Map<string, string>, { subjectId }: SpentBudget) =>
  subjectId === null ? null : (names.get(subjectId) ?? null);

function viewOf(row: SpentBudget, names: Map<string, string>, now: number): BudgetView {
  const { startedAt, resetsAt } = periodOf(row.period, now);
  const { id, subject, subjectId, period, amount, currency, warnAt, isHard, isActive, spent } = row;
  return {
    ...{ id, subject, subjectId, period, amount, currency, warnAt, isHard, isActive, spent },
    subjectName: nameIn(names, row),
    state: stateOf(row, spent),
    startedAt: new Date(startedAt).toISOString(),
    resetsAt: new Date(resetsAt).toISOString(),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

async function readSubjectNames(
  tx: Transaction,
  scope: Scope,
  rows: readonly SpentBudget[],
): Promise<Map<string, string>> {
  const ids = (subject: SpentBudget["subject"]) =>
    rows.flatMap((row) => (row.subject === subject && row.subjectId !== null ? [row.subjectId] : []));
  const [agentIds, userIds] = [ids("agent"), ids("user")];
  const found: { id: string; name: string }[] = [];
  if (agentIds.length > 0) {
    const own = and(eq(agents.workspaceId, scope.workspaceId), inArray(agents.id, agentIds));
    found.push(...(await tx.select({ id: agents.id, name: agents.name }).from(agents).where(own)));
  }
  if (userIds.length > 0) {
    found.push(...(await tx.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, userIds))));
  }
  return new Map(found.map(({ id, name }) => [id, name]));
}
