// Ollama's list has names alone; what a model can do it tells one by one. Knows no tables.

import { isJsonObject, type Json } from "../shared/json";
import type { ProviderAccess } from "./access";
import { addressOf } from "./address";
import type { Fetch } from "./provider-fetch";
import { type ListedModel, readModelFacts } from "./read-model-facts";

/** More than anybody has on one machine; the rest is listed without more. */
const mostShown = 60;
const atATime = 4;
const timeoutMs = 5_000;

/** The models with what Ollama says of each; one that can't be asked stays as it is listed. */
export async function showOllamaModels(
  provider: ProviderAccess,
  listed: ListedModel[],
  headers: Record<string, string>,
  fetch: Fetch,
): Promise<ListedModel[]> {
  const base = addressOf(provider)?.replace(/\/(?:v1|api)$/, "");
  const shown = [...listed];
  let next = 0;
  const work = async () => {
    for (let i = next++; i < Math.min(shown.length, mostShown); i = next++) {
      const one = shown[i];
      if (one) shown[i] = { ...one, facts: { ...one.facts, ...(await show(`${base}/api/show`, one.id)) } };
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return shown;

  async function show(url: string, model: string) {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify({ model }),
        signal: AbortSignal.timeout(timeoutMs),
        redirect: "error",
      });
      const body: Json = response.ok ? await response.json() : null;
      return isJsonObject(body) ? readModelFacts(body) : {};
    } catch {
      // An older Ollama, or one that is busy: the name is enough to use the model.
      return {};
    }
  }
}
