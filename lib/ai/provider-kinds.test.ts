// Providers with wires of their own, spoken by a fetch that is passed in: what they are sent, and what their answers
// and refusals become.

import { expect, test } from "vitest";
import type { ProviderAccess } from "./access";
import { listProviderModels } from "./list-models";
import { ask, makeModel } from "./testing/make-model";

interface Sent {
  url: string;
  headers: Headers;
  body: Record<string, unknown>;
}

function fetchThat(answer: (sent: Sent) => Response) {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const one = {
      url: String(input),
      headers: new Headers(init?.headers),
      body: typeof init?.body === "string" ? JSON.parse(init.body) : {},
    };
    sent.push(one);
    return answer(one);
  };
  return { sent, fetch };
}

const events = (list: object[]) =>
  new Response(
    list.map((one) => `event: ${"type" in one ? one.type : "message"}\ndata: ${JSON.stringify(one)}\n\n`).join(""),
    {
      headers: { "content-type": "text/event-stream" },
    },
  );
const json = (value: unknown, status = 200) => Response.json(value, { status });
const kind = (provider: Partial<ProviderAccess>, maxTokens: number | null = null) =>
  makeModel("", { baseUrl: null, ...provider }, { maxTokens });

const anthropicAnswer = [
  {
    type: "message_start",
    message: {
      id: "m",
      type: "message",
      role: "assistant",
      model: "c",
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: { input_tokens: 11, output_tokens: 1 },
    },
  },
  { type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "", signature: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "Hm." } },
  { type: "content_block_stop", index: 0 },
  { type: "content_block_start", index: 1, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 1, delta: { type: "text_delta", text: "Yes" } },
  { type: "content_block_stop", index: 1 },
  { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 7 } },
  { type: "message_stop" },
];

test("Anthropic gets its key header and a limit that small models accept; thought, text and tokens are read", async () => {
  const { sent, fetch } = fetchThat(() => events(anthropicAnswer));
  const answer = await ask(kind({ kind: "anthropic" }), "Hi", { system: "Be brief." }, { fetch }).answer;
  expect(answer).toMatchObject({
    text: "Yes",
    thought: "Hm.",
    finishReason: "stop",
    usage: { promptTokens: 11, completionTokens: 7 },
  });
  expect(sent[0]?.url).toBe("https://api.anthropic.com/v1/messages");
  expect(sent[0]?.headers.get("x-api-key")).toBe("sk-very-secret-key-1234");
  expect(sent[0]?.body.max_tokens).toBe(8192);
  await ask(kind({ kind: "anthropic" }, 4096), "Hi", {}, { fetch }).answer;
  expect(sent[1]?.body.max_tokens).toBe(4096);
});

test("Anthropic's overload in mid-stream is a provider's fault, a cut stream is a broken one", async () => {
  const overloaded = fetchThat(() =>
    events([
      ...anthropicAnswer.slice(0, 6),
      { type: "error", error: { type: "overloaded_error", message: "Overloaded" } },
    ]),
  );
  await expect(ask(kind({ kind: "anthropic" }), "Hi", {}, { fetch: overloaded.fetch }).answer).rejects.toMatchObject({
    code: "provider_failed",
  });
  const cut = fetchThat(() => events(anthropicAnswer.slice(0, 6)));
  await expect(ask(kind({ kind: "anthropic" }), "Hi", {}, { fetch: cut.fetch }).answer).rejects.toMatchObject({
    code: "provider_stream_broken",
  });
});

