// Asks a provider which models it has, and what it says of them. Knows no tables.

import { isJsonObject, type Json } from "../shared/json";
import type { ProviderAccess } from "./access";
import { addressOf } from "./address";
import { modelFailure, toModelFailure } from "./failure";
import { type Fetch, providerFetch } from "./provider-fetch";
import { type ListedModel, readModelFacts } from "./read-model-facts";
import { showOllamaModels } from "./show-ollama-models";

const maxModels = 2000;
const timeoutMs = 15_000;

/** A provider's models by their ids; null where its kind can't list them. Throws ModelFailure. */
export async function listProviderModels(provider: ProviderAccess, fetch: Fetch): Promise<ListedModel[] | null> {
  const request = requestOf(provider);
  if (!request) return null;
  const called = { modelId: "", provider };
  const headers = { ...request.headers, ...provider.headers };
  try {
    const response = await providerFetch(fetch, called)(request.url, {
      headers: { ...headers, accept: "application/json" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    const listed = readList(text);
    if (!listed) throw modelFailure("provider_bad_answer", called);
    return provider.kind === "ollama" ? await showOllamaModels(provider, listed, headers, fetch) : listed;
  } catch (error) {
    throw toModelFailure(error, called, "asking");
  }
}

function requestOf(provider: ProviderAccess): { url: string; headers: Record<string, string> } | null {
  const base = addressOf(provider);
  if (base === null) return null;
  const key = provider.apiKey;
  const named = provider.auth.type === "header" && key !== null ? { [provider.auth.header ?? "x-api-key"]: key } : null;
  const bearer: Record<string, string> =
    named ?? (key !== null && provider.auth.type === "bearer" ? { authorization: `Bearer ${key}` } : {});
  switch (provider.kind) {
    case "openai":
    case "openai-compatible":
      return { url: `${base}/models`, headers: bearer };
    case "ollama":
      return { url: `${base.replace(/\/(?:v1|api)$/, "")}/v1/models`, headers: bearer };
    case "anthropic":
      return {
        url: `${base}/models?limit=1000`,
        headers: { "anthropic-version": "2023-06-01", ...(named ?? { "x-api-key": key ?? "" }) },
      };
    case "google":
      return { url: `${base}/models?pageSize=1000`, headers: named ?? { "x-goog-api-key": key ?? "" } };
    default:
      // Azure lists deployments only to those who manage the account.
      return null;
  }
}

/** Reads `{data: [{id}]}` and `{models: [{name}]}`; null when it is neither. */
function readList(text: string): ListedModel[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const list = "data" in value ? value.data : "models" in value ? value.models : Array.isArray(value) ? value : null;
  if (!Array.isArray(list)) return null;
  const found = new Map<string, ListedModel>();
  for (const item of list as Json[]) {
    if (!isJsonObject(item)) continue;
    const named = item.id ?? item.name;
    if (typeof named !== "string" || named === "") continue;
    const id = named.replace(/^models\//, "").slice(0, 300);
    if (!found.has(id)) found.set(id, { id, facts: readModelFacts(item) });
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, maxModels);
}
