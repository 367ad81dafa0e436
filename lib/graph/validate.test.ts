import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../shared/json";
import type { GraphFacts } from "./node-type";
import { type Problem, problemCodes } from "./problem";
import type { Field, Graph } from "./schema";
import { arbitraryGraph } from "./testing/arbitrary";
import { testCatalogue } from "./testing/catalogue";
import { draw } from "./testing/draw";
import { validate } from "./validate";

type Brief = Pick<Problem, "code"> & Partial<Problem>;
const met = new Set<string>();

function problemsOf(graph: Graph, facts?: GraphFacts): Problem[] {
  const problems = validate(graph, testCatalogue, facts);
  for (const { code } of problems) met.add(code);
  return problems;
}

/** Codes with the place they are reported at. */
function briefOf(graph: Graph, facts?: GraphFacts): Brief[] {
  return problemsOf(graph, facts).map(({ code, nodeId, edgeId, field }) => ({
    code,
    ...(nodeId === undefined ? {} : { nodeId }),
    ...(edgeId === undefined ? {} : { edgeId }),
    ...(field === undefined ? {} : { field }),
  }));
}

const sound = draw("start -> a -> end");
const withConfig = (config: Record<string, string>, drawing = "start -> a -> b -> end") =>
  draw(drawing, { nodes: { b: { config } } });

describe("a sound graph", () => {
  it("has no problems", () => {
    expect(problemsOf(sound)).toEqual([]);
    const full = draw(
      `
      start -> condition ->[case_1] a -> join
      condition ->[else if start.count > 1] b -> join -> loop -> end
      x -> y
      x: parent=loop text="{{ a.text }}"
      y: parent=loop text="{{ loop.index }} {{ loop.sum }} {{ x.text }}"
      loop: in_sum=0 condition="loop.sum < y.count && a.count > 0" next=[{"name":"sum","value":"{{y.count}}"}]
      note: text=hello
      `,
      { nodes: { join: { config: { text: "{{ a.text ?? b.text }} {{ sys.query }}" } } } },
    );
    expect(problemsOf(full)).toEqual([]);
  });
});

describe("form", () => {
  it.each<[string, Graph, Brief[]]>([
    ["an empty graph", draw(""), [{ code: "graph_empty" }]],
    ["notes alone", draw("note"), [{ code: "graph_empty" }]],
    ["no start", draw("a -> end"), [{ code: "start_missing" }]],
    ["two starts", draw("start -> a\nstart_2 -> a"), [{ code: "start_twice", nodeId: "start_2" }]],
    ["a reserved id", draw("start -> vars"), [{ code: "node_id_reserved", nodeId: "vars" }]],
    ["a node nothing leads to", draw("start -> a\nlost"), [{ code: "unreachable", nodeId: "lost" }]],
    ["an edge to itself", draw("start -> a -> a"), [{ code: "edge_self", nodeId: "a", edgeId: "e2" }]],
    [
      "a handle that is gone",
      draw("start -> condition ->[case_9] a"),
      [{ code: "handle_unknown", nodeId: "condition", edgeId: "e2" }],
    ],
    [
      "an edge into the start",
      draw("start -> a\nb -> start"),
      [
        { code: "handle_unknown", nodeId: "start", edgeId: "e2" },
        { code: "unreachable", nodeId: "b" },
      ],
    ],
    ["a missing container", draw("start -> a\na: parent=gone"), [{ code: "parent_unknown", nodeId: "a" }]],
    ["a container that is none", draw("start -> a\nb: parent=a"), [{ code: "parent_unknown", nodeId: "b" }]],
  ])("tells %s", (_, graph, problems) => {
    expect(briefOf(graph)).toEqual(problems);
  });

  it("tells twins and loose ends", () => {
    const [first, second] = sound.edges;
    if (!first || !second) throw new Error("no edges");
    expect(briefOf({ ...sound, nodes: [...sound.nodes, ...sound.nodes.slice(1, 2)] })).toEqual([
      { code: "node_id_duplicate", nodeId: "a" },
    ]);
    expect(briefOf({ ...sound, edges: [first, { ...second, id: first.id }] })).toEqual([
      { code: "edge_id_duplicate", edgeId: "e1" },
    ]);
    expect(briefOf({ ...sound, edges: [first, second, { ...first, id: "e9" }] })).toEqual([
      { code: "edge_duplicate", edgeId: "e9" },
    ]);
    expect(briefOf({ ...sound, edges: [first, second, { ...first, id: "e9", target: "gone" }] })).toEqual([
      { code: "edge_dangling", edgeId: "e9" },
    ]);
  });

  it("tells a circle once, with the edge that closes it, and nothing of what is behind it", () => {
    const graph = draw('start -> a -> b -> c -> a\nc -> d -> e\nd: text="{{e.text}}"');
    expect(problemsOf(graph)).toEqual([
      { code: "cycle", severity: "error", nodeId: "a", edgeId: "e4", params: { nodes: "a, b, c", count: 3 } },
    ]);
  });

  it("tells two circles apart", () => {
    const graph = draw("start -> a -> b -> a\nb -> c -> d -> c");
    expect(briefOf(graph).filter(({ code }) => code === "cycle")).toHaveLength(2);
  });

  it("tells an edge across the border of a container", () => {
    expect(briefOf(draw("start -> loop -> x\nx: parent=loop")).map(({ code }) => code)).toContain(
      "edge_crosses_container",
    );
  });

  it("only warns of what is lying about", () => {
    expect(problemsOf(draw("start -> a\nlost"))[0]?.severity).toBe("warning");
  });
});

