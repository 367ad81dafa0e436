// Asks before a call of a model whether its budgets allow it, and holds what it may cost until that is known. Whoever
// is warned or refused first in a period is noted in the audit log. Server only.

import { and, eq, gte, sql } from "drizzle-orm";
import { auditLogs } from "@/db/schema/observability";
import { withWorkspace } from "@/db/scope";
import { recordAuditOf } from "../audit/record-audit";
import { log } from "../log";
import { AppError } from "../shared/errors";
import { momentText, moneyText, nameOfBudget, percentOf, stateOf } from "./judge-budget";
import { addExpense, currentBudgets, dropExpense, type Expense, paysFor } from "./known-budgets";
import { periodOf } from "./period";
import type { SpentBudget } from "./read-budgets";

export interface Spender {
  workspaceId: string;
  agentId: string | null;
  /** The agent at the top of the runs that led here, where it is another one. */
  payerAgentId?: string | null;
  userId: string | null;
}

/** What a call holds of its budgets until it is over. */
export interface Hold {
  /** Replaces what it may cost by what it did; `stored` resolves when the day's sums have it. */
  settle(cost: number, stored: Promise<void>): void;
}

/** Holds money for a call; throws `budget_exceeded` where a budget is spent that refuses. */
export async function holdBudgets(
  spender: Spender,
  estimate: { cost: number; currency: string },
  onNote: (line: string) => void,
  now = Date.now(),
): Promise<Hold> {
  const { agentId, payerAgentId = null, userId } = spender;
  const payers = { agentId, payerAgentId, userId };
  const concerned = (await currentBudgets(spender.workspaceId, now)).filter((budget) => paysFor(budget, payers));
  for (const budget of concerned) {
    const state = stateOf(budget, budget.spent);
    if (state === "ok") continue;
    const { resetsAt, startedAt } = periodOf(budget.period, now);
    const name = nameOfBudget(budget.subject, budget.period);
    const action = state === "exceeded" ? "budget.exceed" : "budget.warn";
    noteOnce(spender.workspaceId, budget, action, startedAt);
    const sums = `${moneyText(budget.spent)} of ${moneyText(budget.amount)} ${budget.currency}`;
    if (state === "exceeded" && budget.isHard) {
      const begins = `It begins anew at ${momentText(resetsAt)}.`;
      throw new AppError("budget_exceeded", `${capital(name)} is spent: ${sums}. ${begins}`, {
        params: {
          budget: name,
          budgetId: budget.id,
          spent: moneyText(budget.spent),
          amount: moneyText(budget.amount),
          currency: budget.currency,
          until: momentText(resetsAt),
        },
      });
    }
    onNote(`${capital(name)} is ${percentOf(budget, budget.spent)} % spent: ${sums}.`);
  }
  const expense: Expense = { ...payers, ...estimate, storedAt: null };
  if (concerned.length > 0) addExpense(spender.workspaceId, expense);
  return {
    settle(cost, stored) {
      expense.cost = cost;
      if (cost === 0) dropExpense(spender.workspaceId, expense);
      else
        void stored.then(() => {
          expense.storedAt = performance.now();
        });
    },
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What this process has noted, by budget, action and period. */
const noted = new Set<string>();
const mostNoted = 10_000;
const nobody = { id: null, type: "system" as const, name: "budget", ip: null, userAgent: null, sessionId: null };

/** Notes that a budget is nearly or wholly spent, once in a period over all processes; nobody waits for it. */
function noteOnce(
  workspaceId: string,
  budget: SpentBudget,
  action: "budget.warn" | "budget.exceed",
  startedAt: number,
): void {
  const key = `${budget.id} ${action} ${startedAt} ${budget.amount} ${budget.warnAt}`;
  if (noted.has(key)) return;
  if (noted.size >= mostNoted) noted.clear();
  noted.add(key);
  withWorkspace(workspaceId, async (tx) => {
    // Two processes that notice it in the same moment look one after the other.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${budget.id} ${action}`}, 0))`);
    const earlier = await tx
      .select({ id: auditLogs.id })
      .from(auditLogs)
      .where(
        and(
          eq(auditLogs.workspaceId, workspaceId),
          eq(auditLogs.action, action),
          eq(auditLogs.resourceId, budget.id),
          gte(auditLogs.createdAt, new Date(startedAt)),
        ),
      )
      .limit(1);
    if (earlier.length > 0) return;
    await recordAuditOf(tx, workspaceId, nobody, null, {
      eventType: "access",
      action,
      resource: { type: "budget", id: budget.id, name: `${budget.subject} · ${budget.period}` },
      riskLevel: action === "budget.exceed" ? "medium" : "low",
      metadata: { spent: budget.spent, amount: budget.amount, currency: budget.currency },
    });
  }).catch((error) => {
    noted.delete(key);
    log.warn({ err: error }, "could not note how a budget stands");
  });
}
