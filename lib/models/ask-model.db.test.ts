import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { modelProviders, modelRoutes, models } from "@/db/schema/models";
import { callLogs } from "@/db/schema/observability";
import { asSystem, systemSql } from "@/db/system";
import { databaseUrl, provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { type ModelServer, startModelServer } from "@/e2e/fixtures/model-server";
import type { Scope } from "../auth/scope";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { createBudget } from "../budgets/commands";
import { callsNoted } from "../calls/record-call";
import type { ModelCall } from "../nodes/contract";
import { AppError } from "../shared/errors";
import { newId } from "../shared/ids";
import { type AskPorts, askModel } from "./ask-model";
import { type CallLimits, isTaken, type Limited, makeCallLimits } from "./call-limits";
import { makeCallPauses } from "./call-pauses";
import { addKey } from "./commands/change-keys";
import { createModel } from "./commands/change-models";
import { createProvider } from "./commands/create-provider";
import { replaceRoutes } from "./commands/replace-routes";
import {
  createModel as createModelOperation,
  createProvider as createProviderOperation,
  type Limits,
} from "./contract";
import { forgetModels } from "./load-model";
import { listKeys, listRoutes } from "./routing-queries";
import { embed, rerank } from "./use-text-models";

setTestEnvironment();
provideDatabase();

let server: ModelServer;
/** The connections of a second process. */
let second: postgres.Sql;
let scope: Scope;
beforeAll(async () => {
  server = await startModelServer();
  second = postgres(databaseUrl(), { max: 3, onnotice: () => {} });
});
afterAll(async () => {
  await server.stop();
  await second.end();
});
beforeEach(async () => {
  server.reset();
  forgetModels();
  const workspace = await make.workspace();
  scope = scopeOf(workspace, await make.member(workspace, "admin"));
});

interface Made {
  name: string;
  limits?: Limits;
  retryCount?: number;
  models: string[];
}
/** A provider with models, as their ids. */
async function provide({ name, models: ids, ...more }: Made): Promise<{ id: string; models: string[] }> {
  const body = createProviderOperation.body?.parse({
    name,
    kind: "openai-compatible",
    baseUrl: server.url,
    apiKey: `sk-own-key-of-${name}`,
    retryCount: 0,
    ...more,
  });
  if (!body) throw new Error("the operation has a body");
  const provider = await createProvider(scope, body);
  const made: string[] = [];
  for (const modelId of ids) {
    const wanted = createModelOperation.body?.parse({
      providerId: provider.id,
      modelId,
      name: modelId,
      inputPrice: 1,
      outputPrice: 2,
    });
    if (!wanted) throw new Error("the operation has a body");
    made.push((await createModel(scope, wanted)).id);
  }
  return { id: provider.id, models: made };
}

const portsOn = (sql: () => postgres.Sql): Partial<AskPorts> => ({
  limits: makeCallLimits(sql),
  pauses: makeCallPauses(sql),
  random: () => 0.5,
  longestWaitMs: 300,
  call: { fetch: globalThis.fetch, sleep: async () => {}, random: () => 0 },
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 50))),
});

async function ask(modelId: string, question: string, ports = portsOn(systemSql), more: Partial<ModelCall> = {}) {
  const notes: string[] = [];
  const heard: string[] = [];
  const caller = {
    workspaceId: scope.workspaceId,
    ...{ runId: newId(), workflowId: null, agentId: null, agentName: null, conversationId: null },
    userId: scope.userId,
  };
  const result = await askModel(
    caller,
    {
      modelId,
      system: null,
      messages: [{ role: "user", content: question }],
      parameters: {},
      path: "llm",
      signal: new AbortController().signal,
      onText: (delta) => heard.push(delta),
      onThought: () => undefined,
      onNote: (line) => notes.push(line),
      ...more,
    },
    ports,
  ).then(
    (answer) => ({ answer, failure: null }),
    (failure: unknown) => ({ answer: null, failure }),
  );
  await callsNoted();
  const code = result.failure instanceof AppError ? result.failure.code : null;
  const rows = await asSystem((tx) =>
    tx.select().from(callLogs).where(eq(callLogs.runId, caller.runId)).orderBy(callLogs.id),
  );
  return { ...result, code, notes, heard, rows };
}

/** Makes one model answer for by several, in this order. */
async function route(modelId: string, ...targets: string[]) {
  const routes = targets.map((targetModelId, priority) => ({ targetModelId, priority, weight: 1, isActive: true }));
  await replaceRoutes(scope, modelId, routes);
}

