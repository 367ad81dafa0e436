// Models and calls for tests, with everything that a test does not care about filled in.

import type { ModelCall } from "../../nodes/contract";
import type { ModelAccess, ProviderAccess } from "../access";
import { type CallPorts, callLanguageModel } from "../call-model";

let revision = 0;

/** A model of an OpenAI-compatible provider at `baseUrl`. */
export function makeModel(
  baseUrl: string,
  provider: Partial<ProviderAccess> = {},
  model: Partial<ModelAccess> = {},
): ModelAccess {
  return {
    id: "model",
    name: "Scripted",
    modelId: "scripted",
    contextWindow: 8192,
    maxTokens: null,
    prices: { input: 1, output: 2, cached: null, currency: "USD" },
    ...model,
    provider: {
      id: "provider",
      name: "Loom",
      kind: "openai-compatible",
      baseUrl,
      apiVersion: null,
      apiKey: "sk-very-secret-key-1234",
      auth: { type: "bearer" },
      headers: {},
      timeoutMs: 5000,
      retryCount: 0,
      revision: String(++revision),
      ...provider,
    },
  };
}

export interface Heard {
  text: string[];
  thought: string[];
}

/** Calls a model with a question and keeps what it streams. */
export function ask(
  model: ModelAccess,
  question: string,
  call: Partial<ModelCall> = {},
  ports: Partial<CallPorts> = {},
) {
  const heard: Heard = { text: [], thought: [] };
  const answer = callLanguageModel(
    model,
    {
      modelId: model.id,
      system: null,
      messages: [{ role: "user", content: question }],
      parameters: {},
      signal: new AbortController().signal,
      onText: (delta) => heard.text.push(delta),
      onThought: (delta) => heard.thought.push(delta),
      ...call,
    },
    { fetch: globalThis.fetch, sleep: async () => {}, random: () => 0, ...ports },
  );
  return { heard, answer };
}
