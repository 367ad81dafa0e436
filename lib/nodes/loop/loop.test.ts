import { describe, expect, it } from "vitest";
import type { Field } from "../../graph/schema";
import type { JsonObject } from "../../shared/json";
import { makeNode } from "../run-one.test-support";
import { loopNode } from "./definition";

const input = (name: string, more: Partial<Field> = {}): Field => ({ name, type: "number", value: 0, ...more });
const node = (inputs: Field[], config: JsonObject = {}) => makeNode("loop", config, { inputs });
const faults = (inputs: Field[], config: JsonObject = {}) =>
  loopNode.checkConfig(node(inputs, config)).map(({ field, code }) => `${field} ${code}`);
const names = (fields: Field[] | undefined) => fields?.map((field) => field.name);

describe("the loop", () => {
  it("gives its variables to the nodes inside, with the number of the turn, and what they end as to those after it", () => {
    const variables = [
      input("sum"),
      input("names", { type: "array", items: "string", label: "Names", required: true }),
    ];
    expect(loopNode.turnValuesOf?.(node(variables))).toEqual([
      { name: "index", type: "number", isSystem: true },
      { name: "sum", type: "number" },
      { name: "names", type: "array", items: "string", label: "Names" },
    ]);
    expect(names(loopNode.outputsOf(node(variables)))).toEqual(["turns", "reason", "sum", "names"]);
  });
  it("refuses variables that are named like a value of its own", () => {
    expect(faults([input("index"), input("turns"), input("reason"), input("sum")])).toEqual([
      "inputs.index field_invalid",
      "inputs.turns field_invalid",
      "inputs.reason field_invalid",
    ]);
    expect(names(loopNode.turnValuesOf?.(node([input("index"), input("sum")])))).toEqual(["index", "sum"]);
  });
  it("refuses new values for what is no variable, and two for one", () => {
    const next = [
      { name: "sum", value: "{{ loop.sum + 1 }}" },
      { name: "total", value: 1 },
      { name: "", value: 2 },
      { name: "sum", value: 3 },
    ];
    expect(faults([input("sum")], { next })).toEqual([
      "config.next.1.name field_invalid",
      "config.next.2.name field_missing",
      "config.next.3.name field_invalid",
    ]);
    expect(faults([input("sum")], { next: next.slice(0, 1) })).toEqual([]);
  });
  it("refuses more turns than there can be", () => {
    for (const maxTurns of [0, 10_001, 1.5])
      expect(faults([], { maxTurns })).toEqual(["config.maxTurns field_invalid"]);
  });
});
