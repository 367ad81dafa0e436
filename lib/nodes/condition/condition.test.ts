import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../shared/json";
import { makeNode, runOne } from "../run-one.test-support";
import { conditionNode } from "./definition";

const one = (id: string, left: number, right: number, more: JsonObject = {}): JsonObject => ({
  id,
  logic: "and",
  rules: [{ left, operator: "greater", right }],
  ...more,
});
const branch = async (...cases: JsonObject[]) => (await runOne("condition", { config: { cases } })).result;

describe("the condition node", () => {
  it("takes the first case that holds, else the last way", async () => {
    expect(await branch(one("a", 1, 2), one("b", 3, 2, { name: "Large" }), one("c", 4, 2))).toEqual({
      outputs: { branch: "b" },
      handles: ["b"],
      summary: "Large",
    });
    expect((await branch(one("a", 1, 2))).handles).toEqual(["else"]);
  });
  it("has a handle for each case with an id of its own, also while half typed", () => {
    const node = makeNode("condition", {
      cases: [{ id: "a", name: "Yes" }, { id: "a" }, { id: "" }, 7, { id: "else" }, { id: "b" }],
    });
    expect(conditionNode.handlesOf(node).sources).toEqual([{ id: "a", label: "Yes" }, { id: "b" }, { id: "else" }]);
  });
  it("tells blank rules, groups without rules and ids used twice", () => {
    const fields = (cases: JsonObject[]) =>
      conditionNode.checkConfig(makeNode("condition", { cases })).map((fault) => fault.field);
    expect(fields([{ id: "a", logic: "and", rules: [{ left: "", operator: "is" }] }])).toEqual([
      "config.cases.0.rules.0.left",
    ]);
    expect(fields([{ id: "a", logic: "and", rules: [] }])).toEqual(["config.cases.0.rules"]);
    expect(fields([one("a", 1, 2, { groups: [{ logic: "or", rules: [] }] })])).toEqual([
      "config.cases.0.groups.0.rules",
    ]);
    expect(fields([one("a", 1, 2), one("a", 1, 2)])).toEqual(["config.cases.1.id"]);
    expect(fields([one("else", 1, 2), one("error", 1, 2)])).toEqual(["config.cases.0.id", "config.cases.1.id"]);
    expect(fields([{ ...one("a", 1, 2), rules: [{ left: "x", operator: "resembles" }] }])).toEqual([
      "config.cases.0.rules.0.operator",
    ]);
  });
});