describe("nodes", () => {
  const prompted = (node: object) =>
    draw("start -> strict", { nodes: { strict: { config: { prompt: "x" }, ...node } } });
  const amount: Field = { name: "amount", type: "number", isSystem: true, required: true };
  const hint: Field = { name: "hint", type: "string" };

  it("tells unknown types and versions", () => {
    expect(briefOf(draw("start -> a\na: type=constructor"))).toEqual([{ code: "node_type_unknown", nodeId: "a" }]);
    expect(briefOf(draw("start -> a\na: version=7"))).toEqual([{ code: "node_version_unknown", nodeId: "a" }]);
  });

  it("passes on what the type finds", () => {
    const graph = draw("start -> strict", { nodes: { strict: { inputs: [{ ...amount, value: 1 }, hint] } } });
    expect(briefOf(graph)).toEqual([{ code: "field_missing", nodeId: "strict", field: "config.prompt" }]);
  });

  it("tells required inputs without a value, unless an edge brings one", () => {
    const graph = prompted({ inputs: [amount, hint] });
    expect(briefOf(graph)).toEqual([{ code: "field_missing", nodeId: "strict", field: "inputs.amount" }]);
    const [edge] = graph.edges;
    if (!edge) throw new Error("no edge");
    expect(briefOf({ ...graph, edges: [{ ...edge, dataMapping: { amount: 3 } }] })).toEqual([]);
    expect(briefOf(prompted({ inputs: [{ ...amount, default: 0 }, hint] }))).toEqual([]);
  });

  it("tells values that do not fit their type", () => {
    expect(briefOf(prompted({ inputs: [{ ...amount, value: "many" }, hint] }))).toEqual([
      { code: "field_invalid", nodeId: "strict", field: "inputs.amount" },
    ]);
    expect(briefOf(prompted({ inputs: [{ ...amount, value: "12" }, hint] }))).toEqual([]);
  });

  it("tells fields of one name", () => {
    const inputs: Field[] = [hint, hint];
    expect(briefOf(draw("start -> a", { nodes: { a: { inputs } } }))).toEqual([
      { code: "field_name_duplicate", nodeId: "a", field: "inputs.hint" },
    ]);
  });

  it("tells fields that the schema policy does not allow or misses", () => {
    const value = { ...amount, value: 1 };
    expect(briefOf(prompted({ inputs: [value, hint, { name: "extra", type: "any" }] }))).toEqual([
      { code: "schema_policy", nodeId: "strict", field: "inputs.extra" },
    ]);
    expect(briefOf(prompted({ inputs: [hint] }))).toEqual([
      { code: "schema_policy", nodeId: "strict", field: "inputs.amount" },
    ]);
    expect(briefOf(prompted({ inputs: [value] })).map(({ field }) => field)).toEqual(["inputs.hint"]);
    expect(briefOf(prompted({ inputs: [value], templateCode: "made_by_an_administrator" }))).toEqual([]);
  });

  it("tells prompts that can't be used and what they need, as far as it is known", () => {
    const graph = (version: number | "latest", promptValues: Record<string, string> = {}, promptId = "p1") =>
      draw("start -> call", { nodes: { call: { config: { promptRef: { promptId, version }, promptValues } } } });
    const required = new Map([[3, ["topic", "tone"]]]);
    const facts = (isActive = true) => ({ prompts: new Map([["p1", { name: "P", isActive, latest: 3, required }]]) });
    const full = { topic: "{{ start.query }}", tone: "kind" };
    expect(briefOf(graph("latest", full), facts())).toEqual([]);
    expect(briefOf(graph(2), facts())).toEqual([]);
    expect(briefOf(graph(3, { topic: " " }), facts())).toEqual([
      { code: "prompt_value_missing", nodeId: "call", field: "config.promptValues.topic" },
      { code: "prompt_value_missing", nodeId: "call", field: "config.promptValues.tone" },
    ]);
    expect(briefOf(graph(3, { ...full, topic: "{{ gone.text }}" }), facts())).toMatchObject([
      { code: "reference_unknown", field: "config.promptValues.topic" },
    ]);
    const place = { nodeId: "call", field: "config.promptRef" };
    expect(briefOf(graph(4), facts())).toEqual([{ code: "prompt_version_unknown", ...place }]);
    expect(briefOf(graph("latest", full), facts(false))).toEqual([{ code: "prompt_inactive", ...place }]);
    expect(briefOf(graph(1, {}, "p2"), facts())).toEqual([{ code: "prompt_unknown", ...place }]);
    expect(briefOf(graph(1, {}, "p2"))).toEqual([]);
  });

  it("tells values that the chosen model does not take, as far as its parameters are known", () => {
    const graph = (config: Record<string, Json>) => draw("start -> call", { nodes: { call: { config } } });
    const effort = { kind: "select" as const, options: ["low", "high"] };
    const parameters = new Map([
      ["m1", { temperature: { min: 0, max: 1 }, effort }],
      ["", { temperature: { min: 0, max: 2 } }],
    ]);
    const told = (config: Record<string, Json>) =>
      problemsOf(graph(config), { parameters }).map(({ code, severity, field }) => [code, severity, field]);
    expect(told({ model: "m1", temperature: 0.5, parameters: { effort: "low" } })).toEqual([]);
    expect(told({ model: null, temperature: 1.5 })).toEqual([]);
    expect(told({ model: "m1", temperature: 1.5, parameters: { effort: "most", topK: 3 } })).toEqual([
      ["parameter_out_of_range", "error", "config.temperature"],
      ["parameter_invalid", "error", "config.parameters.effort"],
      ["parameter_unknown", "warning", "config.parameters.topK"],
    ]);
    expect(told({ model: "m2", temperature: 99 })).toEqual([]);
    expect(problemsOf(graph({ temperature: 99 }))).toEqual([]);
    const [problem] = problemsOf(graph({ model: "m1", temperature: 2 }), { parameters });
    expect(problem?.params).toEqual({ parameter: "temperature", bounds: "both", min: 0, max: 1 });
  });

  it("misses what a template requires, but no parameter that the model does not have", () => {
    const missing = (config: JsonObject) => ["temperature", "tool"].filter((key) => !Object.hasOwn(config, key));
    const open = { add: true, remove: true, rename: true };
    const templates = new Map([
      ["call", { schemaPolicy: { inputs: open, outputs: open }, inputs: [], outputs: [], missing }],
    ]);
    const parameters = new Map([
      ["m1", { temperature: { min: 0, max: 1 } }],
      ["m2", {}],
    ]);
    const told = (model: string) => {
      const graph = draw("start -> call", { nodes: { call: { templateCode: "call", config: { model } } } });
      return briefOf(graph, { templates, parameters }).map(({ field }) => field);
    };
    expect(told("m1")).toEqual(["config.temperature", "config.tool"]);
    expect(told("m2")).toEqual(["config.tool"]);
    expect(told("unknown")).toEqual(["config.temperature", "config.tool"]);
  });

  it("tells models and tools that are gone, as far as facts are given", () => {
    const graph = (config: Record<string, string | null>) => draw("start -> call", { nodes: { call: { config } } });
    const facts = { models: new Set(["m1"]), tools: new Set(["t1"]), hasDefaultModel: false };
    expect(briefOf(graph({ model: "m1", tool: "t1" }), facts)).toEqual([]);
    expect(briefOf(graph({ model: "m2", tool: "t2" }), facts)).toEqual([
      { code: "model_unknown", nodeId: "call", field: "config.model" },
      { code: "tool_unknown", nodeId: "call", field: "config.tool" },
    ]);
    const callees = { workflows: new Set(["w1"]), agents: new Set(["a1"]) };
    expect(briefOf(graph({ workflow: "w1", agent: "a1" }), callees)).toEqual([]);
    expect(briefOf(graph({ workflow: "w2", agent: "a2" }), callees)).toEqual([
      { code: "workflow_unknown", nodeId: "call", field: "config.workflow" },
      { code: "agent_unknown", nodeId: "call", field: "config.agent" },
    ]);
    expect(briefOf(graph({ model: null }), facts)).toEqual([
      { code: "model_missing", nodeId: "call", field: "config.model" },
    ]);
    expect(briefOf(graph({ model: "m2", tool: "t2" }))).toEqual([]);
  });
});