test("Gemini is asked at its own address with its own header", async () => {
  const chunk = (text: string, more: object = {}) => ({
    candidates: [{ content: { role: "model", parts: [{ text }] }, index: 0, ...more }],
  });
  const { sent, fetch } = fetchThat(() =>
    events([
      chunk("War"),
      {
        ...chunk("p", { finishReason: "STOP" }),
        usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 2, totalTokenCount: 7 },
      },
    ]),
  );
  const answer = await ask(kind({ kind: "google" }), "Hi", {}, { fetch }).answer;
  expect(answer).toMatchObject({ text: "Warp", usage: { promptTokens: 5, completionTokens: 2 } });
  expect(sent[0]?.url).toMatch(
    /^https:\/\/generativelanguage\.googleapis\.com\/v1beta\/models\/scripted:streamGenerateContent/,
  );
  expect(sent[0]?.headers.get("x-goog-api-key")).toBe("sk-very-secret-key-1234");
});

test("Gemini's wrong key is told as one, although it answers 400", async () => {
  const { fetch } = fetchThat(() =>
    json(
      { error: { code: 400, message: "API key not valid. Please pass a valid API key.", status: "INVALID_ARGUMENT" } },
      400,
    ),
  );
  await expect(ask(kind({ kind: "google" }), "Hi", {}, { fetch }).answer).rejects.toMatchObject({
    code: "provider_key_rejected",
  });
});

test("Azure's current interface needs no version", async () => {
  const { sent, fetch } = fetchThat(() =>
    json({ error: { code: "DeploymentNotFound", message: "The API deployment does not exist." } }, 404),
  );
  const model = kind({ kind: "azure", baseUrl: "https://loom.openai.azure.com/openai" });
  await expect(ask(model, "Hi", {}, { fetch }).answer).rejects.toMatchObject({ code: "model_not_found" });
  expect(sent[0]?.url).toMatch(/^https:\/\/loom\.openai\.azure\.com\/openai\/v1\/chat\/completions/);
  expect(sent[0]?.headers.get("api-key")).toBe("sk-very-secret-key-1234");
});

test("each kind lists its models where it keeps them", async () => {
  const wheres: Record<string, string> = {};
  for (const one of ["openai", "anthropic", "google", "ollama"] as const) {
    const { sent, fetch } = fetchThat(() =>
      json(
        one === "google"
          ? { models: [{ name: "models/b" }, { name: "models/a" }] }
          : { data: [{ id: "b" }, { id: "a" }, { id: "a" }, {}] },
      ),
    );
    expect(await listProviderModels(kind({ kind: one }).provider, fetch)).toEqual([
      { id: "a", facts: {} },
      { id: "b", facts: {} },
    ]);
    wheres[one] = sent[0]?.url ?? "";
  }
  expect(wheres).toEqual({
    openai: "https://api.openai.com/v1/models",
    anthropic: "https://api.anthropic.com/v1/models?limit=1000",
    google: "https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000",
    ollama: "http://127.0.0.1:11434/v1/models",
  });
  expect(
    await listProviderModels(
      kind({ kind: "azure", baseUrl: "https://loom.example/openai" }).provider,
      fetchThat(() => json({})).fetch,
    ),
  ).toBeNull();
});

test("a list that is none is a bad answer", async () => {
  const { provider } = kind({ kind: "openai" });
  for (const answer of [
    () => new Response("<html>", { headers: { "content-type": "text/html" } }),
    () => new Response("no"),
    () => json(null),
    () => json({ data: 3 }),
  ]) {
    await expect(listProviderModels(provider, fetchThat(answer).fetch)).rejects.toMatchObject({
      code: "provider_bad_answer",
    });
  }
});

test("the object of a model is built once, and anew after a change of its provider", async () => {
  const { fetch, sent } = fetchThat(() => events(anthropicAnswer));
  const first = kind({ kind: "anthropic" });
  await ask(first, "Hi", {}, { fetch }).answer;
  const changed = { ...first, provider: { ...first.provider, apiKey: "sk-another-key-5678", revision: "later" } };
  await ask(changed, "Hi", {}, { fetch }).answer;
  expect(sent.map(({ headers }) => headers.get("x-api-key"))).toEqual([
    "sk-very-secret-key-1234",
    "sk-another-key-5678",
  ]);
});
