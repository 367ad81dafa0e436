// What runs that nodes start cost is paid by the agent at the top too: real workflows, a model over a real connection,
// and a run that another process goes on with.

import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { usageDaily } from "@/db/schema/observability";
import { approvals } from "@/db/schema/waiting";
import { asSystem } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { type ModelServer, startModelServer } from "@/e2e/fixtures/model-server";
import type { Scope } from "../auth/scope";
import { makeScope } from "../auth/testing/make-scope";
import { setTestEnvironment } from "../auth/testing/request";
import { createBudget } from "../budgets/commands";
import { listBudgets } from "../budgets/queries";
import { callsNoted } from "../calls/record-call";
import { publishGraph } from "../workflows/testing/publish-graph";
import { getRun } from "./queries";
import { resumeRuns } from "./resume-runs";
import { releaseRuns, runRuntime } from "./runtime";
import { startRun } from "./start-run";
import { takeRuns } from "./take-runs";
import { graphOf } from "./testing/graphs";
import { wakeRuns } from "./wake-runs";

setTestEnvironment();
// The model answers on this machine.
process.env.WEFT_ALLOW_HOSTS = "127.0.0.1";
provideDatabase();

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(async () => {
  await releaseRuns();
  await server?.stop();
});

/** An agent with its published workflow. */
async function publishAgent(scope: Scope, graph: ReturnType<typeof graphOf>) {
  const workflowId = await publishGraph(scope, graph);
  const agent = await make.agent({ workspaceId: scope.workspaceId, workflowId });
  return { id: agent.id, workflowId };
}

const calling = (workflowId: string) =>
  graphOf({ start: { type: "start" }, call: { type: "sub-workflow", config: { workflowId } }, end: { type: "end" } }, [
    "start -> call",
    "call -> end",
  ]);

/** Starts a run, approves what it asks somewhere below, and lets another owner go on from the stored rows. */
async function runApproved(scope: Scope, workflowId: string) {
  const { live, done } = await startRun(scope, workflowId, { inputs: {}, version: "production" });
  await done;
  await asSystem(async (tx) => {
    const approved = await tx
      .update(approvals)
      .set({
        status: "approved",
        decidedAt: new Date(),
        decision: { values: {}, text: null, comment: "", by: "user" },
      })
      .where(and(eq(approvals.workspaceId, scope.workspaceId), eq(approvals.status, "pending")))
      .returning({ runId: approvals.runId });
    await wakeRuns(
      tx,
      approved.map(({ runId }) => runId),
    );
  });
  await expect
    .poll(async () => {
      const rows = await takeRuns(50, [...runRuntime().executing.keys()]);
      await resumeRuns(rows);
      await Promise.all(rows.map((row) => runRuntime().executing.get(row.id)?.done));
      return (await getRun(scope, live.runId)).finishedAt;
    })
    .not.toBeNull();
  return getRun(scope, live.runId);
}

test("the agent at the top pays for the runs below it, is refused for it, and nobody else is", async () => {
  const scope = await makeScope();
  const { id: modelId } = await make.model({
    workspaceId: scope.workspaceId,
    provider: { baseUrl: server.url, auth: { type: "none" }, status: "ready" },
    modelId: "scripted",
    type: "chat",
    inputPrice: 1,
    outputPrice: 2,
  });
  const llm = { type: "llm", config: { modelId, prompt: "[[say:One]]" } } as const;
  const asking = await publishAgent(
    scope,
    graphOf(
      {
        start: { type: "start" },
        ask: { type: "approval", config: { title: "May I?" } },
        llm,
        end: { type: "end" },
      },
      ["start -> ask", "ask:approved -> llm", "ask:rejected -> llm", "llm -> end"],
    ),
  );
  // Nobody's agent stands for the workflow in between.
  const between = await publishGraph(scope, calling(asking.workflowId));
  const top = await publishAgent(scope, calling(between));
  const budget = { period: "day", currency: "USD", warnAt: 80, amount: 0.000_000_1, isHard: true } as const;
  await createBudget(scope, { ...budget, subject: "agent", subjectId: top.id, isActive: true });

  expect(await runApproved(scope, top.workflowId)).toMatchObject({ error: null, status: "succeeded" });
  await callsNoted();
  const days = await asSystem((tx) => tx.select().from(usageDaily).where(eq(usageDaily.modelId, modelId)));
  expect(days).toMatchObject([{ agentId: asking.id, payerAgentId: top.id, userId: scope.userId, calls: 1 }]);
  expect(days[0]?.cost).toBeGreaterThan(0);
  expect((await listBudgets(scope)).items).toMatchObject([{ state: "exceeded" }]);

  expect(await runApproved(scope, top.workflowId)).toMatchObject({
    status: "failed",
    error: { code: "budget_exceeded" },
  });
  // Whoever asks the agent below itself spends of that one's budget alone.
  expect(await runApproved(scope, asking.workflowId)).toMatchObject({ status: "succeeded" });
});
