// Prompt templates through their endpoints: versions that never change, what is refused, who may, and a test that asks
// a model.

import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DELETE as deletePrompt, GET as getPrompt, PATCH as updatePrompt } from "@/app/api/v1/prompts/[promptId]/route";
import { GET as listUses } from "@/app/api/v1/prompts/[promptId]/uses/route";
import { POST as restoreVersion } from "@/app/api/v1/prompts/[promptId]/versions/[number]/restore/route";
import { GET as getVersion } from "@/app/api/v1/prompts/[promptId]/versions/[number]/route";
import { POST as createVersion, GET as listVersions } from "@/app/api/v1/prompts/[promptId]/versions/route";
import { GET as listCategories } from "@/app/api/v1/prompts/categories/route";
import { POST as createPrompt, GET as listPrompts } from "@/app/api/v1/prompts/route";
import { POST as testPrompt } from "@/app/api/v1/prompts/test/route";
import { models } from "@/db/schema/models";
import { auditLogs, callLogs } from "@/db/schema/observability";
import { promptTemplates } from "@/db/schema/prompts";
import { workflowReferences, workflows } from "@/db/schema/workflows";
import { asSystem } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { type ModelServer, startModelServer } from "@/e2e/fixtures/model-server";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { callsNoted } from "../calls/record-call";
import type { RouteHandler } from "../http/handle";
import { makeProgram, type Program } from "../http/testing/call-route";
import { createProvider } from "../models/commands/create-provider";
import { createProvider as createProviderOperation } from "../models/contract";
import type { JsonObject } from "../shared/json";
import type { PromptTestEvent, PromptView } from "./contract";
import { promptUsesNoted } from "./note-use";
import { readPrompt } from "./read-prompt";

setTestEnvironment();
process.env.WEFT_ALLOW_HOSTS = "127.0.0.1";
provideDatabase();

let server: ModelServer;
beforeAll(async () => {
  server = await startModelServer();
});
afterAll(() => server.stop());

let program: Program;
beforeEach(async () => {
  server.reset();
  program = await makeProgram();
});

const greeting = {
  name: "Greeting",
  category: "Welcome",
  template: "Greet {{name}} in {{language}}.",
  variables: [{ name: "language", type: "string", options: ["English", "中文"], default: "English" }],
};

async function add(more: JsonObject = {}): Promise<PromptView> {
  const made = await program.call(createPrompt, { body: { ...greeting, ...more } });
  expect(made).toMatchObject({ status: 201 });
  return made.body;
}
const addVersion = (promptId: string, body: JsonObject) => program.call(createVersion, { params: { promptId }, body });
const actionsOf = async (id: string) =>
  (
    await asSystem((tx) =>
      tx.select({ action: auditLogs.action }).from(auditLogs).where(eq(auditLogs.resourceId, id)).orderBy(auditLogs.id),
    )
  ).map(({ action }) => action);

