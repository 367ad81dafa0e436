import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { usageDaily } from "@/db/schema/observability";
import { asSystem, systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import type { Scope } from "../auth/scope";
import { scopeOf } from "../auth/testing/scope";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import { exportUsage } from "../usage/export-usage";
import { getUsage } from "../usage/queries";
import { type CallRecord, rowOfCall, rowOfRunEnd } from "./call-record";
import { makeCallWriter } from "./call-writer";
import { updateCallLogSettings } from "./commands";
import { getCall, listCalls } from "./queries";
import { allNoted, callsNoted, recordCall, recordRunEnd } from "./record-call";
import { type CallBatch, writeCalls } from "./write-calls";

provideDatabase();

let scope: Scope;
let modelId: string;
beforeEach(async () => {
  const workspace = await make.workspace();
  scope = scopeOf(workspace, await make.user());
  modelId = (await make.model({ workspaceId: workspace.id, displayName: "=Loom" })).id;
});
afterEach(() => vi.useRealTimers());

const now = Date.parse("2026-11-23T12:00:00Z");
function record(more: Partial<CallRecord> = {}): CallRecord {
  const nobody = { runId: null, workflowId: null, agentId: null, agentName: null, conversationId: null };
  return {
    caller: { workspaceId: scope.workspaceId, ...nobody, userId: scope.userId },
    kind: "model",
    path: "llm",
    targetName: "Loom",
    modelId,
    status: "success",
    endedAt: now,
    latencyMs: 12.6,
    usage: { promptTokens: 10, completionTokens: 5, cachedTokens: 4, cost: 0.25, currency: "USD" },
    ...more,
  };
}

async function noted(...records: CallRecord[]) {
  for (const one of records) void recordCall(one);
  await callsNoted();
}

const usage = (query: Partial<Parameters<typeof getUsage>[1]> = {}) =>
  getUsage(scope, { by: "day", daily: false, ...query }, now);

describe("a call", () => {
  test("is listed, and what it used is added to its day, failed and cancelled ones included", async () => {
    await noted(
      record(),
      record({ status: "error", error: { code: "provider_failed", message: "It failed." } }),
      record({ status: "cancelled" }),
      record({ kind: "tool", modelId: undefined as never, toolId: newId() }),
    );
    const { items } = await listCalls(scope, { limit: 10 });
    expect(items.map(({ status }) => status)).toEqual(["success", "cancelled", "error", "success"]);
    expect((await listCalls(scope, { limit: 10, status: "error" })).items).toMatchObject([
      { error: { code: "provider_failed", message: "It failed." }, latencyMs: 13, cost: 0.25 },
    ]);
    expect((await usage()).items).toEqual([
      {
        key: "2026-11-23",
        name: "2026-11-23",
        calls: 3,
        failedCalls: 1,
        promptTokens: 30,
        completionTokens: 15,
        cachedTokens: 12,
        runs: 0,
        successes: 0,
        durationMs: 0,
        costs: { USD: 0.75 },
      },
    ]);
  });

  test("is counted once when its batch is sent a second time", async () => {
    const batch: CallBatch = {
      calls: [rowOfCall(record(), { keepParameters: false, keepBodies: false })],
      runEnds: [],
    };
    await writeCalls(systemSql(), batch);
    await writeCalls(systemSql(), batch);
    expect((await usage()).total).toMatchObject({ calls: 1, costs: { USD: 0.25 } });
  });

  test("keeps parameters and bodies only where the workspace says so, without credentials", async () => {
    const secretive = record({
      parameters: () => ({ temperature: 1 }),
      bodies: () => ({ request: { apiKey: "abc", text: "use sk-abcdefghijklmnopqrstuvwx" }, response: "Yes" }),
    });
    await noted(secretive);
    await updateCallLogSettings(scope, { keepBodies: true });
    await noted(secretive);
    const { items } = await listCalls(scope, { limit: 10 });
    const [after, before] = await Promise.all(items.map(({ id }) => getCall(scope, id)));
    expect(before).toMatchObject({ parameters: null, requestBody: null, responseBody: null });
    expect(after).toMatchObject({
      parameters: null,
      requestBody: { apiKey: "[hidden]", text: "use [hidden]" },
      responseBody: "Yes",
    });
  });

  test("of another workspace is not found", async () => {
    await noted(record());
    const other = scopeOf(await make.workspace(), await make.user());
    const [call] = (await listCalls(scope, { limit: 1 })).items;
    expect((await listCalls(other, { limit: 10 })).items).toEqual([]);
    const error = await getCall(other, call?.id ?? "").catch((thrown: unknown) => thrown);
    expect(error instanceof AppError && error.code).toBe("not_found");
  });

  test("pages by its id", async () => {
    await noted(record(), record(), record());
    const first = await listCalls(scope, { limit: 2 });
    const second = await listCalls(scope, { limit: 2, cursor: first.nextCursor ?? "" });
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([2, 1, null]);
  });
});

describe("usage", () => {
  test("is summed by model with its name, by day within it, and currencies stay apart", async () => {
    await noted(
      record(),
      record({ endedAt: now - 86_400_000, usage: { promptTokens: 1, completionTokens: 1, cost: 7, currency: "CNY" } }),
    );
    recordRunEnd({
      workspaceId: scope.workspaceId,
      workflowId: null,
      agentId: null,
      userId: scope.userId,
      succeeded: true,
      durationMs: 40,
      endedAt: now,
    });
    await allNoted();
    const { items, total } = await usage({ by: "model", daily: true });
    expect(total).toMatchObject({ calls: 2, runs: 1, successes: 1, durationMs: 40, costs: { USD: 0.25, CNY: 7 } });
    expect(items.map(({ key, name, calls, runs }) => [key, name, calls, runs])).toEqual([
      [modelId, "=Loom", 2, 0],
      [null, null, 0, 1],
    ]);
    expect(items[0]?.days?.map(({ day, costs }) => [day, costs])).toEqual([
      ["2026-11-22", { CNY: 7 }],
      ["2026-11-23", { USD: 0.25 }],
    ]);
  });

  test("downloads as a file whose cells compute nothing", async () => {
    await noted(record());
    const text = await (await exportUsage(scope, {}, now)).text();
    const [head, line] = text.trim().split("\r\n");
    expect(head).toContain("day,model,model_id");
    expect(line).toContain(`2026-11-23,'=Loom,${modelId},,,,,`);
  });

  test("is the same when processes write the same days at the same time", async () => {
    const rows = Array.from({ length: 40 }, (_, i) =>
      rowOfRunEnd({
        workspaceId: scope.workspaceId,
        workflowId: null,
        agentId: null,
        userId: null,
        succeeded: true,
        durationMs: 1,
        endedAt: now - (i % 7) * 86_400_000,
      }),
    );
    await Promise.all(
      rows.map((_, i) => writeCalls(systemSql(), { calls: [], runEnds: [...rows.slice(i), ...rows.slice(0, i)] })),
    );
    expect((await usage()).total.runs).toBe(1600);
  });
});

describe("the writer", () => {
  test("stores the others of a batch in which one row is refused", async () => {
    const gone = record();
    gone.caller = { ...gone.caller, workspaceId: newId() };
    await noted(record(), gone, record());
    expect((await listCalls(scope, { limit: 10 })).items).toHaveLength(2);
  });

  test("waits while the database is away, and gives up after its time", async () => {
    const away = Object.assign(new Error("away"), { code: "CONNECTION_CLOSED" });
    let failures = 2;
    const stored: CallBatch[] = [];
    const limits = { mostAtOnce: 10, mostWaiting: 10, retryForMs: 200, retryEveryMs: 5, restMs: 0 };
    const writer = makeCallWriter(async (batch) => {
      if (failures-- > 0) throw away;
      stored.push(batch);
    }, limits);
    writer.addCall({ n: 1 });
    await writer.written();
    expect(stored).toEqual([{ calls: [{ n: 1 }], runEnds: [] }]);
    failures = Number.POSITIVE_INFINITY;
    writer.addCall({ n: 2 });
    await writer.written();
    expect([stored.length, writer.isDone()]).toEqual([1, true]);
  });

  test("leaves nothing of a day behind that another workspace sees", async () => {
    await noted(record());
    const rows = await asSystem((tx) => tx.select().from(usageDaily));
    expect(rows.some((row) => row.workspaceId === scope.workspaceId)).toBe(true);
    const other = scopeOf(await make.workspace(), await make.user());
    expect((await getUsage(other, { by: "day", daily: false }, now)).items).toEqual([]);
  });
});