describe("a call of a model", () => {
  test("is noted with its place, tokens and money", async () => {
    const { models: made } = await provide({ name: "Loom", models: ["warp"] });
    const { answer, rows } = await ask(made[0] ?? "", "[[say:Yes]]");
    expect(answer?.text).toBe("Yes");
    expect(rows).toMatchObject([
      { status: "success", path: "llm", modelId: made[0], targetName: "warp", completionTokens: 1, currency: "USD" },
    ]);
    expect(rows[0]?.cost).toBeGreaterThan(0);
  });

  test("that is stopped is noted with what it had used by then", async () => {
    const { models: made } = await provide({ name: "Loom", models: ["warp"] });
    const stop = new AbortController();
    const { rows } = await ask(made[0] ?? "", "[[words:200]] [[slow:10]]", portsOn(systemSql), {
      signal: stop.signal,
      onText: (delta) => {
        if (delta.includes("w8")) stop.abort();
      },
    });
    expect(rows).toMatchObject([{ status: "cancelled" }]);
    expect(rows[0]?.completionTokens).toBeGreaterThan(3);
    expect(rows[0]?.cost).toBeGreaterThan(0);
  });

  test.each(["server", "rate", "silent", "html", "key", "quota", "model"] as const)(
    "goes on with the next model where the first one fails with %s",
    async (fault) => {
      const bad = await provide({ name: "Bad", models: [`fault-${fault}`] });
      const good = await provide({ name: "Good", models: ["weft"] });
      if (fault === "silent") {
        await asSystem((tx) => tx.update(modelProviders).set({ timeoutMs: 100 }).where(eq(modelProviders.id, bad.id)));
        forgetModels();
      }
      const [from = "", to = ""] = [bad.models[0], good.models[0]];
      await route(from, from, to);
      const { answer, rows, notes } = await ask(from, "[[say:Here]]");
      expect(answer).toMatchObject({ text: "Here", usage: { modelId: to } });
      expect(rows.map(({ status, modelId }) => [status, modelId])).toEqual([
        [fault === "silent" ? "timeout" : "error", from],
        ["success", to],
      ]);
      expect(notes.at(-1)).toContain("Going on with weft.");
    },
  );

  test("stays with the model whose words were passed on", async () => {
    const bad = await provide({ name: "Bad", models: ["fault-broken"] });
    const good = await provide({ name: "Good", models: ["weft"] });
    const [from = "", to = ""] = [bad.models[0], good.models[0]];
    await route(from, from, to);
    const { code, heard, rows } = await ask(from, "[[words:40]]");
    expect([code, rows.length]).toEqual(["provider_stream_broken", 1]);
    expect(heard.join("")).toContain("w1");
    expect(rows[0]?.completionTokens).toBeGreaterThan(3);
  });

  test("is not moved on where the question itself is refused", async () => {
    const bad = await provide({ name: "Bad", models: ["fault-context"] });
    const good = await provide({ name: "Good", models: ["weft"] });
    const [from = "", to = ""] = [bad.models[0], good.models[0]];
    await route(from, from, to);
    expect((await ask(from, "hi")).code).toBe("context_too_long");
  });

  test("is tried again as often as its provider says, each try noted", async () => {
    const { models: made } = await provide({ name: "Loom", models: ["warp"], retryCount: 2 });
    server.script({ fault: "server", times: 2 });
    const { answer, rows, notes } = await ask(made[0] ?? "", "[[say:Third]]");
    expect(answer?.text).toBe("Third");
    expect(rows.map(({ status, retryCount }) => [status, retryCount])).toEqual([
      ["error", 0],
      ["error", 1],
      ["success", 2],
    ]);
    expect(notes).toHaveLength(2);
  });

  test("with another key goes on with it, and leaves the one alone that asked for it, in every process", async () => {
    const { id, models: made } = await provide({ name: "Loom", models: ["warp"] });
    await addKey(scope, id, { name: "Second", apiKey: "sk-second-key-12345", weight: 0, limits: {} });
    server.script({ fault: "rate", retryAfterSeconds: 30, times: 1 });
    const ports = portsOn(systemSql);
    const first = await ask(made[0] ?? "", "[[say:One]]", ports);
    expect(first.answer?.text).toBe("One");
    expect(server.requests.map(({ authorization }) => authorization)).toEqual([
      "Bearer sk-own-key-of-Loom",
      "Bearer sk-second-key-12345",
    ]);
    await ports.pauses?.settled();
    const other = portsOn(() => second);
    await expect.poll(() => other.pauses?.of(id)?.reason).toBe("provider_rate_limited");
    expect((await ask(made[0] ?? "", "[[say:Two]]", other)).answer?.text).toBe("Two");
    expect(server.requests.at(-1)?.authorization).toBe("Bearer sk-second-key-12345");
    expect(server.requests).toHaveLength(3);
    expect((await listKeys(scope, id)).items[0]?.pause).toBeNull();
  });

  test("says that a provider asked for a pause where nothing else is left, and asks it no more", async () => {
    const { models: made } = await provide({ name: "Loom", models: ["warp"] });
    server.script({ fault: "rate", retryAfterSeconds: 30, times: 1 });
    const ports = portsOn(systemSql);
    expect((await ask(made[0] ?? "", "hi", ports)).code).toBe("provider_rate_limited");
    const again = await ask(made[0] ?? "", "hi", ports);
    expect([again.code, server.requests.length]).toEqual(["provider_rate_limited", 1]);
  });

  test("comes back to a model that failed once its pause is over, and shows the pause until then", async () => {
    const bad = await provide({ name: "Bad", models: ["warp"] });
    const good = await provide({ name: "Good", models: ["weft"] });
    const [from = "", to = ""] = [bad.models[0], good.models[0]];
    await route(from, from, to);
    server.script({ fault: "server", times: 1 });
    const ports = portsOn(systemSql);
    await ask(from, "hi", ports);
    await ports.pauses?.settled();
    expect((await listRoutes(scope, from)).items[0]?.pause).toMatchObject({ reason: "provider_failed", failures: 1 });
    expect((await ask(from, "hi", ports)).rows.map(({ modelId }) => modelId)).toEqual([to]);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    expect((await ask(from, "hi", ports)).rows.map(({ modelId }) => modelId)).toEqual([from]);
  });

  test("is refused before it is made once a budget is spent", async () => {
    const { models: made } = await provide({ name: "Loom", models: ["warp"] });
    const budget = { subject: "workspace", subjectId: null, period: "day", currency: "USD", warnAt: 80 } as const;
    await createBudget(scope, { ...budget, amount: 0.0000001, isHard: true, isActive: true });
    expect((await ask(made[0] ?? "", "[[say:One]]")).code).toBeNull();
    const { code, rows } = await ask(made[0] ?? "", "[[say:Two]]");
    expect([code, rows, server.requests.length]).toEqual(["budget_exceeded", [], 1]);
  });

  test("of a route that is switched off, or of another workspace's, is never made", async () => {
    const { models: made } = await provide({ name: "Loom", models: ["warp", "weft"] });
    const [from = "", to = ""] = made;
    await route(from, to, from);
    await asSystem((tx) => tx.update(modelRoutes).set({ isActive: false }).where(eq(modelRoutes.targetModelId, to)));
    await asSystem((tx) => tx.update(models).set({ status: "disabled" }).where(eq(models.id, to)));
    forgetModels();
    expect((await ask(from, "hi")).rows.map(({ modelId }) => modelId)).toEqual([from]);
    const foreign = await make.model();
    await expect(
      replaceRoutes(scope, from, [{ targetModelId: foreign.id, priority: 0, weight: 1, isActive: true }]),
    ).rejects.toMatchObject({ code: "invalid_request" });
  });
});