describe("references", () => {
  it.each<[string, string | null]>([
    ["{{ a.text }}", null],
    ["{{ start.query }}", null],
    ["{{ a.value.anything[0].deeper }}", null],
    ["{{ a.list[0] }}", null],
    ["{{ a }}", null],
    ["{{ sys.now }}", null],
    ["{{ vars.topic }}", null],
    ["{{ vars.settings.deep }}", null],
    ["{{ gone.text }}", "reference_unknown"],
    ["{{ a.gone }}", "reference_unknown"],
    ["{{ a.text.length }}", "reference_unknown"],
    ["{{ a.list.first }}", "reference_unknown"],
    ["{{ a.error }}", "reference_unknown"],
    ["{{ a.constructor }}", "reference_unknown"],
    ["{{ sys.constructor }}", "reference_unknown"],
    ["{{ vars.topic[0] }}", "reference_unknown"],
    ["{{ vars.gone }}", "variable_unknown"],
    ["{{ vars }}", "reference_unknown"],
    ["{{ sys }}", "reference_unknown"],
    ["{{ b.text }}", "reference_not_upstream"],
    ["{{ later.text }}", "reference_not_upstream"],
    ["{{ beside.text }}", "reference_not_upstream"],
    ["{{ secrets.KEY }}", "secret_not_allowed"],
    ["{{ a.text", "expression_invalid"],
    ["{{constructor.constructor('return process')()}}", "expression_invalid"],
    ["{{ default(gone.text, 'x') }}", "reference_unknown"],
  ])("%s: %s", (text, code) => {
    const graph = draw("start -> a -> b -> later\nstart -> beside", {
      nodes: { b: { config: { deep: [{ text }] } } },
      variables: [
        { name: "topic", type: "string", scope: "run" },
        { name: "settings", type: "object", scope: "run" },
      ],
    });
    expect(briefOf(graph)).toEqual(code === null ? [] : [{ code, nodeId: "b", field: "config.deep.0.text" }]);
  });

  it("allow what lies on some way to the node", () => {
    expect(briefOf(withConfig({ x: "{{ a.text }}" }, "start -> a, c -> b"))).toEqual([]);
  });

  it("refuse what never runs to what does, not among what is not connected yet", () => {
    const graph = (id: string, text: string) =>
      draw("start -> a -> b\nlost -> b\nlost -> c", { nodes: { [id]: { config: { text } } } });
    const references = (one: Graph) => briefOf(one).filter(({ code }) => code.startsWith("reference"));
    expect(references(graph("b", "{{ lost.text }}"))).toMatchObject([{ code: "reference_not_upstream", nodeId: "b" }]);
    expect(references(graph("c", "{{ lost.text }}"))).toEqual([]);
  });

  it("allow the error where the policy is to branch", () => {
    expect(briefOf(withConfig({ x: "{{ a.error.message }}" }, "start -> a ->[error] b\na: onError=branch"))).toEqual(
      [],
    );
  });

  it("see out of a container, not into it", () => {
    const graph = (text: string, at: string) =>
      draw("start -> a -> loop -> end\nx -> y\nx: parent=loop\ny: parent=loop", {
        nodes: { [at]: { config: { text }, ...(at === "y" ? { parentId: "loop" } : {}) } },
      });
    for (const text of ["{{ a.text }}", "{{ loop.index }}", "{{ x.text }}"])
      expect(briefOf(graph(text, "y"))).toEqual([]);
    expect(briefOf(graph("{{ end.text }}", "y"))).toMatchObject([{ code: "reference_not_upstream" }]);
    expect(briefOf(graph("{{ x.text }}", "end"))).toMatchObject([{ code: "reference_not_upstream" }]);
  });

  it("lead from inside of a container to the values of a turn, and from behind it to what it gives", () => {
    const graph = (text: string, at: string) =>
      draw("start -> iteration -> end\niteration { x }\niteration: in_items=[] in_y=1", {
        nodes: { [at]: { config: { text }, ...(at === "x" ? { parentId: "iteration" } : {}) } },
      });
    for (const name of ["item.a", "index", "y"]) expect(briefOf(graph(`{{ iteration.${name} }}`, "x"))).toEqual([]);
    for (const name of ["results[0]", "count"]) expect(briefOf(graph(`{{ iteration.${name} }}`, "end"))).toEqual([]);
    const unknown = [{ code: "reference_unknown", field: "config.text" }];
    expect(briefOf(graph("{{ iteration.results }}", "x"))).toMatchObject(unknown);
    expect(briefOf(graph("{{ iteration.item }}", "end"))).toMatchObject(unknown);
  });

  it("see the nodes of the turn where a container is resolved for each of its turns", () => {
    const withCondition = (condition: string) =>
      briefOf(
        draw("start -> before -> loop -> end\nloop { x\ninner { deep } }\ninner: type=loop", {
          nodes: { loop: { config: { condition } } },
        }),
      );
    for (const text of ["x.count > 1", "loop.index < 3", "before.count > 1", "inner.turns > 1"]) {
      expect(withCondition(text)).toEqual([]);
    }
    const at = { nodeId: "loop", field: "config.condition" };
    expect(withCondition("loop.turns > 1")).toMatchObject([{ code: "reference_unknown", ...at }]);
    expect(withCondition("deep.count > 1")).toMatchObject([{ code: "reference_not_upstream", ...at }]);
    expect(withCondition("end.count > 1")).toMatchObject([{ code: "reference_not_upstream", ...at }]);
    expect(withCondition("1 +")).toMatchObject([{ code: "expression_invalid", ...at }]);
  });

  it("name secrets only where the type says so, and only those that are there", () => {
    const graph = (key: string) => draw("start -> call", { nodes: { call: { config: { key } } } });
    const facts = { secrets: new Set(["KEY"]) };
    expect(briefOf(graph("Bearer {{ secrets.KEY }}"), facts)).toEqual([]);
    expect(briefOf(graph("{{ secrets.GONE }}"), facts)).toMatchObject([{ code: "secret_unknown" }]);
    expect(briefOf(graph("{{ secrets.GONE }}"))).toEqual([]);
    expect(briefOf(graph("{{ secrets }}"))).toMatchObject([{ code: "reference_unknown" }]);
  });

  it("take a secret as it is and make nothing of it", () => {
    const facts = { secrets: new Set(["KEY", "OTHER"]) };
    const codesOf = (key: string) =>
      briefOf(draw("start -> call", { nodes: { call: { config: { key } } } }), facts).map(({ code }) => code);
    const asItIs = [
      "{{ secrets.KEY }}",
      "{{ 'Bearer ' + secrets.KEY }}",
      "{{ sys.query ? secrets.KEY : secrets.OTHER }}",
    ];
    for (const key of asItIs) expect(codesOf(key), key).toEqual([]);
    const made = [
      "Basic {{ encodeUrl(secrets.KEY) }}",
      "{{ upper('x' + secrets.KEY) }}",
      "{{ secrets.KEY == 'x' ? 1 : 2 }}",
      "{{ !secrets.KEY }}",
      "{{ (secrets.KEY ?? '')[0] }}",
    ];
    for (const key of made) expect(codesOf(key), key).toEqual(["secret_transformed"]);
  });

  it("tell the place and the reference", () => {
    expect(problemsOf(withConfig({ x: "say {{ a.gone[0] }}" }))).toEqual([
      {
        code: "reference_unknown",
        severity: "error",
        nodeId: "b",
        field: "config.x",
        params: { reference: "a.gone[0]", at: 7 },
      },
    ]);
  });

  it("are checked in what is one expression, with or without braces", () => {
    const graph = (test: string) =>
      draw("start -> condition ->[case_1] a", { nodes: { condition: { config: { test } } } });
    expect(briefOf(graph("start.count > 1"))).toEqual([]);
    expect(briefOf(graph("{{ start.count }}"))).toEqual([]);
    expect(briefOf(graph("gone.count > 1"))).toMatchObject([{ code: "reference_unknown", field: "config.test" }]);
    expect(briefOf(graph("start.count >"))).toMatchObject([{ code: "expression_invalid", field: "config.test" }]);
  });

  it("are checked in conditions and mappings of edges, which may read their source", () => {
    const graph = (condition: string) => draw(`start -> a ->[if ${condition}] b -> c`);
    expect(briefOf(graph("a.count > 1"))).toEqual([]);
    expect(briefOf(graph("b.count > 1"))).toEqual([
      { code: "reference_not_upstream", edgeId: "e2", field: "condition" },
    ]);
    expect(briefOf(graph("1 +"))).toEqual([{ code: "expression_invalid", edgeId: "e2", field: "condition" }]);
    const mapped = draw("start -> a");
    const [edge] = mapped.edges;
    if (!edge) throw new Error("no edge");
    expect(briefOf({ ...mapped, edges: [{ ...edge, dataMapping: { x: "{{ secrets.K }}" } }] })).toEqual([
      { code: "secret_not_allowed", edgeId: "e1", field: "dataMapping.x" },
    ]);
  });

  it("must fit the type of an input", () => {
    const graph = (type: Field["type"], value: string) =>
      draw("start -> a", { nodes: { a: { inputs: [{ name: "x", type, value }] } } });
    expect(briefOf(graph("number", "{{ start.count }}"))).toEqual([]);
    expect(briefOf(graph("number", "{{ start.value }}"))).toEqual([]);
    expect(briefOf(graph("string", "{{ start.count }}"))).toEqual([]);
    for (const value of ["{{ start.text }}", "n: {{ start.count }}", "{{ start.list }}", "{{ start.count > 1 }}"]) {
      expect(briefOf(graph("number", value))).toEqual([
        { code: "reference_wrong_type", nodeId: "a", field: "inputs.x" },
      ]);
    }
  });
});