describe("a prompt", () => {
  test("begins with a version, whose variables are those of its text in its order", async () => {
    const made = await add({ note: "First" });
    expect(made).toMatchObject({ name: "Greeting", category: "Welcome", isActive: true, currentNumber: 1 });
    expect(made).toMatchObject({ variableCount: 2, usageCount: 0 });
    expect(made.current).toMatchObject({ number: 1, note: "First", isCurrent: true, length: 31 });
    expect(made.current.variables).toEqual([
      { name: "name", type: "string", required: true },
      { name: "language", type: "string", options: ["English", "中文"], default: "English" },
    ]);
    expect(await program.call(getPrompt, { params: { promptId: made.id } })).toEqual({ status: 200, body: made });
  });

  test("gets versions that stay as they are; an earlier one comes back as a new one", async () => {
    const { id: promptId } = await add();
    const second = await addVersion(promptId, { template: "Hello {{name}}", note: "Shorter", basedOn: 1 });
    expect(second).toMatchObject({ status: 201, body: { number: 2, isCurrent: true } });
    const late = await addVersion(promptId, { template: "Hi {{name}}", basedOn: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: "conflict", current: 2 } });

    const first = { params: { promptId, number: "1" } };
    expect((await program.call(restoreVersion, { ...first, body: {} })).body).toMatchObject({
      number: 3,
      template: greeting.template,
      isCurrent: true,
    });
    const third = { params: { promptId, number: "3" } };
    expect(await program.call(restoreVersion, { ...third, body: {} })).toMatchObject({ status: 409 });
    expect((await program.call(getVersion, first)).body).toMatchObject({
      template: greeting.template,
      isCurrent: false,
    });
    const page = await program.call(listVersions, { params: { promptId }, query: { limit: "2" } });
    expect(page.body.items.map(({ number }: { number: number }) => number)).toEqual([3, 2]);
    const { nextCursor: cursor } = page.body;
    const rest = await program.call(listVersions, { params: { promptId }, query: { limit: "2", cursor } });
    expect(rest.body).toMatchObject({ items: [{ number: 1 }], nextCursor: null });
    expect(await actionsOf(promptId)).toEqual(["prompt.create", "prompt.version", "prompt.restore"]);
  });

  test("gets each number once, however many people save at a time", async () => {
    const { id: promptId } = await add();
    const saved = await Promise.all(
      Array.from({ length: 8 }, (_, n) => addVersion(promptId, { template: `Text ${n}` })),
    );
    expect(saved.map(({ body }) => body.number).sort()).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test("is called something else, switched off, found and counted by category", async () => {
    const { id: promptId } = await add();
    await add({ name: "Farewell", category: "" });
    const taken = await program.call(updatePrompt, { params: { promptId }, body: { name: "farewell" } });
    expect(taken).toMatchObject({ status: 409, body: { code: "name_taken" } });
    const change = { name: "Welcome", description: "100% kind", isActive: false };
    const changed = await program.call(updatePrompt, { params: { promptId }, body: change });
    expect(changed.body).toMatchObject({ ...change, category: "Welcome", currentNumber: 1 });

    const named = async (query: Record<string, string>) =>
      (await program.call(listPrompts, { query })).body.items.map(({ name }: { name: string }) => name);
    expect(await named({})).toEqual(["Farewell", "Welcome"]);
    expect(await named({ search: "0% k" })).toEqual(["Welcome"]);
    expect(await named({ search: "0_ k" })).toEqual([]);
    expect(await named({ category: "Welcome" })).toEqual(["Welcome"]);
    expect(await named({ uncategorized: "true" })).toEqual(["Farewell"]);
    expect(await named({ uncategorized: "false" })).toEqual(["Welcome"]);
    expect(await named({ active: "true" })).toEqual(["Farewell"]);
    expect((await program.call(listCategories)).body.items).toEqual([
      { category: "", count: 1 },
      { category: "Welcome", count: 1 },
    ]);
  });
});

describe("what is refused", () => {
  test.each<[string, JsonObject, string]>([
    ["no text", { template: " \n " }, "template"],
    ["a text that is too long", { template: "x".repeat(200_001), variables: [] }, "template"],
    ["braces that are not closed", { template: "{{name", variables: [] }, "body.template"],
    ["braces without a name", { template: "{{ start.query }}", variables: [] }, "body.template"],
    ["a variable that is not in the text", { template: "Hi" }, "body.variables.0"],
    ["a variable without a proper name", { variables: [{ name: "a b" }] }, "variables.0.name"],
    ["a variable twice", { variables: [{ name: "name" }, { name: "name" }] }, "body.variables.1"],
    [
      "a default that does not fit",
      { variables: [{ name: "name", type: "number", default: "x" }] },
      "body.variables.0.default",
    ],
    ["no name", { name: " " }, "name"],
  ])("%s", async (_, more, path) => {
    const answer = await program.call(createPrompt, { body: { ...greeting, ...more } });
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request", errors: [{ path }] } });
  });

  test("a text of 200,000 characters is none of it", async () => {
    const made = await add({ template: "词".repeat(200_000), variables: [] });
    expect(made.current.length).toBe(200_000);
  });

  test("what belongs to another workspace is not there", async () => {
    const { id: promptId } = await add();
    const stranger = await makeProgram();
    const params = { promptId, number: "1" };
    const text = { template: "Mine" };
    const tries: [RouteHandler, unknown?][] = [
      [getPrompt],
      [updatePrompt, { name: "Mine" }],
      [deletePrompt],
      [listUses],
      [listVersions],
      [getVersion],
      [createVersion, text],
      [restoreVersion, {}],
      [testPrompt, { source: { promptId, version: 1 } }],
    ];
    for (const [handler, body] of tries) {
      expect(await stranger.call(handler, { params, body })).toMatchObject({
        status: 404,
        body: { code: "not_found" },
      });
    }
    expect((await stranger.call(listPrompts)).body.items).toEqual([]);
    expect((await stranger.call(listCategories)).body.items).toEqual([]);
    await expect(readPrompt(stranger.workspaceId, { promptId, version: 1 }, {})).rejects.toMatchObject({
      code: "prompt_missing",
    });
  });

  test("whoever may only look changes nothing, and whoever may not look sees nothing", async () => {
    const viewer = await makeProgram(["prompt.view"]);
    const params = { promptId: crypto.randomUUID(), number: "1" };
    const writes: [RouteHandler, unknown?][] = [
      [createPrompt, greeting],
      [updatePrompt, {}],
      [deletePrompt],
      [createVersion, { template: "x" }],
      [restoreVersion, {}],
      [testPrompt, { source: { template: "x" } }],
    ];
    for (const [handler, body] of writes) {
      expect(await viewer.call(handler, { params, body })).toMatchObject({
        status: 403,
        body: { code: "forbidden", params: { permission: "prompt.edit" } },
      });
    }
    expect((await viewer.call(listPrompts)).status).toBe(200);
    const nobody = await makeProgram(["run.view"]);
    for (const handler of [listPrompts, listCategories, getPrompt, listUses, listVersions, getVersion]) {
      expect((await nobody.call(handler, { params })).status).toBe(403);
    }
  });
});

describe("where a prompt is used", () => {
  async function use(promptId: string, place: "draft" | "live" | "earlier", name: string) {
    const { workspaceId } = program;
    const workflow = await make.workflow({ workspaceId, name, slug: `${place}-${promptId}` });
    const version = place === "draft" ? null : await make.version({ workspaceId, workflowId: workflow.id });
    await asSystem(async (tx) => {
      await tx.insert(workflowReferences).values({
        ...{ workspaceId, workflowId: workflow.id, versionId: version?.id ?? null },
        ...{ nodeId: "llm", kind: "prompt", targetId: promptId },
      });
      const publishedVersionId = place === "live" ? (version?.id ?? null) : null;
      await tx.update(workflows).set({ publishedVersionId }).where(eq(workflows.id, workflow.id));
    });
  }

  test("drafts don't keep it; versions do, live or not", async () => {
    const { id: promptId } = await add();
    await use(promptId, "draft", "Mine");
    const other = await add({ name: "Other" });
    await use(other.id, "draft", "A");
    await use(other.id, "live", "B");
    await use(other.id, "earlier", "C");
    expect((await program.call(listUses, { params: { promptId: other.id } })).body.items).toMatchObject([
      { name: "B", inDraft: false, isLive: true, inEarlier: false },
      { name: "C", inDraft: false, isLive: false, inEarlier: true },
      { name: "A", inDraft: true, isLive: false, inEarlier: false },
    ]);
    const refused = await program.call(deletePrompt, { params: { promptId: other.id } });
    expect(refused).toMatchObject({ status: 409, body: { code: "in_use", params: { count: 2 } } });
    expect(refused.body.uses).toHaveLength(3);

    expect(await program.call(deletePrompt, { params: { promptId } })).toEqual({ status: 204, body: null });
    expect((await program.call(getPrompt, { params: { promptId } })).status).toBe(404);
    expect((await actionsOf(promptId)).at(-1)).toBe("prompt.delete");
  });
});

describe("the text that a run takes", () => {
  const read = (promptId: string, version: number | "latest", values: JsonObject = { name: "Ada" }) =>
    readPrompt(program.workspaceId, { promptId, version }, values);

  test("is that of its version with the values in it, and each use counts", async () => {
    const { id: promptId } = await add();
    expect(await read(promptId, 1, { name: "{{language}}" })).toEqual({
      text: "Greet {{language}} in English.",
      name: "Greeting",
      number: 1,
    });
    await addVersion(promptId, { template: "Hello {{name}}" });
    expect((await read(promptId, 1)).text).toBe("Greet Ada in English.");
    expect(await read(promptId, "latest")).toMatchObject({ text: "Hello Ada", number: 2 });
    await program.call(updatePrompt, { params: { promptId }, body: { isActive: false } });
    expect((await read(promptId, 2)).text).toBe("Hello Ada");
    await promptUsesNoted();
    const [row] = await asSystem((tx) => tx.select().from(promptTemplates).where(eq(promptTemplates.id, promptId)));
    expect(row?.usageCount).toBe(4);
  });

  test("fails where a value is missing or unfit, the version is not there, or the prompt is gone", async () => {
    const { id: promptId } = await add();
    await expect(read(promptId, 1, { language: "Latin" })).rejects.toMatchObject({
      code: "node_failed",
      details: [
        { path: "name", code: "field_missing" },
        { path: "language", code: "field_invalid" },
      ],
    });
    await expect(read(promptId, 2)).rejects.toMatchObject({ code: "prompt_missing" });
    await expect(read("nonsense", 1)).rejects.toMatchObject({ code: "prompt_missing" });
    await read(promptId, 1);
    await program.call(deletePrompt, { params: { promptId } });
    await expect(read(promptId, 1)).rejects.toMatchObject({ code: "prompt_missing" });
  });
});

describe("a test of a prompt", () => {
  async function modelOf(): Promise<string> {
    const body = createProviderOperation.body?.parse({
      ...{ name: "Script", kind: "openai-compatible", baseUrl: server.url, apiKey: "sk-script", retryCount: 0 },
      models: [{ modelId: "scripted", name: "Scripted", inputPrice: 1, outputPrice: 2, currency: "EUR" }],
    });
    if (!body) throw new Error("the operation has a body");
    const { workspaceId, userId } = program;
    const provider = await createProvider(scopeOf({ id: workspaceId }, { id: userId }), body);
    const [model] = await asSystem((tx) => tx.select().from(models).where(eq(models.providerId, provider.id)));
    if (!model) throw new Error("the provider has a model");
    return model.id;
  }
  async function ask(body: JsonObject): Promise<PromptTestEvent[]> {
    const response = await program.send(testPrompt, { body });
    expect(response.status).toBe(200);
    const lines = (await response.text()).split("\n").filter((line) => line.startsWith("data: "));
    return lines.map((line) => JSON.parse(line.slice(6)));
  }

  test("asks the model with the filled text and tells its answer, cost and time", async () => {
    const { id: promptId } = await add();
    const modelId = await modelOf();
    server.script({ answer: "Good day, Ada", thought: "Hm." });
    const source = { promptId, version: "latest" };
    const told = await ask({
      source,
      values: { name: "Ada" },
      modelId,
      system: "Be kind.",
      parameters: { maxTokens: 50 },
    });
    expect(told[0]).toEqual({ type: "prompt", text: "Greet Ada in English." });
    const said = told.flatMap((event) => (event.type === "text" ? [event.delta] : [])).join("");
    expect(said).toBe("Good day, Ada");
    expect(told.at(-1)).toMatchObject({
      type: "end",
      text: said,
      usage: { currency: "EUR", cost: expect.any(Number) },
    });
    expect(server.requests.at(-1)?.body).toMatchObject({
      messages: [
        { role: "system", content: "Be kind." },
        { role: "user", content: "Greet Ada in English." },
      ],
    });
    await callsNoted();
    const calls = await asSystem((tx) =>
      tx.select().from(callLogs).where(eq(callLogs.workspaceId, program.workspaceId)),
    );
    expect(calls).toMatchObject([{ runId: null, userId: program.userId, status: "success" }]);
  });

  test("takes a text as it is typed, and tells a model's failure as its last event", async () => {
    const modelId = await modelOf();
    server.script({ fault: "key" });
    const told = await ask({ source: { template: "Say {{word}}" }, values: { word: "hi" }, modelId });
    expect(told.at(-1)).toMatchObject({ type: "error", code: "provider_key_rejected" });
  });

  test("is refused before it begins where a value is missing", async () => {
    const answer = await program.call(testPrompt, { body: { source: { template: "Say {{word}}" } } });
    expect(answer).toMatchObject({
      status: 422,
      body: { code: "inputs_invalid", errors: [{ path: "body.values.word", code: "value_missing" }] },
    });
    expect(server.requests).toEqual([]);
  });
});
