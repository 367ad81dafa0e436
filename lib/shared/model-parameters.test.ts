import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "./json";
import {
  findParameterFault,
  findParameterFaults,
  findSpecFault,
  fitParameters,
  type ParameterSpecs,
  tellParameterFault,
} from "./model-parameters";

const specs: ParameterSpecs = {
  temperature: { kind: "number", min: 0, max: 1, step: 0.1 },
  topK: { kind: "integer", min: 1 },
  seed: { max: 10 },
  reasoning: { kind: "select", options: ["low", "high"], default: "low" },
  thinking: { kind: "boolean" },
};
const told = (name: string, value: Json) => {
  const fault = findParameterFault(specs, name, value);
  return fault && tellParameterFault(fault);
};

describe("a value of a parameter", () => {
  test("fits within bounds, options and kind", () => {
    const values = {
      temperature: 1,
      topK: 40,
      seed: -3.5,
      reasoning: "high",
      thinking: false,
      maxTokens: 9,
      stop: ["a"],
    };
    expect(findParameterFaults(specs, values)).toEqual([]);
    expect(findParameterFaults(specs, { temperature: null, reasoning: undefined })).toEqual([]);
  });
  test("is refused with what would fit", () => {
    expect(told("temperature", 1.5)).toBe("temperature has to be from 0 to 1.");
    expect(told("temperature", "1")).toBe("temperature has to be a number.");
    expect(told("topK", 0)).toBe("topK has to be 1 or more.");
    expect(told("topK", 1.5)).toBe("topK has to be a whole number.");
    expect(told("seed", 11)).toBe("seed has to be 10 or less.");
    expect(told("reasoning", "extreme")).toBe("reasoning has to be one of: low, high.");
    expect(told("thinking", 1)).toBe("thinking has to be true or false.");
    expect(told("topP", 1)).toBe("The model has no parameter topP.");
    expect(told("constructor", 1)).toBe("The model has no parameter constructor.");
  });
});

describe("what a model is asked with", () => {
  test("has the defaults of what is open, and the chosen as it is", () => {
    expect(fitParameters(specs, { temperature: 0.2, maxTokens: 5, thinking: null })).toEqual({
      values: { reasoning: "low", temperature: 0.2, maxTokens: 5 },
      notes: [],
    });
  });
  test("never changes anything without telling", () => {
    const { values, notes } = fitParameters(specs, { temperature: 1.5, reasoning: "extreme", topP: 0.4 });
    expect(values).toEqual({ temperature: 1 });
    expect(notes).toEqual([
      "temperature has to be from 0 to 1. Asked with 1 instead of 1.5.",
      "reasoning has to be one of: low, high. Asked without it.",
      "The model has no parameter topP. Asked without it.",
    ]);
  });
  test("fits whatever was chosen", () => {
    const any = fc.dictionary(fc.constantFrom(...Object.keys(specs), "other"), fc.jsonValue());
    fc.assert(
      fc.property(any, (values) => {
        const fitted = fitParameters(specs, values as Record<string, Json>);
        expect(findParameterFaults(specs, fitted.values)).toEqual([]);
        const changed = Object.entries(values).filter(([key, one]) => one !== null && fitted.values[key] !== one);
        expect(fitted.notes).toHaveLength(changed.length);
      }),
    );
  });
});

test("a description says what is wrong with itself", () => {
  expect(findSpecFault({ min: 2, max: 1 })).toBe("bounds");
  expect(findSpecFault({ kind: "select", options: [] })).toBe("options");
  expect(findSpecFault({ kind: "integer", default: 1.5 })).toBe("default");
  expect(findSpecFault({ kind: "integer", min: 0, max: 5, default: 5 })).toBeNull();
});
