// Asks a provider which models it has. Knows neither tables nor prices.

import type { ProviderAccess } from "./access";
import { addressOf } from "./address";
import { modelFailure, toModelFailure } from "./failure";
import { type Fetch, providerFetch } from "./provider-fetch";

const maxModels = 2000;
const timeoutMs = 15_000;

/** The ids of a provider's models; null where its kind can't list them. Throws ModelFailure. */
export async function listProviderModels(provider: ProviderAccess, fetch: Fetch): Promise<string[] | null> {
  const request = requestOf(provider);
  if (!request) return null;
  const called = { modelId: "", provider };
  try {
    const response = await providerFetch(fetch, called)(request.url, {
      headers: { ...request.headers, ...provider.headers, accept: "application/json" },
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    const ids = readIds(text);
    if (!ids) throw modelFailure("provider_bad_answer", called);
    return ids;
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
function readIds(text: string): string[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null) return null;
  const list = "data" in value ? value.data : "models" in value ? value.models : Array.isArray(value) ? value : null;
  if (!Array.isArray(list)) return null;
  const ids = list.flatMap((item: unknown) => {
    if (typeof item !== "object" || item === null) return [];
    const id = "id" in item ? item.id : "name" in item ? item.name : null;
    return typeof id === "string" && id !== "" ? [id.replace(/^models\//, "").slice(0, 300)] : [];
  });
  return [...new Set(ids)].sort().slice(0, maxModels);
}
