import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdit } from "./apply-edit";
import { copyNodes, pasteNodes } from "./copy-nodes";
import { edgeIdOf, freshNodeId, freshNodeName } from "./find-id";
import { type Graph, graphSchema, nodeIdPattern } from "./schema";
import { arbitraryGraph } from "./testing/arbitrary";
import { testCatalogue } from "./testing/catalogue";
import { draw } from "./testing/draw";

const offset = { x: 40, y: 40 };

function paste(graph: Graph, ids: string[], into: Graph = graph) {
  const { edit, ids: renamed } = pasteNodes(into, copyNodes(graph, ids), testCatalogue, offset);
  const result = applyEdit(into, edit, testCatalogue);
  if (!result.ok) throw new Error(result.problem.code);
  return { edit, renamed, graph: result.graph };
}

describe("ids", () => {
  it("are words that count up", () => {
    const graph = draw("llm -> llm_2");
    expect(freshNodeId(draw(""), "http-request")).toBe("http_request");
    expect(freshNodeId(graph, "llm")).toBe("llm_3");
    expect(freshNodeId(graph, "llm", new Set(["llm_3"]))).toBe("llm_4");
    expect(freshNodeId(graph, "vars")).toBe("vars_2");
  });

  it("are fit for a node, whatever a type is called", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (type) => nodeIdPattern.test(freshNodeId(draw("node"), type))),
    );
  });

  it("of edges follow from their way", () => {
    const [one, two] = draw("a -> b -> a").edges;
    if (!one || !two) throw new Error("no edges");
    expect(edgeIdOf(one)).toBe(edgeIdOf({ ...one }));
    expect(edgeIdOf(one)).not.toBe(edgeIdOf(two));
    expect(edgeIdOf(one)).not.toBe(edgeIdOf({ ...one, sourceHandle: "else" }));
  });

  it("names count up too", () => {
    const graph = draw("a\nb", { nodes: { a: { name: "Ask" }, b: { name: "Ask 2" } } });
    expect(freshNodeName(graph, "Ask")).toBe("Ask 3");
    expect(freshNodeName(graph, "Ask 2")).toBe("Ask 3");
    expect(freshNodeName(graph, "Else")).toBe("Else");
  });
});

describe("copy and paste", () => {
  it("leads references among the copies to the copies, and the others to where they led", () => {
    const graph = draw("start -> a ->[if a.count > start.count] b", {
      nodes: {
        b: {
          config: { text: "{{ a.text }}, {{start.query}} {{ lower( a.text ) }} 'a.text'", code: "{{ a.text }}" },
          inputs: [{ name: "x", type: "any", value: ["{{ a }}", "a"] }],
        },
      },
    });
    const { graph: next, renamed } = paste(graph, ["a", "b"]);
    expect(Object.fromEntries(renamed)).toEqual({ a: "a_2", b: "b_2" });
    const copy = next.nodes.find((node) => node.id === "b_2");
    expect(copy).toMatchObject({
      name: "b 2",
      position: { x: 440, y: 40 },
      config: { text: "{{ a_2.text }}, {{start.query}} {{ lower( a_2.text ) }} 'a.text'" },
      inputs: [{ name: "x", type: "any", value: ["{{ a_2 }}", "a"] }],
    });
    expect(next.edges).toHaveLength(3);
    expect(next.edges[2]).toMatchObject({ source: "a_2", target: "b_2", condition: "a_2.count > start.count" });
  });

  it("leaves what a type takes as typed alone", () => {
    const graph = draw("call -> call_2", {
      nodes: { call_2: { config: { code: "{{ call.text }}", url: "{{ call.text }}" } } },
    });
    const { graph: next } = paste(graph, ["call", "call_2"]);
    expect(next.nodes.at(-1)?.config).toEqual({ code: "{{ call.text }}", url: "{{ call_3.text }}" });
  });

  it("takes along what lies in a container", () => {
    const graph = draw("start -> loop\nx -> y\nx: parent=loop\ny: parent=loop");
    const { graph: next } = paste(graph, ["loop"]);
    expect(next.nodes.slice(4).map(({ id, parentId }) => [id, parentId])).toEqual([
      ["loop_2", undefined],
      ["x_2", "loop_2"],
      ["y_2", "loop_2"],
    ]);
    expect(next.nodes[5]?.position).toEqual(next.nodes[2]?.position);
  });

  it("leads what a container resolves for its turns to the copies too", () => {
    const config = { condition: "loop.index < x.count", next: [{ name: "x", value: "{{ x.text }} x.text" }] };
    const { graph: next } = paste(draw("loop\nx: parent=loop", { nodes: { loop: { config } } }), ["loop"]);
    expect(next.nodes.find((node) => node.id === "loop_2")?.config).toEqual({
      condition: "loop_2.index < x_2.count",
      next: [{ name: "x", value: "{{ x_2.text }} x.text" }],
    });
  });

  it("keeps ids in another graph where they are free, and lies outside where the container is not there", () => {
    const graph = draw("start -> loop\nx -> y\nx: parent=loop\ny: parent=loop");
    const { graph: next } = paste(graph, ["x", "y"], draw("start -> x"));
    expect(next.nodes.map(({ id, parentId }) => [id, parentId])).toEqual([
      ["start", undefined],
      ["x", undefined],
      ["x_2", undefined],
      ["y", undefined],
    ]);
  });

  it("never makes a second start", () => {
    const graph = draw("start -> a");
    expect(paste(graph, ["start", "a"]).edit.nodes.map(({ id }) => id)).toEqual(["a_2"]);
    expect(paste(graph, ["start", "a"], draw("")).edit.nodes.map(({ id }) => id)).toEqual(["start", "a"]);
  });

  it("always gives an edit that fits, to the same graph and to others", () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryGraph, (graph, other) => {
        const ids = graph.nodes.map((node) => node.id);
        for (const into of [graph, other]) {
          const { graph: next, edit } = paste(graph, ids, into);
          expect(graphSchema.safeParse(next).error).toBeUndefined();
          expect(next.nodes).toHaveLength(into.nodes.length + edit.nodes.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
