// A few node types made for tests of graph and engine: small, without any product behaviour.

import type { Json } from "../../shared/json";
import type { Catalogue, NodeType } from "../node-type";
import type { Field, GraphNode } from "../schema";

const open = { add: true, remove: true, rename: true };
const closed = { add: false, remove: false, rename: false };

function textsOf(value: Json | undefined): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === "string");
}

function type(name: string, more: Partial<NodeType> = {}): NodeType {
  return {
    type: name,
    typeVersion: 1,
    defaultSchemaPolicy: { inputs: open, outputs: open },
    contents: {},
    secretFields: [],
    checkConfig: () => [],
    outputsOf: (node) => node.outputs,
    handlesOf: () => ({ targets: [{ id: "in" }], sources: [{ id: "out" }] }),
    effectOf: () => "pure",
    writesOf: () => [],
    ...more,
  };
}

const anything: Field[] = [
  { name: "value", type: "any" },
  { name: "text", type: "string" },
  { name: "count", type: "number" },
  { name: "list", type: "array", items: "string" },
];
const withAnything = (node: GraphNode) => [...anything, ...node.outputs];

const turnContents = { condition: "turnExpression", next: "turnTemplate", output: "turnTemplate" } as const;
const indexField: Field = { name: "index", type: "number", isSystem: true };

/**
 * `work` does nothing in particular and is the type of every drawn node whose id names no other type; `read` and
 * `write` have that effect; `agent` reads; `say` and `answer` are meant to speak; `condition` has the handles of `config.handles`
 * (`case_1` and `else` unless said); `assign` sets the variables of `config.variable`; `call` may name secrets in
 * `config.key`, a model, a tool, a workflow, an agent and a prompt; `strict` needs `config.prompt` and has fixed fields; `loop` and `iteration` hold other nodes,
 * `break` and `continue` lie in them; `wait` waits.
 */
export const testCatalogue: Catalogue = {
  start: type("start", {
    role: "start",
    handlesOf: () => ({ targets: [], sources: [{ id: "out" }] }),
    outputsOf: (node) => [{ name: "query", type: "string", isSystem: true }, ...withAnything(node)],
  }),
  end: type("end", { role: "end", handlesOf: () => ({ targets: [{ id: "in" }], sources: [] }) }),
  note: type("note", { role: "note", handlesOf: () => ({ targets: [], sources: [] }) }),
  work: type("work", { outputsOf: withAnything }),
  read: type("read", { outputsOf: withAnything, effectOf: () => "read" }),
  write: type("write", { outputsOf: withAnything, effectOf: () => "write" }),
  agent: type("agent", { outputsOf: withAnything, effectOf: () => "read" }),
  say: type("say", { outputsOf: withAnything }),
  answer: type("answer", { outputsOf: withAnything }),
  condition: type("condition", {
    contents: { handles: "raw", test: "expression" },
    handlesOf: (node) => ({
      targets: [{ id: "in" }],
      sources: textsOf(node.config.handles ?? ["case_1", "else"]).map((id) => ({ id })),
    }),
    outputsOf: () => [{ name: "branch", type: "string", isSystem: true }],
  }),
  assign: type("assign", {
    contents: { variable: "variable" },
    writesOf: (node) => textsOf(node.config.variable),
    outputsOf: () => [],
  }),
  call: type("call", {
    contents: {
      temperature: "parameter",
      parameters: "parameters",
      model: "model",
      tool: "tool",
      workflow: "workflow",
      agent: "agent",
      promptRef: "prompt",
      code: "raw",
    },
    secretFields: ["key"],
    effectOf: () => "write",
    outputsOf: withAnything,
  }),
  strict: type("strict", {
    typeVersion: 2,
    defaultSchemaPolicy: { inputs: closed, outputs: closed },
    initial: {
      inputs: [
        { name: "amount", type: "number", required: true, isSystem: true },
        { name: "hint", type: "string" },
      ],
      outputs: [],
    },
    checkConfig: (node) =>
      typeof node.config.prompt === "string" && node.config.prompt !== ""
        ? []
        : [{ field: "config.prompt", code: "field_missing" }],
    outputsOf: () => [{ name: "text", type: "string", isSystem: true }],
  }),
  wait: type("wait", { outputsOf: withAnything }),
  break: type("break", { role: "break", handlesOf: () => ({ targets: [{ id: "in" }], sources: [] }) }),
  continue: type("continue", { role: "continue", handlesOf: () => ({ targets: [{ id: "in" }], sources: [] }) }),
  loop: type("loop", {
    container: "loop",
    contents: turnContents,
    turnValuesOf: (node) => [indexField, ...node.inputs],
    outputsOf: (node) => [
      { name: "turns", type: "number", isSystem: true },
      { name: "reason", type: "string", isSystem: true },
      ...node.inputs,
      ...node.outputs,
    ],
  }),
  iteration: type("iteration", {
    container: "iteration",
    contents: turnContents,
    turnValuesOf: (node) => [
      { name: "item", type: "any", isSystem: true },
      indexField,
      ...node.inputs.filter(({ name }) => name !== "items"),
    ],
    outputsOf: (node) => [
      { name: "results", type: "array", isSystem: true },
      { name: "errors", type: "array", items: "object", isSystem: true },
      { name: "count", type: "number", isSystem: true },
      ...node.outputs,
    ],
  }),
};