describe("models of texts", () => {
  const caller = () => ({
    workspaceId: scope.workspaceId,
    ...{ runId: newId(), workflowId: null, agentId: null, agentName: null, conversationId: null },
    userId: scope.userId,
  });
  const signal = new AbortController().signal;

  async function makeText(type: "embedding" | "rerank", ...ids: string[]): Promise<string[]> {
    const { id: providerId } = await provide({ name: `For-${type}`, models: [] });
    const made: string[] = [];
    for (const modelId of ids) {
      const body = createModelOperation.body?.parse({ providerId, modelId, type, inputPrice: 1 });
      if (!body) throw new Error("the operation has a body");
      made.push((await createModel(scope, body)).id);
    }
    return made;
  }

  test("make vectors through routes, noted with what they used", async () => {
    const [from = "", to = ""] = await makeText("embedding", "fault-server", "vectors");
    await route(from, from, to);
    const who = caller();
    const call = { modelId: from, texts: ["one", "three"], signal };
    const { vectors, usage } = await embed(who, call, portsOn(systemSql));
    expect(vectors.map(([length]) => length)).toEqual([3, 5]);
    expect(usage).toMatchObject({ promptTokens: 2, completionTokens: 0, modelId: to });
    await callsNoted();
    const rows = await asSystem((tx) => tx.select().from(callLogs).where(eq(callLogs.runId, who.runId)));
    expect(rows.map(({ status }) => status).sort()).toEqual(["error", "success"]);
  });

  test("rank documents, and say what failed", async () => {
    const [good = "", bad = ""] = await makeText("rerank", "ranks", "fault-rubbish");
    const call = { query: "weft", documents: ["a warp", "the weft"], signal };
    const { results, usage } = await rerank(caller(), { modelId: good, ...call }, portsOn(systemSql));
    expect([results, usage.promptTokens]).toEqual([
      [
        { index: 1, score: 0.9 },
        { index: 0, score: 0.1 },
      ],
      7,
    ]);
    const failed = rerank(caller(), { modelId: bad, ...call }, portsOn(systemSql));
    await expect(failed).rejects.toMatchObject({ code: "provider_bad_answer" });
  });
});

