import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../shared/json";
import { makeWorld } from "../agent-loop/testing/scripted-agent";
import { makeNode, runOne } from "../run-one.test-support";
import { classifierNode } from "./definition";

const classes = [
  { id: "bills", name: "Bills", description: "Money, refunds" },
  { id: "help", name: "Help" },
];
const classify = async (object: JsonObject, text = "My bill") => {
  const world = makeWorld(() => ({ say: JSON.stringify(object), object }));
  const { result, said } = await runOne("classifier", { config: { text, classes } }, world.context);
  return { result, said, asked: world.asked };
};

describe("a classifier", () => {
  it("takes the way of the class that the model names by its number", async () => {
    const { result, said, asked } = await classify({ class: 2 });
    expect(result).toEqual({ outputs: { class: "Help", branch: "help" }, handles: ["help"], summary: "Help" });
    expect(said.text).toBe("");
    expect(asked[0]?.system).toContain("1. Bills: Money, refunds\n2. Help\n0. none");
    expect(asked[0]?.messages).toEqual([{ role: "user", content: "My bill" }]);
  });
  it("takes the other way where none fits", async () => {
    const { result } = await classify({ class: 0 });
    expect(result).toEqual({ outputs: { class: null, branch: "other" }, handles: ["other"] });
  });
  it("asks again for a number that is no class, and fails in the end", async () => {
    await expect(classify({ class: 3 })).rejects.toMatchObject({ error: { code: "provider_bad_answer" } });
    await expect(classify({ class: 1 }, " ")).rejects.toMatchObject({ code: "node_failed" });
  });
  it("has a way for each class, which needs a name and an id of its own", () => {
    const node = makeNode("classifier", { classes: [...classes, { id: "other", name: "" }] });
    expect(classifierNode.handlesOf(node).sources).toEqual([
      { id: "bills", label: "Bills" },
      { id: "help", label: "Help" },
      { id: "other" },
    ]);
    expect(classifierNode.checkConfig(node).map(({ field, code }) => `${field} ${code}`)).toEqual([
      "config.classes.2.name field_missing",
      "config.classes.2.id field_invalid",
    ]);
  });
});
