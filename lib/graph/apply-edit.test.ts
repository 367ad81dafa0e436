import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdit, applyEdits } from "./apply-edit";
import { type Edit, editSchema } from "./edit-schema";
import { type Field, type Graph, graphSchema } from "./schema";
import { arbitraryEdit, arbitraryGraph, inOneOrder } from "./testing/arbitrary";
import { testCatalogue } from "./testing/catalogue";
import { draw } from "./testing/draw";

function applied(graph: Graph, edit: Edit): Graph {
  const result = applyEdit(graph, edit, testCatalogue);
  if (!result.ok) throw new Error(result.problem.code);
  return result.graph;
}

function refusal(graph: Graph, edit: Edit) {
  const result = applyEdit(graph, edit, testCatalogue);
  return result.ok ? null : result.problem;
}

const nodeOf = (graph: Graph, id: string) => graph.nodes.find((node) => node.id === id);
const line = draw("start -> a -> end");

describe("laws of edits", () => {
  it("an edit and its inverse give the graph back", () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryEdit, (graph, edit) => {
        const once = applyEdit(graph, edit, testCatalogue);
        if (!once.ok) return;
        const back = applyEdit(once.graph, once.inverse, testCatalogue);
        if (!back.ok) throw new Error(`the inverse is refused: ${JSON.stringify(back.problem)}`);
        expect(inOneOrder(back.graph)).toEqual(inOneOrder(graph));
      }),
      { numRuns: 3_000 },
    );
  });

  it("a list of edits and its inverse give the graph back", () => {
    fc.assert(
      fc.property(arbitraryGraph, fc.array(arbitraryEdit, { maxLength: 6 }), (graph, edits) => {
        const fitting = edits.filter((edit) => applyEdit(graph, edit, testCatalogue).ok);
        const once = applyEdits(graph, fitting, testCatalogue);
        if (!once.ok) return;
        const back = applyEdits(once.graph, once.inverse, testCatalogue);
        expect(back.ok && inOneOrder(back.graph)).toEqual(inOneOrder(graph));
      }),
      { numRuns: 1_000 },
    );
  });

  it("what an edit gives is a graph, and its inverse an edit", () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryEdit, (graph, edit) => {
        const result = applyEdit(graph, edit, testCatalogue);
        if (!result.ok) return;
        expect(graphSchema.safeParse(result.graph).error).toBeUndefined();
        expect(editSchema.safeParse(result.inverse).error).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it("never changes what it was given, and shares what it does not touch", () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryEdit, (graph, edit) => {
        const copy = structuredClone(graph);
        const result = applyEdit(graph, edit, testCatalogue);
        expect(graph).toEqual(copy);
        if (!result.ok || edit.type === "add" || edit.type === "remove") return;
        const moved = edit.type === "move" ? edit.moves.map((one) => one.id) : "id" in edit ? [edit.id] : [];
        for (const node of graph.nodes) {
          if (!moved.includes(node.id)) expect(nodeOf(result.graph, node.id)).toBe(node);
        }
      }),
    );
  });
});

describe("applyEdit", () => {
  it("adds nodes with edges to nodes that are there", () => {
    const more = draw("b -> c");
    const graph = applied(line, {
      type: "add",
      nodes: more.nodes,
      edges: [{ id: "x1", source: "a", sourceHandle: "out", target: "b", targetHandle: "in" }],
    });
    expect(graph.nodes.map((node) => node.id)).toEqual(["start", "a", "end", "b", "c"]);
    expect(graph.edges).toHaveLength(3);
  });

  it("removes a node with its edges and everything that lies in it", () => {
    const graph = draw("start -> loop -> end\nx -> y\nx: parent=loop\ny: parent=loop");
    const rest = applied(graph, { type: "remove", nodeIds: ["loop", "gone"], edgeIds: ["gone"] });
    expect(rest.nodes.map((node) => node.id)).toEqual(["start", "end"]);
    expect(rest.edges).toEqual([]);
  });

  it("keeps the id when a node is renamed", () => {
    const graph = applied(line, { type: "update", id: "a", set: { name: "Ask the model" } });
    expect(nodeOf(graph, "a")).toMatchObject({ id: "a", name: "Ask the model" });
  });

  it("sets and unsets single keys of a config", () => {
    const graph = applied(draw("a: x=1 y=2"), { type: "configure", id: "a", set: { z: [3] }, unset: ["x"] });
    expect(nodeOf(graph, "a")?.config).toEqual({ y: 2, z: [3] });
  });

  it("keeps a key with a name of JavaScript as plain data", () => {
    const set = JSON.parse('{"__proto__": {"polluted": true}}');
    const config = nodeOf(applied(line, { type: "configure", id: "a", set, unset: [] }), "a")?.config ?? {};
    expect(Object.keys(config)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(config)).toBe(Object.prototype);
  });

  it.each<[string, Edit, string]>([
    ["a node that is there", { type: "add", nodes: line.nodes.slice(0, 1), edges: [] }, "node_id_duplicate"],
    [
      "the same node twice",
      { type: "add", nodes: draw("q").nodes.concat(draw("q").nodes), edges: [] },
      "node_id_duplicate",
    ],
    ["a reserved id", { type: "add", nodes: draw("vars").nodes, edges: [] }, "node_id_reserved"],
    ["a word of expressions as id", { type: "add", nodes: draw("null").nodes, edges: [] }, "node_id_reserved"],
    [
      "a node in a missing container",
      { type: "add", nodes: draw("q: parent=gone").nodes, edges: [] },
      "parent_unknown",
    ],
    [
      "an edge to nothing",
      { type: "add", nodes: [], edges: draw("a -> gone").edges.map((e) => ({ ...e, id: "n" })) },
      "edge_dangling",
    ],
    [
      "an edge that is there",
      { type: "add", nodes: [], edges: line.edges.map((e) => ({ ...e, id: `n${e.id}` })) },
      "edge_duplicate",
    ],
    ["an edge id that is there", { type: "add", nodes: [], edges: line.edges }, "edge_id_duplicate"],
    [
      "an edge to itself",
      { type: "add", nodes: [], edges: draw("a -> a").edges.map((e) => ({ ...e, id: "n" })) },
      "edge_self",
    ],
    ["configuring a node that is gone", { type: "configure", id: "gone", set: {}, unset: [] }, "node_unknown"],
    ["updating a node that is gone", { type: "update", id: "gone", set: {} }, "node_unknown"],
    ["updating an edge that is gone", { type: "updateEdge", id: "gone", set: {} }, "edge_unknown"],
    ["a container that lies in itself", { type: "update", id: "a", set: { parentId: "a" } }, "parent_unknown"],
  ])("refuses %s", (_, edit, code) => {
    expect(refusal(line, edit)).toMatchObject({ code, severity: "error" });
  });

  it("refuses to put a container into what lies in it", () => {
    const graph = draw("loop_1: parent=loop_2\nloop_2: name=outer");
    expect(refusal(graph, { type: "update", id: "loop_2", set: { parentId: "loop_1" } })?.code).toBe("parent_unknown");
  });

  it("refuses more than a graph can hold", () => {
    const nodes = draw(Array.from({ length: 5_000 }, (_, i) => `q${i}`).join(" -> ")).nodes;
    expect(refusal(line, { type: "add", nodes, edges: [] })).toMatchObject({ code: "graph_too_large" });
  });

  it("refuses a list as a whole, and says which edit it was", () => {
    const edits: Edit[] = [
      { type: "update", id: "a", set: { name: "New" } },
      { type: "update", id: "gone", set: {} },
    ];
    expect(applyEdits(line, edits)).toMatchObject({ ok: false, index: 1, problem: { code: "node_unknown" } });
  });
});

