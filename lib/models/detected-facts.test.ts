import { describe, expect, test } from "vitest";
import type { Detected } from "./contract";
import { type Described, detectedOf, followDetected } from "./detected-facts";

const at = new Date("2026-01-02T03:04:05Z");
const openAi = { kind: "openai" as const, baseUrl: null };
const compatible = { kind: "openai-compatible" as const, baseUrl: "https://gateway.example/v1" };

describe("what is told of a model", () => {
  test("is its provider's word before what is known here", () => {
    const told = detectedOf(openAi, "gpt-4o", { contextWindow: 64_000, capabilities: { vision: false } }, at);
    expect(told).toMatchObject({
      from: "provider",
      at: at.toISOString(),
      contextWindow: 64_000,
      maxTokens: 16_384,
      inputPrice: 2.5,
      currency: "USD",
      capabilities: { vision: false, tools: true },
    });
    expect(detectedOf(openAi, "gpt-4o", {}, at)?.from).toBe("known");
    expect(detectedOf(compatible, "warp", { type: "chat" }, at)).toBeNull();
  });
  test("has prices of one source, in its currency", () => {
    const moonshot = { kind: "openai-compatible" as const, baseUrl: "https://api.moonshot.cn/v1" };
    expect(detectedOf(moonshot, "moonshot-v1-8k", null, at)).toMatchObject({ inputPrice: 2, currency: "CNY" });
    const told = detectedOf(moonshot, "kimi-k2-0905-preview", { inputPrice: 0.5 }, at);
    expect(told).toMatchObject({ inputPrice: 0.5, currency: "USD" });
    expect(told?.cachedPrice).toBeUndefined();
  });
});

describe("a row", () => {
  const row: Described = {
    contextWindow: 8000,
    maxTokens: null,
    capabilities: { streaming: true, tools: true },
    inputPrice: 1,
    outputPrice: 2,
    cachedPrice: null,
    currency: "USD",
    parameters: {},
  };
  const before: Detected = {
    from: "provider",
    at: at.toISOString(),
    contextWindow: 8000,
    capabilities: { tools: true, streaming: true },
    inputPrice: 1,
    outputPrice: 2,
    currency: "USD",
  };
  const now: Detected = {
    ...before,
    contextWindow: 16_000,
    maxTokens: 4000,
    capabilities: { streaming: true, tools: false, vision: true },
    inputPrice: 3,
    cachedPrice: 0.5,
    parameters: { temperature: { max: 1 } },
  };

  test("follows what is told where nobody changed it", () => {
    expect(followDetected(row, before, now)).toEqual({
      contextWindow: 16_000,
      maxTokens: 4000,
      capabilities: { streaming: true, tools: false, vision: true },
      inputPrice: 3,
      outputPrice: 2,
      cachedPrice: 0.5,
      currency: "USD",
      parameters: { temperature: { max: 1 } },
    });
  });
  test("keeps what a person changed, cleared or switched off", () => {
    const changed: Described = {
      ...row,
      contextWindow: null,
      maxTokens: 100,
      capabilities: { streaming: true, tools: false, reasoning: true },
      outputPrice: 5,
      parameters: { temperature: { max: 0.5 } },
    };
    expect(followDetected(changed, before, { ...now, capabilities: { tools: true, reasoning: false } })).toEqual({});
    expect(followDetected({ ...row, currency: "EUR" }, before, now).inputPrice).toBeUndefined();
  });
  test("is left alone where nothing new is told, in whatever order the database gives it", () => {
    const stored = { ...row, parameters: { a: { min: 0, max: 1 } } };
    const told: Detected = { ...before, parameters: { a: { max: 1, min: 0 } } };
    expect(followDetected(stored, told, told)).toEqual({});
    expect(followDetected(row, before, { from: "known", at: before.at })).toEqual({});
  });
});
