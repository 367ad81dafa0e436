import { expect, test } from "vitest";
import { providerKinds } from "../shared/statuses";
import { guessType, knownModel } from "./known-models";
import { hintOfKey, isSameServer, needsBaseUrl, presets } from "./provider-rules";

test("an edition of a model has the price of its name, a longer name has its own", () => {
  expect(knownModel("openai", null, "gpt-4o-2024-08-06")).toEqual(knownModel("openai", null, "gpt-4o"));
  expect(knownModel("openai", null, "gpt-4o-mini")?.inputPrice).toBe(0.15);
  expect(knownModel("openai", null, "gpt-4o-mini-2024-07-18")?.inputPrice).toBe(0.15);
  expect(knownModel("anthropic", null, "claude-sonnet-4-5-20250929")?.maxTokens).toBe(64_000);
  expect(knownModel("google", null, "models/gemini-2.5-flash")?.inputPrice).toBe(0.3);
  expect(knownModel("openai", null, "gpt-4o-realtime")).toBeNull();
});

test("prices hold only at the host that asks for them", () => {
  expect(knownModel("openai-compatible", "https://api.deepseek.com/v1", "deepseek-chat")?.currency).toBe("USD");
  expect(knownModel("openai-compatible", "https://gateway.example/v1", "deepseek-chat")).toBeNull();
  expect(knownModel("openai", "https://gateway.example/v1", "gpt-4o")).toBeNull();
  expect(knownModel("ollama", "http://127.0.0.1:11434", "gpt-4o")).toBeNull();
});

test("what a model is for is guessed from its name", () => {
  expect(["bge-m3", "text-embedding-v3", "nomic-embed-text"].map(guessType)).toEqual(Array(3).fill("embedding"));
  expect([guessType("bge-reranker-v2"), guessType("qwen-plus")]).toEqual(["rerank", "chat"]);
});

test("every preset can be reached once its key is given, and has an id of its own", () => {
  for (const { kind, baseUrl, name } of presets) {
    expect(providerKinds).toContain(kind);
    if (baseUrl) expect(URL.canParse(baseUrl)).toBe(true);
    // The one without a name is where the address is typed in.
    if (needsBaseUrl(kind) && name !== null) expect(baseUrl).toBeTruthy();
  }
  expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
});

test("of a short key nothing is shown", () => {
  expect([hintOfKey("sk-12345678"), hintOfKey("sk-123456789")]).toEqual(["", "6789"]);
});

test("servers are the same by scheme, host and port", () => {
  expect(isSameServer("https://a.example/v1", "https://a.example/v2")).toBe(true);
  for (const other of [
    "http://a.example/v1",
    "https://a.example:8443/v1",
    "https://a.example.evil/v1",
    "nonsense",
    null,
  ]) {
    expect(isSameServer("https://a.example/v1", other)).toBe(false);
  }
  expect(isSameServer(null, null)).toBe(true);
});
