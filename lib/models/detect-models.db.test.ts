import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { models } from "@/db/schema/models";
import { asSystem } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { type ModelServer, startModelServer } from "@/e2e/fixtures/model-server";
import type { Scope } from "../auth/scope";
import { setTestEnvironment } from "../auth/testing/request";
import { scopeOf } from "../auth/testing/scope";
import { draw } from "../graph/testing/draw";
import type { JsonObject } from "../shared/json";
import { validateGraph } from "../workflows/publish-workflow";
import { askModel } from "./ask-model";
import { createModel, updateModel } from "./commands/change-models";
import { createProvider } from "./commands/create-provider";
import { detectModels } from "./commands/detect-models";
import { exploreConnection, listOfferedModels } from "./commands/explore-provider";
import { tryModel } from "./commands/try-model";
import { connectionSchema, createProvider as createOperation, updateModel as updateOperation } from "./contract";
import { forgetModels } from "./load-model";
import { getModel, listModels } from "./queries";

setTestEnvironment();
provideDatabase();

let server: ModelServer;
let scope: Scope;
beforeAll(async () => {
  server = await startModelServer({ models: ["warp"] });
});
afterAll(() => server.stop());
beforeEach(async () => {
  server.reset();
  forgetModels();
  scope = scopeOf(await make.workspace(), await make.user());
});

const ports = {
  call: { fetch: globalThis.fetch, sleep: async () => {}, random: () => 0 },
};

/** A provider whose list says this of its model. */
const says =
  (...items: JsonObject[]): typeof globalThis.fetch =>
  async () =>
    Response.json({ data: items });

async function add(more: JsonObject = {}) {
  const body = createOperation.body?.parse({
    name: "Loom",
    kind: "openai-compatible",
    baseUrl: server.url,
    models: [{ modelId: "warp", ...more }],
  });
  if (!body) throw new Error("no body");
  const provider = await createProvider(scope, body);
  const { items } = await listModels(scope, { limit: 10, providerId: provider.id });
  const [model] = items;
  if (!model) throw new Error("no model");
  return { provider, model };
}

const item = {
  id: "warp",
  context_length: 32_000,
  top_provider: { max_completion_tokens: 4_000 },
  architecture: { input_modalities: ["text", "image"] },
  pricing: { prompt: "0.000001", completion: "0.000002" },
  supported_parameters: ["temperature", "tools"],
};

describe("what a provider says of its models", () => {
  test("is offered with them, and filled in where nothing else is given", async () => {
    const { items } = await exploreConnection(
      connectionSchema.parse({ kind: "openai-compatible", baseUrl: server.url }),
      says(item),
    );
    const [offered] = items;
    expect(offered).toMatchObject({
      contextWindow: 32_000,
      inputPrice: 1,
      capabilities: { vision: true, tools: true },
    });
    const { model } = await add({ detected: offered?.detected ?? null, maxTokens: 100 });
    expect(model).toMatchObject({
      contextWindow: 32_000,
      maxTokens: 100,
      outputPrice: 2,
      capabilities: { vision: true, tools: true, json: false },
      detected: { from: "provider", maxTokens: 4_000 },
    });
    expect(Object.keys(model.parameters)).toEqual(["temperature"]);
  });

  test("is taken over again but for what a person changed", async () => {
    const { provider, model } = await add();
    expect(model).toMatchObject({ contextWindow: null, detected: null, capabilities: { streaming: true } });
    const first = await detectModels(scope, provider.id, says(item));
    expect(first.items).toMatchObject([{ name: "warp" }]);
    expect(first.items[0]?.changed.sort()).toEqual([
      "cachedPrice",
      "capabilities",
      "contextWindow",
      "currency",
      "inputPrice",
      "maxTokens",
      "outputPrice",
      "parameters",
    ]);
    expect(await getModel(scope, model.id)).toMatchObject({ contextWindow: 32_000, capabilities: { vision: true } });

    await updateModel(scope, model.id, { contextWindow: 16_000, capabilities: { streaming: true, tools: true } });
    const later = { ...item, context_length: 64_000, top_provider: { max_completion_tokens: 8_000 } };
    const second = await detectModels(scope, provider.id, says(later));
    expect(second.items).toMatchObject([{ changed: ["maxTokens"] }]);
    expect(await getModel(scope, model.id)).toMatchObject({
      contextWindow: 16_000,
      maxTokens: 8_000,
      capabilities: { streaming: true, tools: true },
      detected: { contextWindow: 64_000, capabilities: { vision: true } },
    });
    expect((await detectModels(scope, provider.id, says(later))).items).toMatchObject([{ changed: [] }]);
  });

  test("is a fault where it can't be asked, and changes nothing", async () => {
    const { provider, model } = await add();
    const { fault, items } = await detectModels(scope, provider.id, async () => new Response("no", { status: 500 }));
    expect(fault?.code).toBe("provider_failed");
    expect(items).toEqual([]);
    expect(await getModel(scope, model.id)).toMatchObject({ contextWindow: null, detected: null });
  });

  test("is nobody else's business", async () => {
    const { provider, model } = await add();
    const other = scopeOf(await make.workspace(), await make.user());
    await expect(detectModels(other, provider.id, says(item))).rejects.toMatchObject({ code: "not_found" });
    const question = { question: "Hi", system: "", parameters: {} };
    await expect(tryModel(other, model.id, question, ports)).rejects.toMatchObject({ code: "not_found" });
    expect((await listOfferedModels(scope, provider.id, says(item))).items).toMatchObject([{ added: true }]);
  });
});

