import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { auditLogs } from "@/db/schema/observability";
import { asSystem } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import type { Scope } from "../auth/scope";
import { scopeOf } from "../auth/testing/scope";
import { recordCall } from "../calls/record-call";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import { holdBudgets } from "./check-budgets";
import { createBudget, deleteBudget, updateBudget } from "./commands";
import { createBudget as createOperation } from "./contract";
import { periodOf } from "./period";
import { listBudgetAlerts, listBudgets } from "./queries";

provideDatabase();

const now = Date.now();
let scope: Scope;
let modelId: string;
beforeEach(async () => {
  const workspace = await make.workspace();
  scope = scopeOf(workspace, await make.member(workspace, "admin"));
  modelId = (await make.model({ workspaceId: workspace.id })).id;
});

const body = (more: Record<string, unknown> = {}) => {
  const read = createOperation.body?.parse({ subject: "workspace", period: "month", amount: 10, ...more });
  if (!read) throw new Error("the operation has a body");
  return read;
};
const spender = (more: { agentId?: string | null; payerAgentId?: string | null; userId?: string | null } = {}) => ({
  workspaceId: scope.workspaceId,
  agentId: null,
  userId: scope.userId,
  ...more,
});
const nothing = { cost: 0, currency: "USD" };

async function spend(cost: number, more: { agentId?: string; payerAgentId?: string; currency?: string } = {}) {
  const nobody = { runId: null, workflowId: null, agentName: null, conversationId: null };
  await recordCall({
    caller: { ...nobody, ...spender(), agentId: more.agentId ?? null, payerAgentId: more.payerAgentId ?? null },
    kind: "model",
    path: null,
    targetName: "Loom",
    modelId,
    status: "success",
    endedAt: now,
    latencyMs: 1,
    usage: { promptTokens: 1, completionTokens: 1, cost, currency: more.currency ?? "USD" },
  });
}

async function hold(of = spender(), estimate = nothing) {
  const notes: string[] = [];
  const held = await holdBudgets(of, estimate, (line) => notes.push(line), now).catch((error: unknown) => error);
  return { held, notes, code: held instanceof AppError ? held.code : null };
}

