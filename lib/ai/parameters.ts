// Reads the parameters of a model node into what provider libraries take. What has the wrong type is left out: an
// administrator's form or an old graph must not make a call fail. Pure.

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
>;

const numbers = ["temperature", "topP", "topK", "presencePenalty", "frequencyPenalty", "seed"] as const;
const efforts = ["none", "minimal", "low", "medium", "high"] as const;
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
  const max = wanted === undefined ? fallback : Math.min(wanted, model.maxTokens ?? wanted);
  if (max !== undefined) read.maxOutputTokens = max;
  const stop = stopsOf(parameters.stop);
  if (stop.length > 0) read.stopSequences = stop;
  const effort = efforts.find((known) => known === parameters.reasoning);
  if (effort) read.reasoning = effort;
  if (parameters.responseFormat === "json") read.responseFormat = { type: "json" };
  return read;
}

function stopsOf(value: Json | undefined): string[] {
  const list = typeof value === "string" ? [value] : Array.isArray(value) ? value : [];
  return list.filter((item): item is string => typeof item === "string" && item !== "").slice(0, 4);
}