const specs = {
  temperature: { kind: "number" as const, min: 0, max: 1, step: 0.1, default: 0.3 },
  thinking: { kind: "boolean" as const },
  depth: { kind: "select" as const, options: ["shallow", "deep"] },
};

describe("a model's parameters", () => {
  test("are refused where they contradict themselves", () => {
    const faultsOf = (parameters: JsonObject) =>
      updateOperation.body
        ?.safeParse({ parameters })
        .error?.issues.map(({ path, message }) => [path.join("."), message]);
    expect(faultsOf({ temperature: { min: 2, max: 1 } })).toEqual([
      ["parameters.temperature.max", "The least is more than the most."],
    ]);
    expect(faultsOf({ depth: { kind: "select", options: [] } })).toEqual([
      ["parameters.depth.options", "A choice needs at least one option."],
    ]);
    expect(faultsOf({ depth: { kind: "select", options: ["a"], default: "b" } })).toEqual([
      ["parameters.depth.default", "The default does not fit the parameter."],
    ]);
    expect(faultsOf({ "no name": {} })).toHaveLength(1);
    expect(faultsOf(specs)).toBeUndefined();
  });

  test("reach the provider under their names, with the defaults of what is open", async () => {
    const { model } = await add({ parameters: specs });
    const parameters = { thinking: true, depth: "deep" };
    const tried = await tryModel(scope, model.id, { question: "[[say:Yes]]", system: "", parameters }, ports);
    expect(tried).toMatchObject({ fault: null, answer: "Yes", notes: [] });
    expect(server.requests.at(-1)?.body).toMatchObject({ temperature: 0.3, thinking: true, depth: "deep" });
  });

  test("that do not fit are refused where somebody tries the model", async () => {
    const { model } = await add({ parameters: specs });
    const parameters = { temperature: 1.5, depth: "bottomless", seed: 3 };
    await expect(tryModel(scope, model.id, { question: "Hi", system: "", parameters }, ports)).rejects.toMatchObject({
      code: "invalid_request",
      details: [
        { path: "parameters.temperature", message: "temperature has to be from 0 to 1." },
        { path: "parameters.depth", message: "depth has to be one of: shallow, deep." },
        { path: "parameters.seed", message: "The model has no parameter seed." },
      ],
    });
    expect(server.requests).toHaveLength(0);
  });

  test("are told of by validation, for the chosen model and for the default", async () => {
    const { model } = await add({ parameters: specs });
    const graph = (config: JsonObject) =>
      draw("start -> llm -> end", {
        nodes: { llm: { type: "llm", templateCode: "llm", config: { prompt: "Hi", ...config } } },
      });
    const told = async (config: JsonObject) =>
      (await validateGraph(scope, graph(config))).problems
        .filter(({ nodeId }) => nodeId === "llm")
        .map(({ code, severity, field }) => `${severity} ${code} ${field}`);
    expect(await told({ modelId: model.id, temperature: 0.9, parameters: { depth: "deep" } })).toEqual([]);
    for (const modelId of [model.id, null]) {
      expect(await told({ modelId, temperature: 1.9, topP: 0.5, parameters: { depth: "x", thinking: 3 } })).toEqual([
        "error parameter_out_of_range config.temperature",
        "warning parameter_unknown config.topP",
        "error parameter_invalid config.parameters.depth",
        "error parameter_invalid config.parameters.thinking",
      ]);
    }
  });

  test("of a graph from before are fitted, and the run is told so", async () => {
    const { model } = await add({ parameters: specs });
    const notes: string[] = [];
    await askModel(
      {
        workspaceId: scope.workspaceId,
        runId: null,
        workflowId: null,
        agentId: null,
        agentName: null,
        conversationId: null,
        userId: null,
      },
      {
        modelId: model.id,
        system: null,
        messages: [{ role: "user", content: "Hi" }],
        parameters: { temperature: 1.5, topP: 0.5 },
        signal: new AbortController().signal,
        onText: () => undefined,
        onThought: () => undefined,
        onNote: (line) => notes.push(line),
      },
      ports,
    );
    expect(notes).toEqual([
      "warp: temperature has to be from 0 to 1. Asked with 1 instead of 1.5.",
      "warp: The model has no parameter topP. Asked without it.",
    ]);
    expect(server.requests.at(-1)?.body).toMatchObject({ temperature: 1 });
    expect(server.requests.at(-1)?.body).not.toHaveProperty("top_p");
  });
});

test("what a provider failed at is told as a fault, with what was spent", async () => {
  const { model } = await add();
  const failed = await tryModel(scope, model.id, { question: "[[fault:refused]]", system: "", parameters: {} }, ports);
  expect(failed).toMatchObject({ fault: { code: "provider_refused" }, answer: "" });
  const embedding = await createModel(scope, {
    providerId: model.providerId,
    modelId: "vectors",
    type: "embedding",
    isDefault: false,
  });
  const question = { question: "Hi", system: "", parameters: {} };
  await expect(tryModel(scope, embedding.id, question, ports)).rejects.toMatchObject({ code: "invalid_request" });
  const rows = await asSystem((tx) => tx.select().from(models).where(eq(models.id, embedding.id)));
  expect(rows[0]?.detected).toBeNull();
});