describe("variables", () => {
  const topic = { name: "topic", type: "string" as const, scope: "run" as const };
  const races = (drawing: string, mode?: "sequential") => {
    const graph = draw(drawing, { variables: [topic], settings: mode ? { mode } : {} });
    for (const node of graph.nodes) if (node.type === "assign") node.config = { ...node.config, variable: "topic" };
    return briefOf(graph)
      .filter(({ code }) => code === "variable_race")
      .map(({ nodeId }) => nodeId)
      .sort();
  };

  it("of one name are told", () => {
    expect(briefOf({ ...sound, variables: [topic, topic] })).toEqual([{ code: "variable_duplicate" }]);
  });

  it("with a default that does not fit are told", () => {
    const variables = [{ name: "n", type: "number" as const, scope: "run" as const, default: "x" }];
    expect(briefOf({ ...sound, variables })).toEqual([{ code: "field_invalid", field: "variables.n" }]);
  });

  it("must be there and writable to be set", () => {
    const drawing = "start -> assign\nassign: variable=topic";
    expect(briefOf(draw(drawing))).toEqual([{ code: "variable_unknown", nodeId: "assign", field: "config.variable" }]);
    expect(briefOf(draw(drawing, { variables: [{ ...topic, readonly: true }] }))).toEqual([
      { code: "variable_readonly", nodeId: "assign", field: "config.variable" },
    ]);
  });

  it("race where two branches set one at the same time", () => {
    expect(races("start -> assign_1, assign_2 -> end")).toEqual(["assign_1", "assign_2"]);
    expect(races("start -> a, b\na -> assign_1\nb -> c -> assign_2")).toEqual(["assign_1", "assign_2"]);
  });

  it("don't race one after the other", () => {
    expect(races("start -> assign_1 -> a -> assign_2 -> end")).toEqual([]);
  });

  it("don't race in alternatives of a condition, wherever these lead", () => {
    expect(races("start -> condition ->[case_1] assign_1 -> end\ncondition ->[else] a -> assign_2 -> end")).toEqual([]);
    expect(
      races(`
        start -> condition ->[case_1] a -> assign_1
        condition ->[case_2] a
        condition ->[else] assign_2
        condition: handles=["case_1","case_2","else"]
      `),
    ).toEqual([]);
    expect(races("start -> a ->[error] assign_1\na -> assign_2\na: onError=branch")).toEqual([]);
  });

  it("race where the alternatives meet again or one is not alone", () => {
    expect(races("start -> condition ->[case_1] assign_1\ncondition ->[else] a\nstart -> b -> assign_2")).toEqual([
      "assign_1",
      "assign_2",
    ]);
    expect(races("start -> condition ->[case_1] a -> assign_1\ncondition ->[else] a -> assign_2")).toEqual([
      "assign_1",
      "assign_2",
    ]);
  });

  it("race through a container", () => {
    expect(races("start -> loop, assign_2\nassign_1: parent=loop")).toEqual(["assign_1", "assign_2"]);
    expect(races("start -> loop -> assign_2\nassign_1: parent=loop")).toEqual([]);
  });

  it("race with themselves where several turns of an iteration are open at once", () => {
    const drawing = "start -> iteration -> end\niteration { loop { assign } }\niteration: in_items=[]";
    expect(races(`${drawing} parallel=2`)).toEqual(["assign"]);
    expect(races(drawing)).toEqual([]);
    expect(races(`${drawing} parallel=2`, "sequential")).toEqual([]);
  });

  it("can't race where nodes run one by one", () => {
    expect(races("start -> assign_1, assign_2 -> end", "sequential")).toEqual([]);
  });
});