describe("a budget", () => {
  test("tells what is spent of it in its period and currency, and how it stands", async () => {
    await createBudget(scope, body(), now);
    await spend(8.5);
    await spend(100, { currency: "CNY" });
    const { startedAt, resetsAt } = periodOf("month", now);
    expect((await listBudgets(scope, now)).items).toMatchObject([
      {
        spent: 8.5,
        state: "warned",
        startedAt: new Date(startedAt).toISOString(),
        resetsAt: new Date(resetsAt).toISOString(),
      },
    ]);
    expect((await listBudgetAlerts(scope, now)).items).toMatchObject([{ percent: 85, state: "warned" }]);
  });

  test("warns with a note, then refuses and says which, how much and until when", async () => {
    await createBudget(scope, body({ period: "day" }), now);
    await spend(9);
    const warned = await hold();
    expect(warned.notes).toEqual(["The daily budget of the workspace is 90 % spent: 9 of 10 USD."]);
    await spend(1);
    await updateBudget(scope, (await listBudgets(scope, now)).items[0]?.id ?? "", { warnAt: 90 }, now);
    const { code, held } = await hold();
    expect(code).toBe("budget_exceeded");
    expect(String(held)).toMatch(
      /The daily budget of the workspace is spent: 10 of 10 USD. It begins anew at \d{4}-\d\d-\d\d 00:00 UTC\./,
    );
  });

  test("that is soft only warns, and one that is switched off does nothing", async () => {
    const soft = await createBudget(scope, body({ amount: 1, isHard: false }), now);
    await spend(2);
    expect((await hold()).notes).toHaveLength(1);
    await updateBudget(scope, soft.id, { isActive: false }, now);
    expect((await hold()).notes).toEqual([]);
  });

  test("of an agent or a user leaves others alone", async () => {
    const agent = await make.agent({ workspaceId: scope.workspaceId });
    await createBudget(scope, body({ subject: "agent", subjectId: agent.id, amount: 1 }), now);
    await spend(2, { agentId: agent.id });
    expect((await hold(spender({ agentId: agent.id }))).code).toBe("budget_exceeded");
    expect((await hold(spender({ agentId: newId() }))).code).toBeNull();
    await createBudget(scope, body({ subject: "user", subjectId: scope.userId, amount: 1 }), now);
    expect((await hold(spender())).code).toBe("budget_exceeded");
    expect((await hold(spender({ userId: newId() }))).code).toBeNull();
  });

  test("of an agent pays for runs of others that its own have led to, each call once", async () => {
    const [top, below] = await Promise.all([
      make.agent({ workspaceId: scope.workspaceId }),
      make.agent({ workspaceId: scope.workspaceId }),
    ]);
    for (const agent of [top, below]) {
      await createBudget(scope, body({ subject: "agent", subjectId: agent.id, amount: agent === top ? 3 : 10 }), now);
    }
    await createBudget(scope, body({ amount: 100 }), now);
    const pair = { agentId: below.id, payerAgentId: top.id };
    await spend(2, pair);
    await spend(1, { agentId: below.id, payerAgentId: below.id });
    expect((await hold(spender(pair))).code).toBeNull();
    const held = await holdBudgets(spender(pair), { cost: 1, currency: "USD" }, () => undefined, now);
    expect((await hold(spender(pair))).code).toBe("budget_exceeded");
    expect((await hold(spender({ agentId: top.id }))).code).toBe("budget_exceeded");
    expect((await hold(spender({ agentId: below.id }))).code).toBeNull();
    held.settle(0, Promise.resolve());
    expect((await listBudgets(scope, now)).items.map(({ spent }) => spent)).toEqual([2, 3, 3]);
  });

  test("counts calls under way with what they may cost, and what they did once they are over", async () => {
    await createBudget(scope, body(), now);
    const first = await holdBudgets(spender(), { cost: 10, currency: "USD" }, () => undefined, now);
    expect((await hold()).code).toBe("budget_exceeded");
    first.settle(0, Promise.resolve());
    const second = await holdBudgets(spender(), { cost: 10, currency: "USD" }, () => undefined, now);
    const stored = spend(4);
    second.settle(4, stored);
    await stored;
    await expect.poll(async () => (await hold()).code, { timeout: 5000 }).toBeNull();
    expect((await listBudgets(scope, now)).items[0]?.spent).toBe(4);
  });

  test("is noted in the audit log once when it warns and once when it is spent", async () => {
    await createBudget(scope, body({ amount: 5, isHard: false, warnAt: 50 }), now);
    await spend(6);
    await hold();
    await hold();
    const rows = () =>
      asSystem((tx) => tx.select().from(auditLogs).where(eq(auditLogs.workspaceId, scope.workspaceId)));
    await expect
      .poll(async () => (await rows()).map(({ action }) => action).sort())
      .toEqual(["budget.create", "budget.exceed"]);
  });

  test("exists once for a subject and period, for somebody who is here, and is another's to nobody", async () => {
    const budget = await createBudget(scope, body(), now);
    const codeOf = (work: Promise<unknown>) =>
      work.then(
        () => null,
        (error: unknown) => (error instanceof AppError ? error.code : String(error)),
      );
    expect(await codeOf(createBudget(scope, body(), now))).toBe("conflict");
    const stranger = await make.agent();
    expect(await codeOf(createBudget(scope, body({ subject: "agent", subjectId: stranger.id }), now))).toBe(
      "not_found",
    );
    const elsewhere = await make.workspace();
    const other = scopeOf(elsewhere, await make.member(elsewhere, "admin"));
    expect(await codeOf(createBudget(other, body({ subject: "user", subjectId: scope.userId }), now))).toBe(
      "not_found",
    );
    expect(await codeOf(updateBudget(other, budget.id, { amount: 1 }, now))).toBe("not_found");
    expect(await codeOf(deleteBudget(other, budget.id, now))).toBe("not_found");
    await deleteBudget(scope, budget.id, now);
    expect((await listBudgets(scope, now)).items).toEqual([]);
  });
});
