import fc from "fast-check";
import { expect, test } from "vitest";
import { checkSchema } from "../../shared/check-schema";
import type { JsonObject } from "../../shared/json";
import { ask, makeModel } from "../testing/make-model";
import { fillSchema } from "./fill-schema";

const builtin = () =>
  makeModel("", { kind: "builtin", baseUrl: null }, { prices: { input: 0, output: 0, cached: 0, currency: null } });
const tools = [
  {
    name: "current_time",
    description: "",
    inputSchema: { type: "object", properties: { timeZone: { type: "string" } } },
  },
  {
    name: "refund",
    description: "",
    inputSchema: { type: "object", properties: { amount: { type: "number" } }, required: ["amount"] },
  },
];

test("calls the tools that a question names, with the arguments that stand there or in its words", async () => {
  const { text, toolRequests, finishReason } = await ask(builtin(), "What is the current time? Then refund 80", {
    tools,
  }).answer;
  expect({ text, finishReason }).toEqual({ text: "", finishReason: "tool-calls" });
  expect(toolRequests?.map(({ name, arguments: args }) => [name, args])).toEqual([
    ["current_time", {}],
    ["refund", { amount: 80 }],
  ]);
  const typed = await ask(builtin(), 'refund {"amount": 7, "to": {"name": "Ada"}}', { tools }).answer;
  expect(typed.toolRequests?.[0]?.arguments).toEqual({ amount: 7, to: { name: "Ada" } });
});

test("calls nothing without a name, where it may not, and where results are there: those it tells", async () => {
  const called = async (question: string, more = {}) =>
    (await ask(builtin(), question, { tools, ...more }).answer).toolRequests;
  expect(await called("Good day")).toBeUndefined();
  expect(await called("refund 8", { toolChoice: "none" })).toBeUndefined();
  expect(await called("Good day", { toolChoice: "required" })).toHaveLength(1);
  const messages = [
    { role: "user" as const, content: "refund 8" },
    { role: "assistant" as const, content: "", toolRequests: [{ id: "1", name: "refund", arguments: { amount: 8 } }] },
    { role: "tool" as const, requestId: "1", name: "refund", content: "```paid```" },
  ];
  const { text, toolRequests } = await ask(builtin(), "", { tools, messages }).answer;
  expect(toolRequests).toBeUndefined();
  expect(text).toContain("The tools gave:\n\n**refund**\n\n````\n```paid```\n````");
});

test("gives an object that fits the schema", async () => {
  const answerSchema = {
    type: "object",
    properties: {
      mood: { type: ["string", "null"], enum: ["bad", "good", null] },
      age: { type: "integer", maximum: 30 },
    },
    required: ["mood", "age"],
  };
  const { text, object } = await ask(builtin(), "Ada is good and 36", { answerSchema }).answer;
  expect(object).toEqual({ mood: "good", age: 30 });
  expect(JSON.parse(text)).toEqual(object);
});

test("what it fills fits, for schemas as forms make them", () => {
  const leaf = fc.constantFrom<JsonObject>(
    { type: "string", minLength: 1, maxLength: 20 },
    { type: "number", minimum: 5 },
    { type: "boolean" },
    { type: ["integer", "null"] },
    { enum: ["a", "b"] },
    {},
  );
  const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
    schema: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.record({ type: fc.constant("array"), items: tie("schema"), minItems: fc.nat(2) }),
      fc
        .tuple(tie("schema"), tie("schema"))
        .map(([a, b]) => ({ type: "object", properties: { a, b }, required: ["a", "b"], additionalProperties: false })),
    ),
  }));
  fc.assert(
    fc.property(schema, fc.string(), (given, text) => {
      expect(checkSchema(fillSchema(given, text), given)).toEqual([]);
    }),
  );
});
