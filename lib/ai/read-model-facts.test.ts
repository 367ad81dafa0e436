// What a local server says in the words of each provider, read over HTTP as from the provider itself.

import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Json } from "../shared/json";
import type { ProviderAccess } from "./access";
import { listProviderModels } from "./list-models";
import { makeModel } from "./testing/make-model";

let server: Server;
let base = "";
/** What the server answers, by method and path. */
let answers: Record<string, (body: string) => Json> = {};
let asked: { route: string; authorization: string | undefined }[] = [];

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const route = `${request.method} ${request.url?.split("?")[0]}`;
    asked.push({ route, authorization: request.headers.authorization });
    const body = await bodyOf(request);
    const answer = answers[route];
    response.writeHead(answer ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(answer ? answer(body) : { error: "not here" }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((closed) => server.close(closed)));

async function factsFrom(kind: ProviderAccess["kind"], path: string, given: typeof answers) {
  answers = given;
  asked = [];
  const { provider } = makeModel(`${base}${path}`, { kind });
  const listed = await listProviderModels(provider, globalThis.fetch);
  return Object.fromEntries((listed ?? []).map(({ id, facts }) => [id, facts]));
}

describe("what a provider's list says of a model", () => {
  test("is read of OpenRouter: what goes in, what is supported, prices for one token, the longest answer", async () => {
    const facts = await factsFrom("openai-compatible", "/api/v1", {
      "GET /api/v1/models": () => ({
        data: [
          {
            id: "loom/warp",
            context_length: 262_144,
            architecture: { input_modalities: ["text", "image"], output_modalities: ["text"] },
            pricing: { prompt: "0.0000002", completion: "0.0000008", input_cache_read: "0.00000005", request: "0" },
            top_provider: { context_length: 262_144, max_completion_tokens: 32_768, is_moderated: false },
            supported_parameters: ["tools", "temperature", "top_p", "reasoning", "structured_outputs", "unheard_of"],
          },
          { id: "loom/plain", architecture: { input_modalities: ["text", "audio"] }, supported_parameters: ["seed"] },
        ],
      }),
    });
    expect(facts["loom/warp"]).toEqual({
      contextWindow: 262_144,
      maxTokens: 32_768,
      inputPrice: 0.2,
      outputPrice: 0.8,
      cachedPrice: 0.05,
      capabilities: { streaming: true, vision: true, audio: false, tools: true, json: true, reasoning: true },
      parameters: {
        temperature: { kind: "number", min: 0, max: 2, step: 0.1 },
        topP: { kind: "number", min: 0, max: 1, step: 0.05 },
        reasoning: { kind: "select", options: ["low", "medium", "high"] },
      },
    });
    expect(facts["loom/plain"]?.capabilities).toMatchObject({ vision: false, audio: true, tools: false });
    expect(Object.keys(facts["loom/plain"]?.parameters ?? {})).toEqual(["seed"]);
  });

  test("is read of Mistral: capabilities by their names, and the window", async () => {
    const { warp } = await factsFrom("openai-compatible", "/v1", {
      "GET /v1/models": () => ({
        data: [
          {
            id: "warp",
            max_context_length: 131_072,
            capabilities: { completion_chat: true, function_calling: true, vision: false, fine_tuning: true },
          },
        ],
      }),
    });
    expect(warp).toEqual({
      type: "chat",
      contextWindow: 131_072,
      capabilities: { streaming: true, vision: false, tools: true },
    });
  });

  test("is asked of Ollama one by one, with the key, and an embedding model is told from one that writes", async () => {
    const facts = await factsFrom("ollama", "", {
      "GET /v1/models": () => ({ data: [{ id: "qwen3:8b" }, { id: "nomic-embed-text" }, { id: "gone" }] }),
      "POST /api/show": (body) => {
        const { model } = JSON.parse(body);
        if (model === "gone") return null;
        return model === "qwen3:8b"
          ? {
              capabilities: ["completion", "tools", "thinking"],
              model_info: { "general.architecture": "qwen3", "qwen3.context_length": 40_960 },
            }
          : { capabilities: ["embedding"], model_info: { "nomic-bert.context_length": 2048 } };
      },
    });
    expect(facts["qwen3:8b"]).toEqual({
      type: "chat",
      contextWindow: 40_960,
      capabilities: { streaming: true, vision: false, audio: false, tools: true, json: true, reasoning: true },
    });
    expect(facts["nomic-embed-text"]).toMatchObject({ type: "embedding", contextWindow: 2048 });
    expect(facts.gone).toEqual({});
    expect(asked).toHaveLength(4);
    expect(asked.every(({ authorization }) => authorization === "Bearer sk-very-secret-key-1234")).toBe(true);
  });

  test("stays a list of names with an Ollama that tells no more", async () => {
    const facts = await factsFrom("ollama", "/v1", { "GET /v1/models": () => ({ data: [{ id: "old" }] }) });
    expect(facts).toEqual({ old: {} });
  });

  test("is read of Google: limits, thinking, temperature, and what a model is for", async () => {
    const facts = await factsFrom("google", "/v1beta", {
      "GET /v1beta/models": () => ({
        models: [
          {
            name: "models/gemini-loom",
            inputTokenLimit: 1_048_576,
            outputTokenLimit: 65_536,
            supportedGenerationMethods: ["generateContent", "countTokens"],
            thinking: true,
            temperature: 1,
            maxTemperature: 2,
            topK: 64,
          },
          { name: "models/embedding-loom", inputTokenLimit: 2048, supportedGenerationMethods: ["embedContent"] },
        ],
      }),
    });
    expect(facts["gemini-loom"]).toMatchObject({
      type: "chat",
      contextWindow: 1_048_576,
      maxTokens: 65_536,
      capabilities: { streaming: true, reasoning: true },
      parameters: { temperature: { max: 2 }, topP: { max: 1 }, topK: { min: 1 } },
    });
    expect(facts["embedding-loom"]).toEqual({ type: "embedding", contextWindow: 2048 });
  });

  test("is read of Anthropic where it says so", async () => {
    const facts = await factsFrom("anthropic", "/v1", {
      "GET /v1/models": () => ({
        data: [
          {
            type: "model",
            id: "claude-loom",
            display_name: "Claude Loom",
            max_input_tokens: 200_000,
            max_tokens: 64_000,
            capabilities: {
              image_input: { supported: true },
              structured_outputs: { supported: true },
              thinking: { supported: false, types: {} },
            },
          },
          { type: "model", id: "claude-old", display_name: "Claude Old" },
        ],
      }),
    });
    expect(facts).toEqual({
      "claude-loom": {
        contextWindow: 200_000,
        maxTokens: 64_000,
        capabilities: { streaming: true, vision: true, tools: true, json: true, reasoning: false },
      },
      "claude-old": {},
    });
  });

  test("is not believed where it has the wrong form", async () => {
    const { odd } = await factsFrom("openai-compatible", "/v1", {
      "GET /v1/models": () => ({
        data: [
          {
            id: "odd",
            context_length: "a lot",
            max_completion_tokens: -3,
            pricing: { prompt: "-1", completion: "free", input: -2 },
            architecture: [],
            capabilities: 7,
            supported_parameters: [3, "__proto__"],
            maxTemperature: 1e9,
          },
        ],
      }),
    });
    expect(odd).toEqual({
      capabilities: { streaming: true, tools: false, json: false, reasoning: false },
    });
  });
});
