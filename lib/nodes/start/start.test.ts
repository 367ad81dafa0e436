import { describe, expect, it } from "vitest";
import { emptyGraph, type Field } from "../../graph/schema";
import { AppError } from "../../shared/errors";
import { makeContext, makeNode, runOne } from "../run-one.test-support";
import { checkInputs, inputFieldsOf } from "./check-inputs";
import { coerceInputs } from "./coerce-inputs";
import { startNode } from "./definition";

const variables: Field[] = [
  { name: "city", type: "string", required: true, maxLength: 10 },
  { name: "count", type: "number", default: 3 },
  { name: "urgent", type: "boolean" },
  { name: "tags", type: "array", items: "string" },
  { name: "size", type: "string", options: ["S", "L"] },
];
const coerce = (inputs: Parameters<typeof coerceInputs>[1]) => coerceInputs(variables, inputs);
const codes = (inputs: Parameters<typeof coerceInputs>[1]) =>
  coerce(inputs).faults.map((fault) => `${fault.path} ${fault.code}`);

describe("inputs of a run", () => {
  it("are brought into the types that are asked for", () => {
    const { values, faults } = coerce({ city: "Ulm", count: " 4.5 ", urgent: "true", tags: '["a", 1]', size: "L" });
    expect(faults).toEqual([]);
    expect(values).toEqual({ city: "Ulm", count: 4.5, urgent: true, tags: ["a", "1"], size: "L" });
  });
  it("get defaults, or null where there is none", () => {
    expect(coerce({ city: "Ulm" }).values).toEqual({ city: "Ulm", count: 3, urgent: null, tags: null, size: null });
    expect(coerce({ city: "Ulm", count: null, urgent: "" }).values).toMatchObject({ count: 3, urgent: null });
  });
  it("lose what nobody asks for", () => {
    expect(coerce({ city: "Ulm", other: 1, constructor: 2 }).values).not.toHaveProperty("other");
    expect(Object.keys(coerce({ city: "Ulm", other: 1 }).values)).toEqual(variables.map((field) => field.name));
  });
  it("are refused field by field", () => {
    expect(codes({})).toEqual(["inputs.city required"]);
    expect(codes({ city: "" })).toEqual(["inputs.city required"]);
    expect(codes({ city: "a very long name", count: "many", urgent: "yes", tags: "{}", size: "M" })).toEqual([
      "inputs.city too_long",
      "inputs.count wrong_type",
      "inputs.urgent wrong_type",
      "inputs.tags wrong_type",
      "inputs.size not_an_option",
    ]);
    expect(codes({ city: { a: 1 }, count: Number.NaN, tags: [{}] })).toEqual([
      "inputs.city wrong_type",
      "inputs.count wrong_type",
      "inputs.tags wrong_type",
    ]);
  });
  it("are checked against the graph before a run is accepted", () => {
    const graph = { ...emptyGraph(), nodes: [makeNode("start", { variables: JSON.parse(JSON.stringify(variables)) })] };
    expect(() => checkInputs(graph, { city: "Ulm" })).not.toThrow();
    const thrown = (() => {
      try {
        checkInputs(graph, { count: "x" });
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(AppError);
    expect((thrown as AppError).details.map((detail) => detail.path)).toEqual(["inputs.city", "inputs.count"]);
    expect(inputFieldsOf({ ...graph, inputSchema: [{ name: "own", type: "any" }] }).map((f) => f.name)).toEqual([
      "own",
    ]);
    expect(inputFieldsOf(emptyGraph())).toEqual([]);
  });
});

describe("the start node", () => {
  it("gives variables and the question", async () => {
    const run = { ...makeContext().run, query: "Hello?" };
    const config = { variables: [{ name: "count", type: "number" }] };
    const { result } = await runOne("start", { config, inputs: { count: "2", extra: true } }, { run });
    expect(result.outputs).toEqual({ count: 2, query: "Hello?" });
  });
  it("fails on inputs that do not fit", async () => {
    const config = { variables: [{ name: "count", type: "number", required: true }] };
    await expect(runOne("start", { config })).rejects.toMatchObject({ code: "inputs_invalid" });
  });
  it("tells a name used twice, and the question's name", () => {
    const node = makeNode("start", {
      variables: [
        { name: "query", type: "string" },
        { name: "a", type: "string" },
        { name: "a", type: "any" },
      ],
    });
    expect(startNode.checkConfig(node).map((fault) => fault.field)).toEqual([
      "config.variables.0.name",
      "config.variables.2.name",
    ]);
    expect(startNode.outputsOf(node).map((field) => field.name)).toEqual(["query", "a"]);
  });
});