describe("schema policy", () => {
  const system: Field = { name: "amount", type: "number", required: true, isSystem: true };
  const hint: Field = { name: "hint", type: "string" };
  const extra: Field = { name: "extra", type: "string" };
  const all = { add: true, remove: true, rename: true };
  const no = { add: false, remove: false, rename: false };
  const graphWith = (inputs: Field[], policy?: typeof all) =>
    draw("start -> strict", {
      nodes: { strict: { inputs, ...(policy ? { schemaPolicy: { inputs: policy, outputs: policy } } : {}) } },
    });
  const set = (inputs: Field[]): Edit => ({ type: "update", id: "strict", set: { inputs } });

  it("protects system fields under every policy, but not what is put into them", () => {
    const graph = graphWith([system, hint], all);
    expect(refusal(graph, set([hint]))).toMatchObject({ code: "schema_policy", field: "inputs.amount" });
    expect(refusal(graph, set([{ ...system, name: "sum" }, hint]))?.code).toBe("schema_policy");
    expect(refusal(graph, set([{ ...system, type: "string" }, hint]))?.code).toBe("schema_policy");
    expect(refusal(graph, set([{ name: "amount", type: "number" }, hint]))?.code).toBe("schema_policy");
    expect(refusal(graph, set([{ ...system, value: "{{ start.count }}" }, hint]))).toBeNull();
  });

  it("refuses a field that is made one of the system", () => {
    expect(refusal(graphWith([system, hint], all), set([system, { ...hint, isSystem: true }]))?.code).toBe(
      "schema_policy",
    );
  });

  it("takes the type's policy where the node has none", () => {
    const graph = graphWith([system, hint]);
    expect(refusal(graph, set([system, hint, extra]))).toMatchObject({ code: "schema_policy", field: "inputs.extra" });
    expect(refusal(graph, set([system]))).toMatchObject({ code: "schema_policy", field: "inputs.hint" });
    expect(refusal(graph, set([system, { ...hint, name: "tip" }]))?.code).toBe("schema_policy");
    expect(refusal(graph, set([system, { ...hint, value: "x" }]))).toBeNull();
  });

  it("lets own fields come and go where fields may be added", () => {
    const graph = graphWith([system, hint, extra], { ...no, add: true });
    expect(refusal(graph, set([system, hint]))).toBeNull();
    expect(refusal(graph, set([system, extra]))).toMatchObject({ field: "inputs.hint" });
  });

  it("lets initial fields go and come back where fields may be removed", () => {
    const policy = { ...no, remove: true };
    expect(refusal(graphWith([system, hint], policy), set([system]))).toBeNull();
    expect(refusal(graphWith([system], policy), set([system, hint]))).toBeNull();
    expect(refusal(graphWith([system], policy), set([system, extra]))?.code).toBe("schema_policy");
  });

  it("lets a field change its name where renaming is allowed", () => {
    const policy = { ...no, rename: true };
    expect(refusal(graphWith([system, hint], policy), set([system, { ...hint, name: "tip" }]))).toBeNull();
    expect(refusal(graphWith([system, hint], policy), set([system, { name: "tip", type: "number" }]))?.code).toBe(
      "schema_policy",
    );
  });

  it("is never widened beyond what the type allows", () => {
    const widen: Edit = { type: "update", id: "strict", set: { schemaPolicy: { inputs: all, outputs: all } } };
    expect(refusal(graphWith([system, hint]), widen)).toMatchObject({ code: "schema_policy", field: "schemaPolicy" });
    const narrow: Edit = { type: "update", id: "a", set: { schemaPolicy: { inputs: no, outputs: all } } };
    const narrowed = applied(draw("start -> a"), narrow);
    expect(refusal(narrowed, { type: "update", id: "a", set: { inputs: [extra] } })?.code).toBe("schema_policy");
  });
});
