import { describe, expect, test } from "vitest";
import { findSpecFault } from "../shared/model-parameters";
import { providerKinds } from "../shared/statuses";
import { parametersOfModel } from "./parameter-preset-rules";

const model = {
  providerKind: "openai-compatible" as const,
  modelId: "warp",
  type: "chat",
  maxTokens: null,
  capabilities: {},
  parameters: {},
};

describe("the parameters of a model", () => {
  test("are the usual ones of its kind where none are written down", () => {
    expect(Object.keys(parametersOfModel(model))).toEqual([
      "temperature",
      "topP",
      "topK",
      "maxTokens",
      "presencePenalty",
      "frequencyPenalty",
      "seed",
    ]);
    expect(parametersOfModel({ ...model, providerKind: "anthropic" }).temperature?.max).toBe(1);
    for (const providerKind of providerKinds) {
      const specs = parametersOfModel({ ...model, providerKind, capabilities: { reasoning: true } });
      expect(Object.values(specs).map(findSpecFault)).toEqual(Object.values(specs).map(() => null));
    }
  });
  test("leave out sampling where the model refuses it", () => {
    for (const modelId of ["gpt-5", "gpt-5-mini", "o3", "o4-mini"]) {
      const specs = parametersOfModel({ ...model, providerKind: "openai", modelId });
      expect(Object.keys(specs)).toEqual(["reasoning", "maxTokens", "seed"]);
    }
    for (const modelId of ["gpt-4o", "gpt-5-chat-latest", "omni"]) {
      expect(parametersOfModel({ ...model, providerKind: "openai", modelId }).temperature?.max).toBe(2);
    }
  });
  test("are those written down, where there are any", () => {
    const specs = parametersOfModel({ ...model, parameters: { warmth: { min: 1, max: 3, default: 2 } } });
    expect(specs).toEqual({
      warmth: { min: 1, max: 3, default: 2 },
      maxTokens: { kind: "integer", min: 1, step: 1, max: 1_000_000 },
    });
  });
  test("come in the order in which people reach for them, however they are stored", () => {
    const stored = { zest: {}, seed: {}, depth: {}, topP: {}, temperature: {}, reasoning: {} };
    const names = ["reasoning", "temperature", "topP", "maxTokens", "seed", "depth", "zest"];
    expect(Object.keys(parametersOfModel({ ...model, parameters: stored }))).toEqual(names);
  });
  test("bound the answer by what the model can give", () => {
    const bounded = (parameters: object) =>
      parametersOfModel({ ...model, maxTokens: 4096, parameters: { ...parameters } });
    expect(bounded({}).maxTokens?.max).toBe(4096);
    expect(bounded({ maxTokens: { max: 100 } }).maxTokens?.max).toBe(100);
    expect(bounded({ maxTokens: { max: 9_000 } }).maxTokens?.max).toBe(4096);
  });
  test("are none for a model that makes vectors", () => {
    expect(parametersOfModel({ ...model, type: "embedding" })).toEqual({});
  });
});
