import { expect, it } from "vitest";
import { makeNode, runOne } from "../run-one.test-support";
import { aggregateNode } from "./definition";

it("takes the first alternative of each group that is not null", async () => {
  const groups = [
    { name: "answer", type: "string", values: [null, "second", "third"] },
    { name: "zero", values: [0, 1] },
    { name: "none", values: [null] },
  ];
  expect((await runOne("aggregate", { config: { groups } })).result.outputs).toEqual({
    answer: "second",
    zero: 0,
    none: null,
  });
});

it("gives an output for each group and tells names used twice and blank alternatives", () => {
  const node = makeNode("aggregate", {
    groups: [{ name: "a", type: "number", values: [""] }, { name: "a", values: ["{{ x.y }}"] }, { name: "1" }],
  });
  expect(aggregateNode.outputsOf(node)).toEqual([{ name: "a", type: "number" }]);
  expect(
    aggregateNode
      .checkConfig(node)
      .map((fault) => `${fault.field} ${fault.code}`)
      .sort(),
  ).toEqual([
    "config.groups.0.values.0 field_missing",
    "config.groups.1.name field_invalid",
    "config.groups.2.name field_invalid",
    "config.groups.2.values field_missing",
  ]);
});
