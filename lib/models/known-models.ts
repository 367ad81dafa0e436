// Windows and list prices of models that many people use, to fill in a form with. Prices change: each table says when
// it was noted, and what people typed themselves always wins. Pure.

import type { ProviderKind } from "../shared/statuses";
import type { Capabilities } from "./contract";

export interface KnownModel {
  contextWindow: number | null;
  maxTokens: number | null;
  /** Per million tokens. */
  inputPrice: number | null;
  outputPrice: number | null;
  cachedPrice: number | null;
  currency: string;
  capabilities: Capabilities;
  type: "chat" | "embedding";
  pricesOf: string;
}

type Row = [
  id: string,
  window: number,
  max: number | null,
  input: number,
  output: number,
  cached: number | null,
  can: string,
];

interface Family {
  pricesOf: string;
  currency: string;
  matches(kind: ProviderKind, host: string): boolean;
  rows: Row[];
}

// Letters: v sees pictures, t calls tools, r reasons, j gives JSON, e makes embeddings.
const families: Family[] = [
  {
    pricesOf: "2025-10-01",
    currency: "USD",
    matches: (kind, host) => kind === "azure" || host === "api.openai.com" || (kind === "openai" && host === ""),
    rows: [
      ["gpt-5", 400_000, 128_000, 1.25, 10, 0.125, "vtrj"],
      ["gpt-5-mini", 400_000, 128_000, 0.25, 2, 0.025, "vtrj"],
      ["gpt-5-nano", 400_000, 128_000, 0.05, 0.4, 0.005, "vtrj"],
      ["gpt-4.1", 1_047_576, 32_768, 2, 8, 0.5, "vtj"],
      ["gpt-4.1-mini", 1_047_576, 32_768, 0.4, 1.6, 0.1, "vtj"],
      ["gpt-4.1-nano", 1_047_576, 32_768, 0.1, 0.4, 0.025, "vtj"],
      ["gpt-4o", 128_000, 16_384, 2.5, 10, 1.25, "vtj"],
      ["gpt-4o-mini", 128_000, 16_384, 0.15, 0.6, 0.075, "vtj"],
      ["o3", 200_000, 100_000, 2, 8, 0.5, "vtrj"],
      ["o4-mini", 200_000, 100_000, 1.1, 4.4, 0.275, "vtrj"],
      ["text-embedding-3-small", 8191, null, 0.02, 0, null, "e"],
      ["text-embedding-3-large", 8191, null, 0.13, 0, null, "e"],
    ],
  },
  {
    pricesOf: "2025-10-01",
    currency: "USD",
    matches: (kind) => kind === "anthropic",
    rows: [
      ["claude-opus-4-1", 200_000, 32_000, 15, 75, 1.5, "vtr"],
      ["claude-sonnet-4-5", 200_000, 64_000, 3, 15, 0.3, "vtr"],
      ["claude-sonnet-4", 200_000, 64_000, 3, 15, 0.3, "vtr"],
      ["claude-haiku-4-5", 200_000, 64_000, 1, 5, 0.1, "vtr"],
      ["claude-3-5-haiku", 200_000, 8192, 0.8, 4, 0.08, "vt"],
    ],
  },
  {
    pricesOf: "2025-10-01",
    currency: "USD",
    matches: (kind) => kind === "google",
    rows: [
      ["gemini-2.5-pro", 1_048_576, 65_536, 1.25, 10, 0.125, "vatrj"],
      ["gemini-2.5-flash", 1_048_576, 65_536, 0.3, 2.5, 0.03, "vatrj"],
      ["gemini-2.5-flash-lite", 1_048_576, 65_536, 0.1, 0.4, 0.01, "vatrj"],
      ["gemini-2.0-flash", 1_048_576, 8192, 0.1, 0.4, 0.025, "vatj"],
    ],
  },
  {
    pricesOf: "2025-10-01",
    currency: "USD",
    matches: (_kind, host) => host === "api.deepseek.com",
    rows: [
      ["deepseek-chat", 131_072, 8192, 0.28, 0.42, 0.028, "tj"],
      ["deepseek-reasoner", 131_072, 65_536, 0.28, 0.42, 0.028, "rj"],
    ],
  },
  {
    pricesOf: "2025-10-01",
    currency: "CNY",
    matches: (_kind, host) => host === "dashscope.aliyuncs.com",
    rows: [
      ["qwen3-max", 262_144, 65_536, 6, 24, null, "tj"],
      ["qwen-plus", 1_000_000, 32_768, 0.8, 2, null, "trj"],
      ["qwen-flash", 1_000_000, 32_768, 0.15, 1.5, null, "trj"],
      ["qwen-turbo", 1_000_000, 16_384, 0.3, 0.6, null, "trj"],
    ],
  },
  {
    pricesOf: "2025-10-01",
    currency: "CNY",
    matches: (_kind, host) => host === "api.moonshot.cn",
    rows: [
      ["kimi-k2-0905-preview", 262_144, null, 4, 16, 1, "tj"],
      ["moonshot-v1-8k", 8192, null, 2, 10, null, "tj"],
      ["moonshot-v1-32k", 32_768, null, 5, 20, null, "tj"],
      ["moonshot-v1-128k", 131_072, null, 10, 30, null, "tj"],
    ],
  },
  {
    pricesOf: "2025-10-01",
    currency: "CNY",
    matches: (_kind, host) => host === "open.bigmodel.cn",
    rows: [
      ["glm-4.5", 131_072, 98_304, 2, 8, null, "trj"],
      ["glm-4.5-air", 131_072, 98_304, 0.8, 2, null, "trj"],
    ],
  },
];

/** A dated or "latest" edition of a model has the price of its name. */
const edition = /^-(?:\d[\d-]*|latest|preview(?:-[\d-]+)?)$/;

/** What is known of a model at a provider; null for everything else, above all for hosts that set their own prices. */
export function knownModel(kind: ProviderKind, baseUrl: string | null, modelId: string): KnownModel | null {
  const host = baseUrl !== null && URL.canParse(baseUrl) ? new URL(baseUrl).hostname : "";
  const id = modelId.replace(/^models\//, "");
  for (const family of families) {
    if (!family.matches(kind, host)) continue;
    const row = family.rows
      .filter(([name]) => id === name || (id.startsWith(name) && edition.test(id.slice(name.length))))
      .sort((a, b) => b[0].length - a[0].length)[0];
    if (!row) return null;
    const [, contextWindow, maxTokens, inputPrice, outputPrice, cachedPrice, can] = row;
    return {
      contextWindow,
      maxTokens,
      inputPrice,
      outputPrice,
      cachedPrice,
      currency: family.currency,
      capabilities: capabilitiesOf(can),
      type: can.includes("e") ? "embedding" : "chat",
      pricesOf: family.pricesOf,
    };
  }
  return null;
}

function capabilitiesOf(letters: string): Capabilities {
  const names = { v: "vision", a: "audio", t: "tools", r: "reasoning", j: "json" } as const;
  const capabilities: Capabilities = letters.includes("e") ? {} : { streaming: true };
  for (const [letter, name] of Object.entries(names)) if (letters.includes(letter)) capabilities[name] = true;
  return capabilities;
}

/** What a model is for, guessed from its name where nobody says. */
export function guessType(modelId: string): "chat" | "embedding" | "rerank" {
  if (/rerank/i.test(modelId)) return "rerank";
  return /embed|\bbge-|\bm3e|\be5-/i.test(modelId) ? "embedding" : "chat";
}
