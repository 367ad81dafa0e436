// The active budgets of a workspace as this process knows them, at most a second old, and what its own calls add to
// them meanwhile: those under way with what they may cost, ended ones until their cost can be read. Server only.

import { eq } from "drizzle-orm";
import { budgets } from "@/db/schema/observability";
import { withWorkspace } from "@/db/scope";
import { readBudgets, type SpentBudget } from "./read-budgets";

const freshMs = 1_000;
const mostKept = 2_000;

/** What a call of this process has cost or may cost, and for whom. */
export interface Expense {
  agentId: string | null;
  payerAgentId: string | null;
  userId: string | null;
  cost: number;
  currency: string;
  /** When it could be read from the day's sums; null = not yet. */
  storedAt: number | null;
}

interface Known {
  at: number;
  budgets: SpentBudget[];
  expenses: Set<Expense>;
  reading: Promise<void> | null;
}

const known = new Map<string, Known>();

function knownOf(workspaceId: string): Known {
  const found = known.get(workspaceId) ?? { at: -freshMs, budgets: [], expenses: new Set(), reading: null };
  if (!known.has(workspaceId)) {
    known.set(workspaceId, found);
    const oldest = known.entries().next();
    if (known.size > mostKept && !oldest.done && oldest.value[1].expenses.size === 0) known.delete(oldest.value[0]);
  }
  return found;
}

/** The workspace's budgets with what is spent of them, as of a second ago at most, with this process's own calls. */
export async function currentBudgets(workspaceId: string, now: number): Promise<SpentBudget[]> {
  const own = knownOf(workspaceId);
  if (performance.now() - own.at >= freshMs) {
    own.reading ??= read(workspaceId, own, now).finally(() => {
      own.reading = null;
    });
    await own.reading;
  }
  return own.budgets.map((budget) => ({ ...budget, spent: budget.spent + sumFor(budget, own.expenses) }));
}

async function read(workspaceId: string, own: Known, now: number): Promise<void> {
  const begun = performance.now();
  own.budgets = await withWorkspace(workspaceId, (tx) => readBudgets(tx, workspaceId, now, eq(budgets.isActive, true)));
  own.at = begun;
  // What was stored before the read began is in its sums.
  for (const expense of own.expenses) {
    if (expense.storedAt !== null && expense.storedAt < begun) own.expenses.delete(expense);
  }
}

function sumFor({ subject, subjectId, currency }: SpentBudget, expenses: ReadonlySet<Expense>): number {
  let sum = 0;
  for (const expense of expenses) {
    if (expense.currency !== currency) continue;
    if (paysFor({ subject, subjectId }, expense)) sum += expense.cost;
  }
  return sum;
}

/** Whether a budget pays for what somebody spends: an agent's also where its run has led to one of another agent. */
export function paysFor(
  { subject, subjectId }: Pick<SpentBudget, "subject" | "subjectId">,
  { agentId, payerAgentId, userId }: Pick<Expense, "agentId" | "payerAgentId" | "userId">,
): boolean {
  if (subject === "workspace") return true;
  if (subject === "user") return subjectId === userId;
  return subjectId === agentId || subjectId === payerAgentId;
}

/** Adds a call that begins. */
export function addExpense(workspaceId: string, expense: Expense): void {
  knownOf(workspaceId).expenses.add(expense);
}

/** Takes a call back that has cost nothing. */
export function dropExpense(workspaceId: string, expense: Expense): void {
  known.get(workspaceId)?.expenses.delete(expense);
}

/** Reads anew at the next call, after budgets changed in this process. */
export function forgetBudgets(workspaceId: string): void {
  const own = known.get(workspaceId);
  if (own) own.at = -freshMs;
}
