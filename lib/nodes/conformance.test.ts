// What every node type has to keep to. A new type is tested by being in the catalogue; all it adds here is one sample.

import { existsSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import en from "@/messages/en/nodes.json";
import cn from "@/messages/zh-CN/nodes.json";
import tw from "@/messages/zh-TW/nodes.json";
import { readContainer } from "../graph/container";
import { valuesKeyOf } from "../graph/prompt-reference";
import { fieldSchema, type GraphNode, nodeSchema } from "../graph/schema";
import { isJsonObject, type Json, type JsonObject } from "../shared/json";
import { catalogue, type NodeTypeName, type RunnableTypeName } from "./catalogue";
import {
  type ConfigField,
  controls,
  type NodeContext,
  type NodeDefinition,
  nodeCategories,
  type OpenTool,
} from "./contract";
import { executors } from "./executors";
import { type Given, makeNode, runOne } from "./run-one.test-support";
import { isOfType } from "./value-types";

const types = Object.entries(catalogue) as [NodeTypeName, NodeDefinition][];
const id = "019a0000-0000-7000-8000-000000000001";
const usage = { promptTokens: 1, completionTokens: 1, cost: null, currency: null };
const said = { thought: "", finishReason: "stop", usage };
const openTool: OpenTool = {
  id,
  source: "tool",
  name: "weather",
  title: "Weather",
  description: "Tells the weather of a city.",
  inputSchema: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  effect: "read",
  approval: "never",
  approvalRule: null,
  isDestructive: false,
  isIdempotent: false,
  timeoutMs: 1_000,
  maxOutputLength: 1_000,
};
const calledRun = { runId: id, name: "Weather", outputs: { degrees: 7 }, response: "7 degrees", error: null, usage };

/** A config as the engine resolves it, and the world that the node needs, for every type that runs. */
const samples: Record<RunnableTypeName, { given: Given; world?: Partial<NodeContext> }> = {
  start: { given: { config: { variables: [{ name: "count", type: "number" }] }, inputs: { count: 1 } } },
  llm: {
    given: { config: { prompt: "Hi" } },
    world: { callModel: async () => ({ text: "Hello", thought: "", finishReason: "stop", usage }) },
  },
  agent: {
    given: { config: { prompt: "Hi", fields: [{ name: "mood", type: "string" }] } },
    world: {
      callModel: async ({ answerSchema }) =>
        answerSchema ? { ...said, text: '{"mood":"good"}', object: { mood: "good" } } : { ...said, text: "Hello" },
    },
  },
  planner: {
    given: { config: { goal: "Say hello" } },
    world: {
      callModel: async ({ answerSchema }) =>
        answerSchema
          ? { ...said, text: "{}", object: { tasks: [{ name: "Greet", description: "" }] } }
          : { ...said, text: "Hello" },
    },
  },
  extractor: {
    given: { config: { text: "Ada, 36", fields: [{ name: "age", type: "number" }] } },
    world: { callModel: async () => ({ ...said, text: '{"age":36}', object: { age: 36 } }) },
  },
  classifier: {
    given: { config: { text: "My bill", classes: [{ id: "bills", name: "Bills" }] } },
    world: { callModel: async () => ({ ...said, text: '{"class":1}', object: { class: 1 } }) },
  },
  tool: {
    given: { config: { toolId: id }, inputs: { city: "Oslo" } },
    world: {
      openTools: async () => ({ tools: [openTool], problems: [] }),
      callTool: async () => ({ text: "7", value: 7, isError: false }),
    },
  },
  "list-operations": { given: { config: { items: [3, 1], operations: [{ operation: "sort" }] } } },
  "agent-call": {
    given: { config: { agentId: id, query: "Hi" } },
    world: { callRun: async () => ({ ...calledRun, status: "succeeded" }) },
  },
  answer: { given: { config: { text: "Hi" } } },
  condition: {
    given: { config: { cases: [{ id: "a", logic: "and", rules: [{ left: 1, operator: "is", right: 1 }] }] } },
  },
  switch: { given: { config: { value: 1, branches: [{ id: "a", value: 1 }] } } },
  aggregate: { given: { config: { groups: [{ name: "best", type: "number", values: [null, 2] }] } } },
  template: { given: { config: { text: "Hi" } } },
  assign: { given: { config: { assignments: [{ variable: "x", operation: "set", value: 1 }] }, vars: { x: 0 } } },
  code: { given: { inputs: { text: "a" } }, world: { runCode: async () => ({ result: 1 }) } },
  "http-request": {
    given: { config: { url: "https://example.com" } },
    world: { fetch: async () => ({ status: 200, headers: {}, body: "{}", durationMs: 1 }) },
  },
  break: { given: {} },
  continue: { given: {} },
  "sub-workflow": {
    given: { config: { workflowId: id }, inputs: { city: "Oslo" } },
    world: { callRun: async () => ({ ...calledRun, status: "succeeded" }) },
  },
  approval: {
    given: {
      config: { title: "Refund", form: [{ name: "amount", type: "number" }], editable: true, draft: "Dear Ada" },
      answer: {
        kind: "approval",
        status: "approved",
        values: { amount: 7 },
        text: "Dear Ben",
        comment: "",
        by: "user",
        decidedBy: { id: "1", name: "Ada" },
        decidedAt: "2027-01-31T09:00:00.000Z",
      },
    },
  },
  wait: {
    given: {
      config: { mode: "event", key: "paid", timeLimitHours: 1 },
      answer: { kind: "event", status: "received", data: { sum: 7 } },
    },
  },
  end: { given: { inputs: { total: 1 } } },
};

function shapeOf(definition: NodeDefinition): Record<string, z.ZodType> {
  const { configSchema } = definition;
  if (!(configSchema instanceof z.ZodObject)) throw new Error("a config schema is an object");
  return configSchema.shape;
}
const accepts = (schema: z.ZodType | undefined, value: unknown) => schema?.safeParse(value).success ?? false;
const keys = (value: Json | object) => (typeof value === "object" && value !== null ? Object.keys(value).sort() : []);

describe.each(types)("%s: definition", (name, definition) => {
  const node = makeNode(name);
  it("stands in the catalogue under its own name", () => expect(definition.type).toBe(name));
  it("has a category and an icon that exist", () => {
    expect(nodeCategories).toContain(definition.category);
    expect(existsSync(`node_modules/lucide-react/dist/esm/icons/${definition.icon}.mjs`)).toBe(true);
  });
  it("has a field for every key of its config, and no other", () => {
    const drawn = definition.fields.flatMap(({ key, control }) =>
      control === "promptReference" ? [key, valuesKeyOf(key)] : [key],
    );
    expect(drawn.sort()).toEqual(keys(shapeOf(definition)));
    expect(keys(definition.contents)).toEqual(keys(shapeOf(definition)));
  });
  it("has secret fields among those whose templates are resolved", () => {
    for (const key of definition.secretFields) expect(definition.contents[key], key).toBe("template");
  });
  it("starts as a node that a graph can hold, with nothing wrong but what is still to be filled in", () => {
    expect(() => nodeSchema.parse(node)).not.toThrow();
    for (const fault of definition.checkConfig(node)) expect(fault).toMatchObject({ code: "field_missing" });
  });
  it("can be brought up from every earlier version", () => {
    const earlier = Array.from({ length: definition.typeVersion - 1 }, (_, index) => String(index + 1));
    expect(Object.keys(definition.upgrades)).toEqual(earlier);
  });
  it("gives unique handles and outputs", () => {
    const { sources, targets } = definition.handlesOf(node);
    for (const ids of [sources.map((h) => h.id), targets.map((h) => h.id)]) expect(new Set(ids).size).toBe(ids.length);
    const names = definition.outputsOf(node).map((field) => field.name);
    expect(new Set(names).size).toBe(names.length);
    if (definition.role === "start") expect(targets).toEqual([]);
    if (definition.role === "end") expect(sources).toEqual([]);
  });
  it("runs turns with fields that only a container has, and only then", () => {
    const turnKeys = Object.entries(definition.contents).filter(([, content]) => content.startsWith("turn"));
    const ownKeys = Object.keys(readContainer({}));
    for (const [key] of turnKeys) expect(ownKeys).toContain(key);
    expect(turnKeys.length > 0).toBe(definition.container !== undefined);
    expect(definition.turnValuesOf !== undefined).toBe(definition.container !== undefined);
  });
});

const fieldsOfTypes = types.flatMap(([name, definition]) =>
  definition.fields.map((field): [string, ConfigField, z.ZodType | undefined, NodeDefinition] => [
    `${name}.${field.key}`,
    field,
    shapeOf(definition)[field.key],
    definition,
  ]),
);

describe.each(fieldsOfTypes)("%s", (_, field, schema, definition) => {
  it("is drawn by a control that exists", () => expect(controls).toContain(field.control));
  it("accepts what its control offers, and refuses what it does not", () => {
    if (field.control === "select") {
      expect(field.options?.length).toBeGreaterThan(1);
      for (const option of field.options ?? []) expect(accepts(schema, option), option).toBe(true);
      expect(accepts(schema, "no such option")).toBe(false);
    }
    for (const bound of [field.min, field.max]) if (bound !== undefined) expect(accepts(schema, bound)).toBe(true);
    if (field.max !== undefined) expect(accepts(schema, field.max + 1)).toBe(false);
    if (field.min !== undefined) expect(accepts(schema, field.min - 1)).toBe(false);
    if (field.maxLength !== undefined) expect(accepts(schema, "x".repeat(field.maxLength + 1))).toBe(false);
  });
  it("depends on an earlier field with values that it can have", () => {
    const when = field.visibleWhen;
    if (!when) return;
    const order = definition.fields.map((other) => other.key);
    expect(order.indexOf(when.key)).toBeGreaterThanOrEqual(0);
    expect(order.indexOf(when.key)).toBeLessThan(order.indexOf(field.key));
    for (const value of when.in) expect(accepts(shapeOf(definition)[when.key], value)).toBe(true);
  });
});

describe.each([
  ["en", en],
  ["zh-CN", cn],
  ["zh-TW", tw],
])("words in %s", (_, file) => {
  const words: JsonObject = file;
  const at = (...path: string[]): Json | undefined =>
    path.reduce<Json | undefined>((value, key) => (isJsonObject(value) ? value[key] : undefined), words);
  const said = (...path: string[]) => expect(at(...path), path.join(".")).toMatch(/\S/);

  it("exist for every category and group", () => {
    for (const category of nodeCategories) said("categories", category);
    for (const group of ["basic", "behaviour", "advanced"]) said("groups", group);
  });
  it.each(types)("exist for %s, its fields, options, outputs and handles, and for nothing else", (name, definition) => {
    said("types", name, "name");
    said("types", name, "description");
    expect(keys(at("types", name, "fields") ?? {})).toEqual(definition.fields.map((field) => field.key).sort());
    for (const field of definition.fields) {
      said("types", name, "fields", field.key, "label");
      const options = at("types", name, "fields", field.key, "options") ?? {};
      expect(keys(options), field.key).toEqual([...(field.options ?? [])].sort());
    }
    const node = makeNode(name);
    for (const output of [...definition.outputsOf(node), ...(definition.turnValuesOf?.(node) ?? [])])
      if (output.isSystem) said("types", name, "outputs", output.name);
    const { sources, targets } = definition.handlesOf({ ...makeNode(name), config: {} });
    for (const { id, label } of [...sources, ...targets]) {
      if (label === undefined) expect(at("types", name, "handles", id) ?? at("handles", id), id).toMatch(/\S/);
    }
  });
});

const word = fc.oneof(
  fc.string(),
  fc.constantFrom("a", "else", "default", "error", "__proto__", "x".repeat(70), "name"),
);
const row = fc.dictionary(
  fc.constantFrom("id", "name", "type", "value", "values", "variable", "operation", "rules", "groups", "logic", "left"),
  fc.oneof(word, fc.jsonValue(), fc.array(fc.dictionary(word, fc.jsonValue()), { maxLength: 3 })),
);
const garbage = fc.oneof(word, fc.jsonValue(), fc.array(fc.oneof(row, fc.jsonValue()), { maxLength: 5 }));

describe.each(types)("%s: any config", (name, definition) => {
  it("is answered without a throw, in the right form", () => {
    const config = fc.dictionary(fc.constantFrom(...definition.fields.map((f) => f.key), "unknown"), garbage);
    fc.assert(
      fc.property(config, (given) => {
        const parsed = nodeSchema.safeParse({ ...makeNode(name), config: given });
        fc.pre(parsed.success);
        const node: GraphNode = parsed.data ?? makeNode(name);
        for (const fault of definition.checkConfig(node)) {
          expect(fault.field).toMatch(/^(config|inputs|outputs)(\.|$)/);
          expect(["field_missing", "field_invalid"]).toContain(fault.code);
        }
        const { sources, targets } = definition.handlesOf(node);
        const ids = sources.map((handle) => handle.id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { id } of [...sources, ...targets]) {
          expect(id.length).toBeGreaterThan(0);
          expect(id.length).toBeLessThanOrEqual(64);
        }
        for (const given of [definition.outputsOf(node), definition.turnValuesOf?.(node) ?? []]) {
          expect(new Set(given.map((field) => field.name)).size).toBe(given.length);
          for (const field of given) expect(fieldSchema.safeParse(field).success).toBe(true);
        }
        expect(["pure", "read", "write"]).toContain(definition.effectOf(node));
        expect(definition.writesOf(node).every((variable) => typeof variable === "string")).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe.each(Object.keys(samples) as RunnableTypeName[])("%s: executor", (name) => {
  it("gives what its definition promises", async () => {
    const { given, world } = samples[name];
    const node = makeNode(name, given.config, name === "end" ? { inputs: [{ name: "total", type: "number" }] } : {});
    const definition: NodeDefinition = catalogue[name];
    const { result } = await runOne(name, given, world);
    const promised = definition.outputsOf(node);
    expect(result.wait).toBeUndefined();
    expect(keys(result.outputs)).toEqual(promised.map((field) => field.name).sort());
    for (const field of promised)
      expect(isOfType(result.outputs[field.name] ?? null, field.type), field.name).toBe(true);
    const handles = definition.handlesOf(node).sources.map((handle) => handle.id);
    for (const handle of result.handles ?? []) expect(handles).toContain(handle);
    for (const variable of Object.keys(result.writes ?? {})) expect(definition.writesOf(node)).toContain(variable);
  });
  it("is the only one of its type", () => expect(Object.hasOwn(executors, name)).toBe(true));
});
