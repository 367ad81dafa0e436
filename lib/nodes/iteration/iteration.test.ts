import { describe, expect, it } from "vitest";
import { type Field, nodeSchema } from "../../graph/schema";
import { makeNode } from "../run-one.test-support";
import { iterationNode } from "./definition";

const withInputs = (...inputs: Field[]) => makeNode("iteration", { output: "{{ work.text }}" }, { inputs });
const items: Field = { name: "items", type: "array", isSystem: true, required: true, items: "string" };

describe("the iteration", () => {
  it("begins with a list that nobody can take away", () => {
    const node = makeNode("iteration");
    expect(nodeSchema.parse(node).inputs).toEqual([{ name: "items", type: "array", required: true, isSystem: true }]);
    expect(iterationNode.checkConfig(node)).toEqual([{ field: "config.output", code: "field_missing" }]);
  });
  it("gives each turn its item, of the type that the list says, and what else it was given", () => {
    expect(iterationNode.turnValuesOf?.(withInputs(items, { name: "tone", type: "string", value: "kind" }))).toEqual([
      { name: "item", type: "string", isSystem: true },
      { name: "index", type: "number", isSystem: true },
      { name: "tone", type: "string" },
    ]);
    expect(iterationNode.turnValuesOf?.(makeNode("iteration"))[0]).toMatchObject({ name: "item", type: "any" });
  });
  it("gives results, errors and their number to what follows", () => {
    expect(iterationNode.outputsOf(withInputs(items)).map((field) => field.name)).toEqual([
      "results",
      "errors",
      "count",
    ]);
  });
  it("refuses inputs that are named like a value of the turn", () => {
    const faults = iterationNode.checkConfig(withInputs(items, { name: "item", type: "any" }));
    expect(faults).toEqual([{ field: "inputs.item", code: "field_invalid", params: { name: "item" } }]);
  });
});
