// Tokens and money of one call. Where a provider reports nothing, or a stream was cut off, tokens are estimated: a
// rough number is worth more to whoever pays than none. Knows no provider.

import type { Usage } from "../run-log/events";
import type { ModelAccess, ModelPrices } from "./access";

export interface TokenCounts {
  prompt: number;
  completion: number;
  cached: number;
}

/** About how many tokens a text has: four Latin characters, or one and a quarter Chinese ones, make one. */
export function estimateTokens(text: string): number {
  let wide = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x2e80) wide++;
  return Math.ceil(wide * 0.8 + (text.length - wide) / 4);
}

/** The price of a call; null where neither price is known. */
function costOf(tokens: TokenCounts, prices: ModelPrices): number | null {
  if (prices.input === null && prices.output === null) return null;
  const cached = Math.min(tokens.cached, tokens.prompt);
  const input = prices.input ?? 0;
  const sum =
    (tokens.prompt - cached) * input + cached * (prices.cached ?? input) + tokens.completion * (prices.output ?? 0);
  // Eight decimals is what the database keeps.
  return Math.round(sum * 100) / 1e8;
}

/** The usage of a call of a model, priced. */
export function usageOf(model: ModelAccess, tokens: TokenCounts): Usage {
  const cost = costOf(tokens, model.prices);
  return {
    promptTokens: tokens.prompt,
    completionTokens: tokens.completion,
    ...(tokens.cached > 0 ? { cachedTokens: tokens.cached } : {}),
    cost,
    currency: cost === null ? null : model.prices.currency,
    modelId: model.id,
    modelName: model.name,
  };
}
