// Sets, changes and removes budgets. Server only.

import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "@/db/client";
import { withMeanings } from "@/db/errors";
import { agents } from "@/db/schema/agents";
import { budgets } from "@/db/schema/observability";
import { userRoles } from "@/db/schema/tenancy";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../audit/record-audit";
import type { Scope } from "../auth/scope";
import { AppError } from "../shared/errors";
import type { BudgetView, createBudget as createOperation, updateBudget as updateOperation } from "./contract";
import { forgetBudgets } from "./known-budgets";
import { viewBudget } from "./queries";

type NewBudget = z.output<NonNullable<(typeof createOperation)["body"]>>;
type Change = z.output<NonNullable<(typeof updateOperation)["body"]>>;

const meanings = { budgets_key: "conflict" } as const;

/** Sets a budget; one for each subject and period. */
export async function createBudget(scope: Scope, given: NewBudget, now = Date.now()): Promise<BudgetView> {
  const view = await withMeanings(meanings, () =>
    withWorkspace(scope.workspaceId, async (tx) => {
      await checkSubject(tx, scope, given);
      const by = { createdBy: scope.userId, updatedBy: scope.userId };
      const [row] = await tx
        .insert(budgets)
        .values({ ...given, workspaceId: scope.workspaceId, ...by })
        .returning({ id: budgets.id });
      if (!row) throw new Error("the budget was not inserted");
      const made = await viewBudget(tx, scope, row.id, now);
      await recordAudit(tx, scope, {
        eventType: "create",
        action: "budget.create",
        resource: resourceOf(made),
        after: noted(made),
      });
      return made;
    }),
  );
  forgetBudgets(scope.workspaceId);
  return view;
}

/** Applies the given fields. */
export async function updateBudget(
  scope: Scope,
  budgetId: string,
  { amount, currency, warnAt, isHard, isActive }: Change,
  now = Date.now(),
): Promise<BudgetView> {
  const view = await withWorkspace(scope.workspaceId, async (tx) => {
    const before = await viewBudget(tx, scope, budgetId, now);
    await tx
      .update(budgets)
      .set({
        ...(amount === undefined ? {} : { amount }),
        ...(currency === undefined ? {} : { currency }),
        ...(warnAt === undefined ? {} : { warnAt }),
        ...(isHard === undefined ? {} : { isHard }),
        ...(isActive === undefined ? {} : { isActive }),
        updatedBy: scope.userId,
        updatedAt: new Date(),
      })
      .where(ownBudget(scope, budgetId));
    const after = await viewBudget(tx, scope, budgetId, now);
    await recordAudit(tx, scope, {
      eventType: "update",
      action: "budget.update",
      resource: resourceOf(after),
      before: noted(before),
      after: noted(after),
    });
    return after;
  });
  forgetBudgets(scope.workspaceId);
  return view;
}

/** Removes a budget. */
export async function deleteBudget(scope: Scope, budgetId: string, now = Date.now()): Promise<void> {
  await withWorkspace(scope.workspaceId, async (tx) => {
    const before = await viewBudget(tx, scope, budgetId, now);
    await tx.delete(budgets).where(ownBudget(scope, budgetId));
    await recordAudit(tx, scope, {
      eventType: "delete",
      action: "budget.delete",
      resource: resourceOf(before),
      before: noted(before),
    });
  });
  forgetBudgets(scope.workspaceId);
}

const ownBudget = (scope: Scope, id: string) => and(eq(budgets.id, id), eq(budgets.workspaceId, scope.workspaceId));

/** A budget for somebody who is not here would never be spent. */
async function checkSubject(tx: Transaction, scope: Scope, { subject, subjectId }: NewBudget): Promise<void> {
  if (subjectId === null) return;
  const found =
    subject === "agent"
      ? await tx
          .select({ id: agents.id })
          .from(agents)
          .where(and(eq(agents.workspaceId, scope.workspaceId), eq(agents.id, subjectId)))
      : await tx.select({ id: userRoles.userId }).from(userRoles).where(eq(userRoles.userId, subjectId)).limit(1);
  if (found.length === 0) throw new AppError("not_found", `There is no such ${subject} in this workspace.`);
}

const resourceOf = ({ id, subject, subjectName, period }: BudgetView) => ({
  type: "budget",
  id,
  name: `${subjectName ?? subject} · ${period}`,
});

const noted = ({ amount, currency, warnAt, isHard, isActive }: BudgetView) => ({
  amount,
  currency,
  warnAt,
  isHard,
  isActive,
});