describe("containers", () => {
  it("hold neither the start nor an end", () => {
    expect(briefOf(draw("start -> loop\nloop { start_2 -> end }"))).toMatchObject([
      { code: "not_in_container", nodeId: "start_2" },
      { code: "not_in_container", nodeId: "end" },
    ]);
  });

  it("are what break and continue need around them, and break needs a loop", () => {
    expect(briefOf(draw("start -> break"))).toMatchObject([{ code: "exit_outside_loop", nodeId: "break" }]);
    expect(briefOf(draw("start -> continue"))).toMatchObject([{ code: "exit_outside_loop", nodeId: "continue" }]);
    expect(briefOf(draw("start -> iteration\niteration { break }"))).toMatchObject([{ code: "exit_outside_loop" }]);
    expect(briefOf(draw("start -> iteration -> loop\niteration { continue }\nloop { break }"))).toEqual([]);
  });

  it("are warned about where nothing lies in them", () => {
    const empty = { code: "container_empty", severity: "warning", nodeId: "loop" };
    expect(problemsOf(draw("start -> loop"))).toMatchObject([empty]);
    expect(problemsOf(draw("start -> loop\nloop { note }"))).toMatchObject([empty]);
  });
});

describe("any graph", () => {
  it("is validated without throwing, and the same each time", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const problems = validate(graph, testCatalogue);
        expect(validate(structuredClone(graph), testCatalogue)).toEqual(problems);
        for (const { nodeId, edgeId } of problems) {
          if (nodeId !== undefined) expect(graph.nodes.some(({ id }) => id === nodeId)).toBe(true);
          if (edgeId !== undefined) expect(graph.edges.some(({ id }) => id === edgeId)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("is left as it was", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const copy = structuredClone(graph);
        validate(graph, testCatalogue);
        expect(graph).toEqual(copy);
      }),
    );
  });

  it("may be a chain, a fan or a circle of 5,000 nodes", () => {
    const ids = Array.from({ length: 4_998 }, (_, i) => `n${i}`);
    expect(
      problemsOf(draw(`start -> ${ids.join(" -> ")} -> end`, { nodes: { end: { config: { x: "{{ n0.text }}" } } } })),
    ).toEqual([]);
    expect(problemsOf(draw(`start -> ${ids.join(", ")} -> end`))).toEqual([]);
    expect(briefOf(draw(`start -> ${ids.join(" -> ")} -> n0`)).map(({ code }) => code)).toEqual(["cycle"]);
    const nested = ids.slice(0, 1_000).map((id, i) => `${id}: type=loop ${i > 0 ? `parent=n${i - 1}` : ""}`);
    expect(problemsOf(draw(`start -> n0\n${nested.join("\n")}\na: parent=n999`))).toEqual([]);
  });

  it("meets every code but those that only edits or publishing can have", () => {
    const ofOthers = ["node_unknown", "edge_unknown", "graph_too_large", "draft_called", "tool_not_approved"];
    expect(problemCodes.filter((code) => !met.has(code) && !ofOthers.includes(code))).toEqual([]);
  });
});
