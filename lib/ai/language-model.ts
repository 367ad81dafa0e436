// Builds the provider library's object for one model. Objects are kept while the provider's row is unchanged, because
// building one costs as much as a short call. Knows nothing of prompts.

import { createAnthropic } from "@ai-sdk/anthropic";
import { createAzure } from "@ai-sdk/azure";
import { createGoogle } from "@ai-sdk/google";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModel as AnyLanguageModel } from "ai";
import type { ModelAccess, ProviderAccess } from "./access";
import { addressOf } from "./address";
import { modelFailure } from "./failure";
import { type Fetch, providerFetch } from "./provider-fetch";

export type LanguageModel = Extract<AnyLanguageModel, { specificationVersion: "v4" }>;

const maxKept = 200;
const kept = new Map<string, { fetch: Fetch; model: LanguageModel }>();

/** The library's object for a model, the same one as long as nothing about it changed. */
export function languageModelFor(model: ModelAccess, fetch: Fetch): LanguageModel {
  const key = `${model.provider.id} ${model.provider.revision} ${model.modelId}`;
  const found = kept.get(key);
  if (found && found.fetch === fetch) return found.model;
  const built = createLanguageModel(model, fetch);
  kept.delete(key);
  kept.set(key, { fetch, model: built });
  const oldest = kept.keys().next();
  if (kept.size > maxKept && !oldest.done) kept.delete(oldest.value);
  return built;
}

/** Builds the library's object for a model. */
function createLanguageModel(model: ModelAccess, fetch: Fetch): LanguageModel {
  const { provider } = model;
  const baseURL = addressOf(provider);
  const common = { headers: headersOf(provider), fetch: providerFetch(fetch, model) };
  // Never undefined: the libraries would then take a key from the process's own environment.
  const apiKey = provider.auth.type === "bearer" ? (provider.apiKey ?? "none") : "none";
  if (baseURL === null) throw modelFailure("address_unreachable", model);
  switch (provider.kind) {
    case "openai":
      return createOpenAI({ ...common, apiKey, baseURL }).chat(model.modelId);
    case "anthropic":
      return createAnthropic({ ...common, apiKey, baseURL })(model.modelId);
    case "google":
      return createGoogle({ ...common, apiKey, baseURL })(model.modelId);
    case "azure":
      return createAzure({ ...common, apiKey, baseURL, ...azureVersion(provider) }).chat(model.modelId);
    case "ollama":
      return compatible(`${baseURL.replace(/\/(?:v1|api)$/, "")}/v1`);
    case "openai-compatible":
      return compatible(baseURL);
    case "builtin":
      throw new Error("The built-in provider has no library object.");
  }

  function compatible(url: string): LanguageModel {
    return createOpenAICompatible({
      ...common,
      name: "compatible",
      baseURL: url,
      includeUsage: true,
      ...(provider.apiKey !== null && provider.auth.type === "bearer" ? { apiKey } : {}),
    }).chatModel(model.modelId);
  }
}

/** What is sent with every request beside the library's own headers. */
export function headersOf({ auth, apiKey, headers }: ProviderAccess): Record<string, string> {
  return auth.type === "header" && apiKey !== null ? { [auth.header ?? "x-api-key"]: apiKey, ...headers } : headers;
}

/** Dated versions of Azure's interface exist only under addresses that name the deployment. */
export function azureVersion({ apiVersion }: ProviderAccess): {
  apiVersion?: string;
  useDeploymentBasedUrls?: boolean;
} {
  if (apiVersion === null || apiVersion === "v1") return {};
  return { apiVersion, useDeploymentBasedUrls: true };
}
