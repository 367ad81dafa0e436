import { describe, expect, test } from "vitest";
import type { Detected } from "@/lib/models/contract";
import { differencesOf, type TypedFacts, takeOver } from "./detected-differences";

const typed: TypedFacts = {
  contextWindow: 8_000,
  maxTokens: 1_000,
  inputPrice: 1,
  outputPrice: 2,
  cachedPrice: 0.5,
  currency: "EUR",
  capabilities: { tools: true, vision: true },
  parameters: { temperature: { max: 1 }, warmth: {} },
};
const said = (facts: Partial<Detected>): Detected => ({ from: "provider", at: "2026-11-23T00:00:00Z", ...facts });
const differences = (facts: Partial<Detected>) =>
  differencesOf(typed, takeOver(typed, said(facts)), ({ parameters }) => parameters);

describe("what a provider says beside what people typed", () => {
  test("leaves alone what it says nothing of", () => {
    expect(takeOver(typed, said({}))).toEqual(typed);
    expect(differences({})).toEqual([]);
    expect(differences({ contextWindow: 8_000, capabilities: { tools: true, audio: false } })).toEqual([]);
  });
  test("tells sizes and capabilities that differ", () => {
    expect(differences({ contextWindow: 128_000, capabilities: { vision: false, json: true } })).toEqual([
      { kind: "number", field: "contextWindow", from: 8_000, to: 128_000 },
      { kind: "capability", name: "vision", to: false },
      { kind: "capability", name: "json", to: true },
    ]);
  });
  test("takes prices over together, with their currency", () => {
    expect(differences({ inputPrice: 1, outputPrice: 3, currency: "USD" })).toEqual([
      { kind: "number", field: "outputPrice", from: 2, to: 3 },
      { kind: "number", field: "cachedPrice", from: 0.5, to: null },
      { kind: "currency", from: "EUR", to: "USD" },
    ]);
  });
  test("names parameters that come, go and change, whatever the order of their members", () => {
    expect(differences({ parameters: { warmth: {}, temperature: { max: 1, kind: "number" } } })).toEqual([]);
    expect(differences({ parameters: { temperature: { max: 2 }, topP: {} } })).toEqual([
      { kind: "parameters", added: ["topP"], removed: ["warmth"], changed: ["temperature"] },
    ]);
  });
});
