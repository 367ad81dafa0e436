// One call of a rerank model, in the shape that hosts of such models share: a query and documents in, places and scores
// out. Knows neither workspaces nor where the documents come from.

import { z } from "zod";
import type { Usage } from "../run-log/events";
import type { ModelAccess } from "./access";
import { addressOf } from "./address";
import { modelFailure, toModelFailure } from "./failure";
import { headersOf } from "./language-model";
import { type Fetch, providerFetch } from "./provider-fetch";
import { estimateTokens, usageOf } from "./usage";

export interface Ranked {
  /** The best first; `index` is the document's place in what was sent. */
  results: { index: number; score: number }[];
  usage: Usage;
}

const answerSchema = z.object({
  results: z.array(z.object({ index: z.int().min(0), relevance_score: z.number() })),
  usage: z.object({ total_tokens: z.number().optional(), prompt_tokens: z.number().optional() }).optional(),
});

/** Orders documents by how well they answer a query; throws ModelFailure. */
export async function rankTexts(
  model: ModelAccess,
  query: string,
  documents: readonly string[],
  fetch: Fetch,
  signal: AbortSignal,
): Promise<Ranked> {
  const { provider } = model;
  const base = addressOf(provider);
  if (base === null) throw modelFailure("address_unreachable", model);
  const patience = AbortSignal.any([signal, AbortSignal.timeout(provider.timeoutMs)]);
  const bearer: Record<string, string> =
    provider.auth.type === "bearer" && provider.apiKey !== null ? { authorization: `Bearer ${provider.apiKey}` } : {};
  try {
    const response = await providerFetch(fetch, model)(`${base}/rerank`, {
      method: "POST",
      headers: { ...bearer, ...headersOf(provider), "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ model: model.modelId, query, documents, top_n: documents.length }),
      signal: patience,
    });
    const read = answerSchema.safeParse(await response.json().catch(() => null));
    if (!read.success || read.data.results.some(({ index }) => index >= documents.length)) {
      throw modelFailure("provider_bad_answer", model);
    }
    const { results, usage } = read.data;
    const prompt = usage?.total_tokens ?? usage?.prompt_tokens ?? estimateTokens(query + documents.join(""));
    return {
      results: results.map(({ index, relevance_score: score }) => ({ index, score })).sort((a, b) => b.score - a.score),
      usage: usageOf(model, { prompt, completion: 0, cached: 0 }),
    };
  } catch (error) {
    if (signal.aborted) throw modelFailure("run_cancelled", model, { cause: error });
    if (patience.aborted) {
      throw modelFailure("request_timeout", model, { cause: error, seconds: provider.timeoutMs / 1000 });
    }
    throw toModelFailure(error, model, "asking");
  }
}
