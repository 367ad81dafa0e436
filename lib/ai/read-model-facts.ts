// What providers say of a model in their lists, each in its own words: what it can do, how much it reads and writes,
// what it costs, what it may be asked with. Believes nothing that does not have the right form. Pure.

import { isJsonObject, type Json, type JsonObject } from "../shared/json";
import type { ParameterSpec } from "../shared/model-parameters";

export const capabilityNames = ["vision", "audio", "tools", "streaming", "json", "reasoning"] as const;
export type CapabilityName = (typeof capabilityNames)[number];

/** What a provider says of a model; what it is silent about is absent. */
export interface ModelFacts {
  type?: "chat" | "embedding" | "rerank";
  contextWindow?: number;
  maxTokens?: number;
  capabilities?: Partial<Record<CapabilityName, boolean>>;
  /** Per million tokens, in US dollars. */
  inputPrice?: number;
  outputPrice?: number;
  cachedPrice?: number;
  parameters?: Record<string, ParameterSpec>;
}

export interface ListedModel {
  /** As the provider calls it. */
  id: string;
  facts: ModelFacts;
}

type Can = NonNullable<ModelFacts["capabilities"]>;

const asObject = (value: Json | undefined): JsonObject => (isJsonObject(value ?? null) ? (value as JsonObject) : {});
const texts = (value: Json | undefined): string[] | null =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : null;
const flag = (value: Json | undefined): boolean | undefined => (typeof value === "boolean" ? value : undefined);

function tokens(...values: (Json | undefined)[]): number | undefined {
  return values.find(
    (value): value is number =>
      typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 100_000_000,
  );
}

/** Reads an item of a list of models, or what is told of one model by itself. */
export function readModelFacts(item: JsonObject): ModelFacts {
  const facts: ModelFacts = {
    ...withValue("contextWindow", windowOf(item)),
    ...withValue("maxTokens", longestOf(item)),
    ...pricesOf(item),
  };
  const can = defined({
    ...openRouterCan(item),
    ...mistralCan(item),
    ...anthropicCan(item),
    ...googleCan(item),
    ...ollamaCan(item),
    ...flagsCan(item),
  });
  const type = typeOf(item);
  if (type) facts.type = type;
  if (Object.keys(can).length > 0)
    facts.capabilities = type === undefined || type === "chat" ? { streaming: true, ...can } : can;
  const parameters = parametersOf(item);
  if (Object.keys(parameters).length > 0) facts.parameters = parameters;
  return facts;
}

function windowOf(item: JsonObject): number | undefined {
  const inner = asObject(item.model_info);
  const ollama = Object.entries(inner).find(([key]) => key.endsWith(".context_length"))?.[1];
  return tokens(
    item.context_length,
    item.max_context_length,
    item.context_window,
    item.max_input_tokens,
    item.inputTokenLimit,
    item.max_model_len,
    ollama,
  );
}

function longestOf(item: JsonObject): number | undefined {
  return tokens(
    asObject(item.top_provider).max_completion_tokens,
    item.max_completion_tokens,
    item.max_output_tokens,
    item.outputTokenLimit,
    // Anthropic's; elsewhere the word may mean anything.
    item.type === "model" ? item.max_tokens : undefined,
  );
}

/** OpenRouter tells dollars for one token as texts, Together dollars for a million as numbers. */
function pricesOf(item: JsonObject): Pick<ModelFacts, "inputPrice" | "outputPrice" | "cachedPrice"> {
  const pricing = asObject(item.pricing);
  const perToken = (value: Json | undefined) => {
    const read = typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
    return read >= 0 && read < 1 ? Number((read * 1e6).toPrecision(12)) : undefined;
  };
  const perMillion = (value: Json | undefined) =>
    typeof value === "number" && value >= 0 && value < 1e6 ? value : undefined;
  return {
    ...withValue("inputPrice", perToken(pricing.prompt) ?? perMillion(pricing.input)),
    ...withValue("outputPrice", perToken(pricing.completion) ?? perMillion(pricing.output)),
    ...withValue("cachedPrice", perToken(pricing.input_cache_read) ?? perMillion(pricing.cached_input)),
  };
}

function openRouterCan(item: JsonObject): Can {
  const inputs = texts(asObject(item.architecture).input_modalities);
  const supported = texts(item.supported_parameters);
  return {
    ...(inputs ? { vision: inputs.includes("image"), audio: inputs.includes("audio") } : {}),
    ...(supported
      ? {
          tools: supported.includes("tools"),
          json: supported.includes("response_format") || supported.includes("structured_outputs"),
          reasoning: supported.includes("reasoning") || supported.includes("include_reasoning"),
        }
      : {}),
  };
}

