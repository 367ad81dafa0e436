// Reads the parameters of a model node into what provider libraries take. What has the wrong type is left out: an
// administrator's form or an old graph must not make a call fail. What a model has beyond the parameters that libraries
// know goes with the call under its own name. Pure.

import type { Json, JsonObject } from "../shared/json";
import type { ModelAccess } from "./access";
import type { LanguageModel } from "./language-model";

type CallOptions = Parameters<LanguageModel["doStream"]>[0];
export type CallParameters = Pick<
  CallOptions,
  | "temperature"
  | "topP"
  | "topK"
  | "presencePenalty"
  | "frequencyPenalty"
  | "seed"
  | "maxOutputTokens"
  | "stopSequences"
  | "reasoning"
  | "responseFormat"
  | "providerOptions"
>;

const numbers = ["temperature", "topP", "topK", "presencePenalty", "frequencyPenalty", "seed"] as const;
const efforts = ["none", "minimal", "low", "medium", "high", "xhigh"] as const;
const known = new Set<string>([...numbers, "maxTokens", "stop", "reasoning", "responseFormat"]);
/** Anthropic requires a limit; its library would send one that smaller models refuse. */
const anthropicMaxTokens = 8192;

/** The parameters of a call. */
export function readParameters(parameters: JsonObject, model: ModelAccess): CallParameters {
  const read: CallParameters = {};
  for (const key of numbers) {
    const value = parameters[key];
    if (typeof value === "number" && Number.isFinite(value)) read[key] = value;
  }
  const asked = parameters.maxTokens;
  const wanted = typeof asked === "number" && asked >= 1 ? Math.floor(asked) : undefined;
  const fallback = model.provider.kind === "anthropic" ? (model.maxTokens ?? anthropicMaxTokens) : undefined;
  const max = wanted ?? fallback;
  if (max !== undefined) read.maxOutputTokens = max;
  const stop = stopsOf(parameters.stop);
  if (stop.length > 0) read.stopSequences = stop;
  const effort = efforts.find((known) => known === parameters.reasoning);
  if (effort) read.reasoning = effort;
  if (parameters.responseFormat === "json") read.responseFormat = { type: "json" };
  const own = ownParameters(parameters, model);
  if (Object.keys(own).length > 0) read.providerOptions = { [optionsName[model.provider.kind]]: own };
  return read;
}

/** Under which name each library looks for what is its provider's own. */
const optionsName: Record<ModelAccess["provider"]["kind"], string> = {
  openai: "openai",
  azure: "openai",
  anthropic: "anthropic",
  google: "google",
  ollama: "compatible",
  "openai-compatible": "compatible",
  builtin: "builtin",
};

/** Only what the model is said to have: a name that nobody wrote down for it is not sent. */
function ownParameters(parameters: JsonObject, model: ModelAccess): JsonObject {
  const own: JsonObject = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && !known.has(name) && Object.hasOwn(model.parameters ?? {}, name)) own[name] = value;
  }
  // The library for compatible servers drops it, though many of them take it.
  const { topK } = parameters;
  if (optionsName[model.provider.kind] === "compatible" && typeof topK === "number") own.top_k = topK;
  return own;
}

function stopsOf(value: Json | undefined): string[] {
  const list = typeof value === "string" ? [value] : Array.isArray(value) ? value : [];
  return list.filter((item): item is string => typeof item === "string" && item !== "").slice(0, 4);
}
