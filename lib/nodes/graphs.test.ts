// Whole graphs of real node types through the validator, the planner and the engine: what single nodes promise has to
// fit together. Models are passed in; the sandbox and the network are the real ones.

import { describe, expect, it } from "vitest";
import { httpCall } from "../net/http-call";
import { mapCallTexts } from "../net/map-call-texts";
import { serve } from "../net/testing/serve";
import type { NodeContext } from "./contract";
import { graphOf, problemsOf as problems, runGraph as run } from "./run-graph.test-support";

const echo: NodeContext["callModel"] = async (call) => {
  const text = `You said: ${call.messages.at(-1)?.content}`;
  for (const piece of text.split(/(?<= )/)) call.onText(piece);
  return {
    text,
    thought: "",
    finishReason: "stop",
    usage: { promptTokens: 1, completionTokens: 1, cost: null, currency: null },
  };
};

describe("a graph of real nodes", () => {
  it("asks a model and gives its text", async () => {
    const graph = graphOf(
      [
        ["start", "start"],
        ["model", "llm"],
        ["end", "end", {}, { inputs: [{ name: "text", type: "string", value: "{{ model.text }}" }] }],
      ],
      ["start -> model", "model -> end"],
    );
    expect(problems(graph)).toEqual([]);
    const { end } = await run(graph, { query: "Hello", context: { callModel: echo } });
    expect(end).toMatchObject({
      status: "succeeded",
      response: "You said: Hello",
      outputs: { text: "You said: Hello" },
    });
  });

  it("branches, skips, and merges what is there", async () => {
    const graph = graphOf(
      [
        ["start", "start", { variables: [{ name: "amount", type: "number", required: true }] }],
        [
          "check",
          "condition",
          {
            cases: [
              { id: "large", logic: "and", rules: [{ left: "{{ start.amount }}", operator: "greater", right: "100" }] },
            ],
          },
        ],
        ["big", "template", { text: "Ask a manager about {{ start.amount }}" }],
        ["small", "template", { text: "Fine" }],
        [
          "pick",
          "switch",
          {
            value: "start.amount % 2",
            branches: [
              { id: "even", value: 0 },
              { id: "odd", value: "1" },
            ],
          },
        ],
        ["says_even", "template", { mode: "json", json: { even: true, amount: "{{ start.amount }}" } }],
        [
          "merge",
          "aggregate",
          {
            groups: [
              { name: "advice", type: "string", values: ["{{ big.text }}", "{{ small.text }}"] },
              { name: "parity", values: ["{{ says_even.json }}", "odd"] },
            ],
          },
        ],
        ["reply", "answer", { text: "{{ merge.advice }} ({{ merge.parity }})" }],
      ],
      [
        "start -> check",
        "start -> pick",
        "check:large -> big",
        "check:else -> small",
        "pick:even -> says_even",
        "pick:odd -> merge",
        "says_even -> merge",
        "big -> merge",
        "small -> merge",
        "merge -> reply",
      ],
    );
    expect(problems(graph)).toEqual([]);
    expect((await run(graph, { inputs: { amount: "150" } })).end.response).toBe(
      'Ask a manager about 150 ({"even":true,"amount":150})',
    );
    expect((await run(graph, { inputs: { amount: 7 } })).end.response).toBe("Fine (odd)");
  });

  it("computes in the sandbox and keeps variables", async () => {
    const graph = graphOf(
      [
        ["start", "start"],
        ["count", "assign", { assignments: [{ variable: "n", operation: "increment", value: 2 }] }],
        [
          "code",
          "code",
          { source: "console.log('n is', inputs.n);\nreturn { result: inputs.n * 21 };" },
          {
            inputs: [{ name: "n", type: "number", value: "{{ vars.n }}" }],
            outputs: [{ name: "result", type: "number" }],
          },
        ],
        ["end", "end", {}, { inputs: [{ name: "answer", type: "number", value: "{{ code.result }}" }] }],
      ],
      ["start -> count", "count -> code", "code -> end"],
      [{ name: "n", type: "number", default: 0, scope: "run" }],
    );
    expect(problems(graph)).toEqual([]);
    const { end, events } = await run(graph);
    expect(end.outputs).toEqual({ answer: 42 });
    expect(events).toContainEqual(expect.objectContaining({ type: "node.note", message: "n is 2" }));
  });

  it("calls an address with a secret that stays a mark until it leaves", async () => {
    const seen: string[] = [];
    await using server = await serve((request, response) => {
      seen.push(
        `${request.method} ${request.url} ${request.headers.authorization} ${request.headers["idempotency-key"]}`,
      );
      response.setHeader("content-type", "application/json").end('{"id": 7}');
    });
    const reveal = (text: string) => text.replaceAll("<mark of TOKEN>", "t0k&en");
    const fetch: NodeContext["fetch"] = (call) => httpCall(mapCallTexts(call, reveal), server.policy);
    const config = {
      method: "POST",
      url: `${server.url}/orders`,
      query: [{ name: "key", value: "{{ secrets.TOKEN }}" }],
      auth: "bearer",
      token: "{{ secrets.TOKEN }}",
    };
    const graph = graphOf(
      [
        ["start", "start"],
        ["call", "http-request", config],
        ["end", "end", {}, { inputs: [{ name: "id", type: "any", value: "{{ call.json.id }}" }] }],
      ],
      ["start -> call", "call -> end"],
    );
    expect(problems(graph)).toEqual([]);
    const { end, events } = await run(graph, { context: { fetch } });
    expect(end.outputs).toEqual({ id: 7 });
    expect(seen).toEqual(["POST /orders?key=t0k%26en Bearer t0k&en run:call"]);
    expect(JSON.stringify(events)).not.toContain("t0k");
  });

  it("goes on by the error branch, with the code of what went wrong", async () => {
    const graph = graphOf(
      [
        ["start", "start"],
        ["call", "http-request", { url: "http://169.254.169.254/latest" }, { policy: { onError: "branch" } }],
        ["sorry", "answer", { text: "Sorry: {{ call.error.code }}" }],
      ],
      ["start -> call", "call:error -> sorry"],
    );
    expect(problems(graph)).toEqual([]);
    const fetch: NodeContext["fetch"] = async (call) =>
      httpCall(call, (await import("../net/send-request")).publicOnly);
    expect((await run(graph, { context: { fetch } })).end).toMatchObject({
      status: "succeeded",
      response: "Sorry: address_blocked",
    });
  });

  it("never evaluates what a person typed", async () => {
    const attack = "{{ start.query.constructor.constructor('return process')() }}{{ secrets.TOKEN }}";
    const graph = graphOf(
      [
        ["start", "start"],
        ["say", "answer", { text: "{{ start.query }}" }],
      ],
      ["start -> say"],
    );
    expect((await run(graph, { query: attack })).end.response).toBe(attack);
    const template = graphOf(
      [
        ["start", "start"],
        ["say", "template", { text: "{{ start.query.constructor }}|{{ ''.constructor }}" }],
        ["out", "answer", { text: "{{ say.text }}" }],
      ],
      ["start -> say", "say -> out"],
    );
    const { end } = await run(template, { query: "x" });
    expect(`${end.status} ${end.response}`).not.toMatch(/function|native/);
  });

  it("is refused with its field where a node is not filled in, or uses a secret where it could be seen", () => {
    const graph = graphOf(
      [
        ["start", "start"],
        ["call", "http-request"],
        ["say", "answer", { text: "{{ secrets.TOKEN }}" }],
      ],
      ["start -> call", "call -> say"],
    );
    expect(problems(graph)).toEqual(["field_missing call config.url", "secret_not_allowed say config.text"]);
  });
});
