import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../../shared/json";
import { makeWorld } from "../agent-loop/testing/scripted-agent";
import { makeNode, runOne } from "../run-one.test-support";
import { extractorNode } from "./definition";

const fields = [
  { name: "age", type: "number", required: true },
  { name: "mood", type: "string", options: ["good", "bad"] },
];
const extract = async (objects: Json[], config: JsonObject = { fields }) => {
  const world = makeWorld((turn) => ({ say: "{}", object: objects[turn - 1] ?? objects.at(-1) ?? null }));
  const { result } = await runOne("extractor", { config: { text: "Ada, 36", ...config } }, world.context);
  return { outputs: result.outputs, asked: world.asked };
};

describe("an extractor", () => {
  it("gives the values by their names", async () => {
    const { outputs, asked } = await extract([{ age: 36, mood: null }]);
    expect(outputs).toEqual({ object: { age: 36, mood: null }, age: 36, mood: null });
    expect(asked[0]?.answerSchema).toEqual({
      type: "object",
      properties: { age: { type: "number" }, mood: { type: ["string", "null"], enum: ["good", "bad", null] } },
      required: ["age", "mood"],
      additionalProperties: false,
    });
  });
  it("tells the model what does not fit and asks again", async () => {
    const { outputs, asked } = await extract([{ age: "36" }, { age: 36, mood: "good" }]);
    expect(outputs.age).toBe(36);
    expect(asked[1]?.messages.at(-1)?.content).toMatch(/\/mood is missing.*\/age has to be a number/);
  });
  it("fails when the tries are used up", async () => {
    await expect(extract([{}], { fields, retries: 0 })).rejects.toMatchObject({
      error: { code: "provider_bad_answer" },
    });
  });
  it("takes a JSON Schema where one is typed", async () => {
    const schema =
      '{"type":"object","properties":{"rows":{"type":"array","items":{"type":"integer"}}},"required":["rows"]}';
    const { outputs } = await extract([{ rows: ["x"] }, { rows: [1] }], { schema });
    expect(outputs).toEqual({ object: { rows: [1] }, rows: [1] });
  });
  it("wants to know what to take out", () => {
    const faults = (config: JsonObject) =>
      extractorNode.checkConfig(makeNode("extractor", config)).map(({ field, code }) => `${field} ${code}`);
    expect(faults({ fields: [] })).toEqual(["config.fields field_missing"]);
    expect(faults({ schema: "[]" })).toEqual(["config.schema field_invalid"]);
    expect(faults({ fields: [{ name: "object", type: "any" }] })).toEqual(["config.fields.0.name field_invalid"]);
  });
});
