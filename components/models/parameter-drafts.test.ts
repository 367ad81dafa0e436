import { describe, expect, test } from "vitest";
import { usualParameters } from "@/lib/models/parameter-preset-rules";
import { draftsOf, findDraftFault, type ParameterDraft, specsOf } from "./parameter-drafts";

const draft = (more: Partial<ParameterDraft> = {}): ParameterDraft => ({
  key: "k",
  name: "warmth",
  kind: "number",
  label: "",
  min: "",
  max: "",
  step: "",
  standard: "",
  options: "",
  ...more,
});
const faultOf = (more: Partial<ParameterDraft>, others: ParameterDraft[] = []) => {
  const one = draft(more);
  return findDraftFault(one, [one, ...others]);
};

describe("parameters while they are edited", () => {
  test("come back as they were", () => {
    const specs = {
      ...usualParameters({ providerKind: "anthropic", modelId: "c", capabilities: { reasoning: true } }),
      thinking: { kind: "boolean" as const, label: "Think", default: false },
      depth: { kind: "select" as const, options: ["a", "b"], default: "b" },
    };
    expect(specsOf(draftsOf(specs))).toEqual(specs);
  });
  test("say what is wrong with them", () => {
    expect(faultOf({})).toBeNull();
    expect(faultOf({ name: "no name" })).toBe("name");
    expect(faultOf({}, [draft({ key: "other" })])).toBe("twice");
    expect(faultOf({ max: "a lot" })).toBe("number");
    expect(faultOf({ step: "0" })).toBe("step");
    expect(faultOf({ min: "2", max: "1" })).toBe("bounds");
    expect(faultOf({ kind: "select", options: " , " })).toBe("options");
    expect(faultOf({ kind: "integer", standard: "1.5" })).toBe("default");
    expect(faultOf({ kind: "select", options: "low, high", standard: "most" })).toBe("default");
  });
  test("take commas of any script between options, each once", () => {
    expect(specsOf([draft({ kind: "select", options: "low，high、 low, most" })]).warmth?.options).toEqual([
      "low",
      "high",
      "most",
    ]);
  });
  test("forget bounds of a kind that has none", () => {
    expect(specsOf([draft({ kind: "boolean", min: "1", standard: "true" })])).toEqual({
      warmth: { kind: "boolean", default: true },
    });
  });
});
