import { describe, expect, it } from "vitest";
import type { Graph, Variable } from "../graph/schema";
import { draw } from "../graph/testing/draw";
import type { Json } from "../shared/json";
import { planGraph, runDrawn } from "./testing/run-drawn";

/** What a template in node `a` becomes, behind a start node with these outputs. */
async function resolved(template: Json, inputs: Record<string, Json> = {}, more: Parameters<typeof runDrawn>[1] = {}) {
  const { calls, ended } = await runDrawn("start -> a", {
    inputs,
    ...more,
    graph: { ...more.graph, nodes: { a: { config: { prompt: template } } } },
  });
  const call = calls.find((one) => one.path === "a");
  return call ? call.config.prompt : ended?.error;
}

const variable = (name: string, more: Partial<Variable> = {}): Variable => ({
  name,
  type: "any",
  scope: "run",
  ...more,
});

describe("templates of a node", () => {
  it("see outputs of nodes before it, with their types", async () => {
    expect(await resolved("Hi {{ start.name }}", { name: "Ada" })).toBe("Hi Ada");
    expect(await resolved("{{ start.list }}", { list: [1, { x: 2 }] })).toEqual([1, { x: 2 }]);
    expect(await resolved({ deep: ["{{ start.list[0] }}"] }, { list: [7] })).toEqual({ deep: [7] });
  });

  it("never evaluate what a value says", async () => {
    expect(await resolved("{{ start.name }}", { name: "{{ start.other }}", other: "!" })).toBe("{{ start.other }}");
  });

  it("have null for what is missing inside of known outputs", async () => {
    expect(await resolved("{{ start.gone.deeper }}")).toBeNull();
    expect(await resolved("{{ start.constructor.name }}")).toBeNull();
  });

  it("see the values of the run", async () => {
    const start = { sys: { query: "why?", run_id: "r1" } };
    expect(await resolved("{{ sys.query }} {{ sys.run_id }}", {}, { start })).toBe("why? r1");
  });

  it("fail the node that needs a name that exists nowhere", async () => {
    for (const template of ["{{ nowhere.x }}", "{{ sys.nothing }}", "{{ vars.nothing }}", "{{ constructor.name }}"]) {
      const error = await resolved(template);
      expect(error).toMatchObject({ code: "expression_unknown_reference", nodeId: "a", field: "config.prompt" });
    }
  });

  it("fail the node where they have no value or are none", async () => {
    expect(await resolved("{{ 1 / 0 }}")).toMatchObject({ code: "expression_invalid", field: "config.prompt" });
    expect(await resolved("{{ 1 + }}")).toMatchObject({ code: "expression_invalid", field: "config.prompt" });
  });

  it("of a failed node leave its log with what could be resolved", async () => {
    const { state } = await runDrawn("start -> a", {
      graph: {
        nodes: {
          a: {
            inputs: [
              { name: "good", type: "string", value: "{{ start.text }}" },
              { name: "bad", type: "string", value: "{{ nowhere.x }}" },
            ],
          },
        },
      },
    });
    expect(state.nodes.get("a")).toMatchObject({ status: "failed", inputs: { good: "start" } });
  });
});

describe("a node's place in the graph", () => {
  it("lets it see null where a node was skipped", async () => {
    const { calls } = await runDrawn("start -> condition ->[case_1] a -> c\ncondition ->[else] b -> c", {
      graph: {
        nodes: {
          condition: { config: { take: "else" } },
          c: { config: { prompt: "{{ a.text }}|{{ b.text }}|{{ a.text ?? 'none' }}" } },
        },
      },
    });
    expect(calls.at(-1)?.config.prompt).toBe("|b|none");
  });

  it("lets it see null where a node has not ended", async () => {
    const { calls } = await runDrawn("start -> a, b -> c\na: takes=10\nc: join=any", {
      graph: { nodes: { c: { config: { prompt: "{{ a.text }}" } } } },
    });
    expect(calls.find((call) => call.path === "c")?.config.prompt).toBeNull();
  });

  it("lets edges that are taken put values over its inputs", async () => {
    const graph: Graph = draw("start -> condition ->[case_1] a\ncondition ->[else] a\ncondition: take=else", {
      nodes: { a: { inputs: [{ name: "x", type: "string", value: "own" }] } },
    });
    const [, first, second] = graph.edges;
    if (first) first.dataMapping = { x: "first" };
    if (second) second.dataMapping = { x: "{{ condition.text }}!", "y y": 2 };
    const { calls } = await runDrawn(planGraph(graph));
    expect(calls.at(-1)?.inputs).toEqual({ x: "condition!", "y y": 2 });
  });

  it("keeps inputs with any name harmless", async () => {
    const { calls } = await runDrawn("start -> a", {
      graph: { nodes: { a: { inputs: [{ name: "__proto__", type: "any", value: { evil: true } }] } } },
    });
    const inputs = calls.at(-1)?.inputs ?? {};
    expect(Object.keys(inputs)).toEqual(["__proto__"]);
    expect("evil" in inputs).toBe(false);
  });
});

describe("variables", () => {
  const graph = { variables: [variable("n", { default: 1 }), variable("name"), variable("__proto__")] };

  it("begin with their defaults, or with what lives on from the run before", async () => {
    expect(await resolved("{{ vars.n }}/{{ vars.name }}", {}, { graph })).toBe("1/");
    expect(await resolved("{{ vars.n }}", {}, { graph, start: { vars: { n: 5 } } })).toBe(5);
  });

  it("change when a node ends, for those that start afterwards", async () => {
    const { calls, state } = await runDrawn("start -> a -> b", {
      graph: {
        ...graph,
        nodes: { a: { config: { sets: { n: 2 }, sees: "{{ vars.n }}" } }, b: { config: { sees: "{{ vars.n }}" } } },
      },
    });
    expect(calls.map((call) => [call.vars.n, call.config.sees])).toEqual([
      [1, undefined],
      [1, 1],
      [2, 2],
    ]);
    expect(state.vars).toEqual({ n: 2 });
  });

  it("may have any name", async () => {
    const { calls } = await runDrawn("start -> a -> b", {
      graph: { ...graph, nodes: { b: { config: { sees: "{{ vars.__proto__ }}" } } } },
      scripts: { a: async () => ({ outputs: {}, writes: JSON.parse('{"__proto__":"text"}') }) },
    });
    expect(calls.at(-1)?.config.sees).toBe("text");
  });
});

describe("secrets", () => {
  const ports = { secretMark: (name: string) => (name === "KEY" ? "«secret:KEY»" : undefined) };

  it("are marks where a field may name them", async () => {
    const graph = { nodes: { call: { config: { key: "Bearer {{ secrets.KEY }}" } } } };
    const { calls } = await runDrawn("start -> call", { ports, graph });
    expect(calls.at(-1)?.config.key).toBe("Bearer «secret:KEY»");
  });

  it("that do not exist fail the node", async () => {
    const graph = { nodes: { call: { config: { key: "{{ secrets.OTHER }}" } } } };
    const { ended } = await runDrawn("start -> call", { ports, graph });
    expect(ended?.error).toMatchObject({ code: "secret_missing", field: "config.key" });
  });

  it("are unknown everywhere else", async () => {
    expect(await resolved("{{ secrets.KEY }}", {}, { ports })).toMatchObject({ code: "secret_missing" });
    const { ended } = await runDrawn("start ->[if secrets.KEY] a", { ports });
    expect(ended?.error?.code).toBe("secret_missing");
  });
});
