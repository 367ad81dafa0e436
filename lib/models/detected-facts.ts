// What a model is by itself, by its provider's word or by what is known here, and what of it a row takes over: all that
// nobody changed. Pure.

import type { ModelFacts } from "../ai/read-model-facts";
import type { ProviderKind } from "../shared/statuses";
import type { Capabilities, Detected } from "./contract";
import { knownModel } from "./known-models";

interface Provider {
  kind: ProviderKind;
  baseUrl: string | null;
}

/** What can be told of a model: what its provider says, else what is known; null where neither knows it. */
export function detectedOf(
  { kind, baseUrl }: Provider,
  modelId: string,
  said: ModelFacts | null,
  at: Date,
): Detected | null {
  const known = knownModel(kind, baseUrl, modelId);
  const { type: _, ...facts } = said ?? {};
  const isSaid = Object.keys(facts).length > 0;
  if (!known && !isSaid) return null;
  const detected: Detected = { from: isSaid ? "provider" : "known", at: at.toISOString() };
  const contextWindow = facts.contextWindow ?? known?.contextWindow;
  const maxTokens = facts.maxTokens ?? known?.maxTokens;
  const capabilities = { ...known?.capabilities, ...facts.capabilities };
  if (contextWindow) detected.contextWindow = contextWindow;
  if (maxTokens) detected.maxTokens = maxTokens;
  if (Object.keys(capabilities).length > 0) detected.capabilities = capabilities;
  if (facts.parameters) detected.parameters = facts.parameters;
  // Prices belong together: those of one source, in one currency.
  const isPriced = facts.inputPrice !== undefined || facts.outputPrice !== undefined;
  const prices = isPriced ? { ...facts, currency: "USD" } : known;
  for (const key of priceKeys) {
    const price = prices?.[key];
    if (typeof price === "number") detected[key] = price;
  }
  if (prices && priceKeys.some((key) => detected[key] !== undefined)) detected.currency = prices.currency;
  return detected;
}

const priceKeys = ["inputPrice", "outputPrice", "cachedPrice"] as const;

/** The fields of a row that are about the model itself. */
export interface Described {
  contextWindow: number | null;
  maxTokens: number | null;
  capabilities: Capabilities;
  inputPrice: number | null;
  outputPrice: number | null;
  cachedPrice: number | null;
  currency: string;
  parameters: NonNullable<Detected["parameters"]>;
}

const capabilityNames = ["vision", "audio", "tools", "streaming", "json", "reasoning"] as const;

/**
 * What of a row follows what is now told of the model. A field that differs from what was told before was changed by a
 * person, and stays; so does everything that nothing new is told of.
 */
export function followDetected(row: Described, before: Partial<Detected>, now: Detected): Partial<Described> {
  const change: Partial<Described> = {};
  for (const key of ["contextWindow", "maxTokens"] as const) {
    const told = now[key];
    if (told !== undefined && told !== row[key] && row[key] === (before[key] ?? null)) change[key] = told;
  }
  const capabilities = { ...row.capabilities };
  for (const name of capabilityNames) {
    const told = now.capabilities?.[name];
    const isUntouched = (row.capabilities[name] ?? false) === (before.capabilities?.[name] ?? false);
    if (told !== undefined && isUntouched) capabilities[name] = told;
  }
  if (capabilityNames.some((name) => (capabilities[name] ?? false) !== (row.capabilities[name] ?? false))) {
    change.capabilities = capabilities;
  }
  const isPriceUntouched =
    priceKeys.every((key) => row[key] === (before[key] ?? null)) &&
    (before.currency === undefined || before.currency === row.currency);
  const isTold = priceKeys.some((key) => now[key] !== undefined);
  const isNew = priceKeys.some((key) => row[key] !== (now[key] ?? null)) || row.currency !== now.currency;
  if (isPriceUntouched && isTold && isNew) {
    for (const key of priceKeys) change[key] = now[key] ?? null;
    if (now.currency !== undefined) change.currency = now.currency;
  }
  const same = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
  if (now.parameters && same(row.parameters, before.parameters ?? {}) && !same(row.parameters, now.parameters)) {
    change.parameters = now.parameters;
  }
  return change;
}

/** The database keeps the members of an object in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => [key, sorted(one)]);
}