describe("limits", () => {
  const subject = (limits: Limits): Limited => ({ id: newId(), name: "Loom", limits });
  const processes = (): CallLimits[] => [makeCallLimits(systemSql), makeCallLimits(() => second)];

  test("of 60 requests a minute are kept by two processes together", async () => {
    const loom = subject({ requestsPerMinute: 60 });
    const answers = await Promise.all(
      processes().flatMap((limits) => Array.from({ length: 50 }, () => limits.take([loom], 0))),
    );
    // At the turn of a minute the one before counts in part, never more than all.
    expect(answers.filter(isTaken)).toHaveLength(60);
    for (const answer of answers) if (!isTaken(answer)) expect(answer.waitMs).toBeGreaterThan(0);
  });

  test("of two at a time are kept by two processes together, and places are given back", async () => {
    const loom = subject({ concurrency: 2 });
    let now = 0;
    let most = 0;
    let made = 0;
    async function work(limits: CallLimits) {
      for (let i = 0; i < 5; i++) {
        const answer = await limits.take([loom], 0);
        if (!isTaken(answer)) {
          i -= 1;
          await new Promise((resolve) => setTimeout(resolve, 2));
          continue;
        }
        now += 1;
        most = Math.max(most, now);
        await new Promise((resolve) => setTimeout(resolve, 3));
        now -= 1;
        made += 1;
        answer.release(0);
        await limits.settled();
      }
    }
    await Promise.all(processes().flatMap((limits) => [work(limits), work(limits), work(limits)]));
    expect([made, most]).toEqual([30, 2]);
  });

  test("of tokens count what a call really used once it is over", async () => {
    const loom = subject({ tokensPerMinute: 1000 });
    const [limits] = processes();
    const first = await limits?.take([loom], 900);
    expect(isTaken((await limits?.take([loom], 200)) ?? { subject: loom, waitMs: 0 })).toBe(false);
    if (!first || !isTaken(first)) throw new Error("the first call was refused");
    first.release(100);
    await limits?.settled();
    expect(isTaken((await limits?.take([loom], 200)) ?? { subject: loom, waitMs: 0 })).toBe(true);
  });

  test("take nothing of one subject where another one refuses", async () => {
    const [wide, narrow] = [subject({ requestsPerMinute: 3 }), subject({ requestsPerMinute: 1 })];
    const limits = makeCallLimits(systemSql);
    await limits.take([wide, narrow], 0);
    for (let i = 0; i < 5; i++) expect(isTaken(await limits.take([wide, narrow], 0))).toBe(false);
    expect([isTaken(await limits.take([wide], 0)), isTaken(await limits.take([wide], 0))]).toEqual([true, true]);
    expect(isTaken(await limits.take([wide], 0))).toBe(false);
  });

  test("cost little where they are set and nothing where none are", async () => {
    const [limits, loom] = [makeCallLimits(systemSql), subject({ requestsPerMinute: 1_000_000, concurrency: 1000 })];
    const timesOf = async (one: Limited) => {
      const times: number[] = [];
      for (let i = 0; i < 200; i++) {
        const begun = performance.now();
        const answer = await limits.take([one], 10);
        times.push(performance.now() - begun);
        if (isTaken(answer)) answer.release(10);
      }
      await limits.settled();
      return times.sort((a, b) => a - b)[100] ?? 0;
    };
    const [set, none] = [await timesOf(loom), await timesOf(subject({}))];
    process.stdout.write(`limits: p50 ${set.toFixed(2)} ms where set, ${none.toFixed(4)} ms where not\n`);
    expect(none).toBeLessThan(set);
  });

  test("make a call wait a little, then go to another model, then fail with a clear error", async () => {
    const narrow = await provide({ name: "Narrow", models: ["warp"], limits: { requestsPerMinute: 1 } });
    const spare = await provide({ name: "Spare", models: ["weft"], limits: { requestsPerMinute: 1 } });
    const [from = "", to = ""] = [narrow.models[0], spare.models[0]];
    await route(from, from, to);
    const answered: (string | null | undefined)[] = [];
    for (let i = 0; i < 2; i++) answered.push((await ask(from, "hi")).rows[0]?.modelId);
    expect(answered).toEqual([from, to]);
    const { failure, code } = await ask(from, "hi");
    expect(code).toBe("call_limit_reached");
    expect(String(failure)).toContain("The limit of Narrow is reached, and nothing else can answer for warp.");
  });
});
