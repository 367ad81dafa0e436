// The parameters that a model has: those that were written down for it, else those that models of its kind usually have.
// Labels of these are words of the pages, by their names. Pure; shared by the server and the browser.

import type { ParameterSpec, ParameterSpecs } from "../shared/model-parameters";
import type { ProviderKind } from "../shared/statuses";

interface Described {
  providerKind: ProviderKind;
  modelId: string;
  type: string;
  maxTokens: number | null;
  capabilities: { reasoning?: boolean };
  /** As they are stored: nothing = the usual ones. */
  parameters: ParameterSpecs;
}

const mostTokens = 1_000_000;
const temperature = (max: number): ParameterSpec => ({ kind: "number", min: 0, max, step: max > 1 ? 0.1 : 0.05 });
const topP: ParameterSpec = { kind: "number", min: 0, max: 1, step: 0.05 };
const topK: ParameterSpec = { kind: "integer", min: 1, max: 500, step: 1 };
const penalty: ParameterSpec = { kind: "number", min: -2, max: 2, step: 0.1 };
const seed: ParameterSpec = { kind: "integer", min: 0, max: 2_147_483_647, step: 1 };
const efforts = (...options: string[]): ParameterSpec => ({ kind: "select", options });
const penalties = { presencePenalty: penalty, frequencyPenalty: penalty };

/** Reasoning models of OpenAI refuse everything about sampling. */
const openAiReasons = /^(?:o\d|gpt-(?:[5-9]|\d\d))(?!.*-chat)/;

/** The parameters of a model, with the longest answer bounded by what it can give; none where it does not write texts. */
export function parametersOfModel(model: Described): ParameterSpecs {
  if (model.type !== "chat") return {};
  const stored = Object.keys(model.parameters).length > 0;
  const specs = stored ? model.parameters : usualParameters(model);
  const asked = specs.maxTokens ?? {};
  const max = Math.min(asked.max ?? mostTokens, model.maxTokens ?? mostTokens);
  return inOrder({ ...specs, maxTokens: { kind: "integer", min: 1, step: 1, ...asked, max } });
}

/** What people reach for first comes first; what is not known here follows by its name. */
const order = [
  "reasoning",
  "temperature",
  "topP",
  "topK",
  "maxTokens",
  "presencePenalty",
  "frequencyPenalty",
  "seed",
] as const;
const places = new Map<string, number>(order.map((name, place) => [name, place]));

/** Parameters in the order of their controls: that of the database, or of how they were put together, says nothing. */
export function inOrder(specs: ParameterSpecs): ParameterSpecs {
  const placeOf = (name: string) => places.get(name) ?? order.length;
  return Object.fromEntries(Object.entries(specs).sort(([a], [b]) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1)));
}

/** What models of a kind of provider usually take. */
export function usualParameters({
  providerKind,
  modelId,
  capabilities,
}: Pick<Described, "providerKind" | "modelId" | "capabilities">): ParameterSpecs {
  const reasons = capabilities.reasoning === true;
  switch (providerKind) {
    case "openai":
    case "azure":
      if (openAiReasons.test(modelId)) return { reasoning: efforts("minimal", "low", "medium", "high"), seed };
      return { temperature: temperature(2), topP, ...penalties, seed };
    case "anthropic":
      return {
        temperature: temperature(1),
        topP,
        topK,
        ...(reasons ? { reasoning: efforts("none", "low", "medium", "high") } : {}),
      };
    case "google":
      return {
        temperature: temperature(2),
        topP,
        topK,
        ...penalties,
        seed,
        ...(reasons ? { reasoning: efforts("none", "low", "medium", "high") } : {}),
      };
    case "builtin":
      return { temperature: temperature(2), topP };
    default:
      return {
        temperature: temperature(2),
        topP,
        topK,
        ...penalties,
        seed,
        ...(reasons ? { reasoning: efforts("none", "low", "medium", "high") } : {}),
      };
  }
}