function mistralCan(item: JsonObject): Can {
  const said = asObject(item.capabilities);
  return defined({
    vision: flag(said.vision),
    audio: flag(said.audio),
    tools: flag(said.function_calling),
    reasoning: flag(said.reasoning),
  });
}

/** Each of Anthropic's is an object that says whether it is supported. */
function anthropicCan(item: JsonObject): Can {
  const said = asObject(item.capabilities);
  const supported = (name: string) => flag(asObject(said[name]).supported);
  return defined({
    vision: supported("image_input"),
    json: supported("structured_outputs"),
    reasoning: supported("thinking"),
    // They all call tools, which therefore is not among what their list tells of.
    tools: said.image_input === undefined ? undefined : true,
  });
}

function googleCan(item: JsonObject): Can {
  return defined({ reasoning: flag(item.thinking) });
}

function ollamaCan(item: JsonObject): Can {
  const said = texts(item.capabilities);
  if (!said) return {};
  return {
    vision: said.includes("vision"),
    audio: said.includes("audio"),
    tools: said.includes("tools"),
    reasoning: said.includes("thinking"),
    // It makes every model that writes keep to a schema.
    json: said.includes("completion"),
  };
}

/** Single flags, as several compatible servers have them. */
function flagsCan(item: JsonObject): Can {
  return defined({
    vision: flag(item.supports_image_in) ?? flag(item.supports_image_input) ?? flag(item.supports_vision),
    tools: flag(item.supports_tools) ?? flag(item.supports_function_calling),
    reasoning: flag(item.supports_reasoning),
  });
}

function typeOf(item: JsonObject): ModelFacts["type"] {
  const methods = texts(item.supportedGenerationMethods);
  if (methods) {
    if (methods.includes("generateContent")) return "chat";
    return methods.some((method) => method.startsWith("embed") || method.endsWith("EmbedContent"))
      ? "embedding"
      : undefined;
  }
  const said = texts(item.capabilities);
  if (said?.includes("embedding") && !said.includes("completion")) return "embedding";
  if (said?.includes("completion") || flag(asObject(item.capabilities).completion_chat)) return "chat";
  const named = { chat: "chat", embedding: "embedding", embeddings: "embedding", rerank: "rerank" } as const;
  return typeof item.type === "string" && Object.hasOwn(named, item.type)
    ? named[item.type as keyof typeof named]
    : undefined;
}

const range = (min: number, max: number, step: number): ParameterSpec => ({ kind: "number", min, max, step });
/** Names that OpenRouter lists, as ours. */
const listed: Record<string, [name: string, spec: ParameterSpec]> = {
  temperature: ["temperature", range(0, 2, 0.1)],
  top_p: ["topP", range(0, 1, 0.05)],
  top_k: ["topK", { kind: "integer", min: 1, max: 500, step: 1 }],
  presence_penalty: ["presencePenalty", range(-2, 2, 0.1)],
  frequency_penalty: ["frequencyPenalty", range(-2, 2, 0.1)],
  seed: ["seed", { kind: "integer", min: 0, max: 2_147_483_647, step: 1 }],
  reasoning: ["reasoning", { kind: "select", options: ["low", "medium", "high"] }],
};

function parametersOf(item: JsonObject): Record<string, ParameterSpec> {
  const parameters: Record<string, ParameterSpec> = {};
  for (const word of texts(item.supported_parameters) ?? []) {
    const [name, spec] = (Object.hasOwn(listed, word) && listed[word]) || [];
    if (name && spec) parameters[name] = spec;
  }
  if (typeof item.maxTemperature === "number" && item.maxTemperature > 0 && item.maxTemperature <= 10) {
    parameters.temperature = range(0, item.maxTemperature, 0.1);
    parameters.topP = range(0, 1, 0.05);
    if (typeof item.topK === "number") parameters.topK = { kind: "integer", min: 1, max: 500, step: 1 };
  }
  return parameters;
}

function withValue<K extends string>(key: K, value: number | undefined): { [key in K]?: number } {
  // One key with its value, which a computed key can't tell the compiler.
  return (value === undefined ? {} : { [key]: value }) as { [key in K]?: number };
}

function defined(can: Partial<Record<CapabilityName, boolean | undefined>>): Can {
  const said: Can = {};
  for (const name of capabilityNames) {
    const value = can[name];
    if (value !== undefined) said[name] = value;
  }
  return said;
}
