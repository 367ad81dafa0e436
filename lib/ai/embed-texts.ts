// One call of an embedding model: texts in, vectors out. Knows neither workspaces nor what the vectors are for.

import { createAzure } from "@ai-sdk/azure";
import { createGoogle } from "@ai-sdk/google";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { Usage } from "../run-log/events";
import type { ModelAccess } from "./access";
import { addressOf } from "./address";
import { modelFailure, toModelFailure } from "./failure";
import { azureVersion, headersOf } from "./language-model";
import { type Fetch, providerFetch } from "./provider-fetch";
import { estimateTokens, usageOf } from "./usage";

export interface Embedded {
  /** In the order of the texts. */
  vectors: number[][];
  usage: Usage;
}

/** Makes a vector of each text; throws ModelFailure. */
export async function embedTexts(
  model: ModelAccess,
  texts: readonly string[],
  fetch: Fetch,
  signal: AbortSignal,
): Promise<Embedded> {
  const patience = AbortSignal.any([signal, AbortSignal.timeout(model.provider.timeoutMs)]);
  try {
    const { embeddings, usage } = await embeddingModelFor(model, fetch).doEmbed({
      values: [...texts],
      abortSignal: patience,
    });
    if (embeddings.length !== texts.length) throw modelFailure("provider_bad_answer", model);
    const prompt = usage?.tokens ?? texts.reduce((sum, text) => sum + estimateTokens(text), 0);
    return { vectors: embeddings, usage: usageOf(model, { prompt, completion: 0, cached: 0 }) };
  } catch (error) {
    if (signal.aborted) throw modelFailure("run_cancelled", model, { cause: error });
    if (patience.aborted) {
      throw modelFailure("request_timeout", model, { cause: error, seconds: model.provider.timeoutMs / 1000 });
    }
    throw toModelFailure(error, model, "asking");
  }
}

function embeddingModelFor(model: ModelAccess, fetch: Fetch) {
  const { provider } = model;
  const baseURL = addressOf(provider);
  if (baseURL === null) throw modelFailure("address_unreachable", model);
  const common = { headers: headersOf(provider), fetch: providerFetch(fetch, model) };
  // Never undefined: the libraries would then take a key from the process's own environment.
  const apiKey = provider.auth.type === "bearer" ? (provider.apiKey ?? "none") : "none";
  switch (provider.kind) {
    case "google":
      return createGoogle({ ...common, apiKey, baseURL }).embeddingModel(model.modelId);
    case "azure":
      return createAzure({ ...common, apiKey, baseURL, ...azureVersion(provider) }).embeddingModel(model.modelId);
    case "openai":
    case "openai-compatible":
    case "ollama": {
      const url = provider.kind === "ollama" ? `${baseURL.replace(/\/(?:v1|api)$/, "")}/v1` : baseURL;
      const key = provider.apiKey !== null && provider.auth.type === "bearer" ? { apiKey } : {};
      return createOpenAICompatible({ ...common, ...key, name: "compatible", baseURL: url }).embeddingModel(
        model.modelId,
      );
    }
    default:
      throw modelFailure("model_not_found", model);
  }
}
