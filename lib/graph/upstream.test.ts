import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Graph, ValueType } from "./schema";
import { arbitraryGraph } from "./testing/arbitrary";
import { testCatalogue } from "./testing/catalogue";
import { draw } from "./testing/draw";
import { variablesFor, variablesForEdge, variablesForTurn } from "./upstream";
import { validate } from "./validate";

const topic = { name: "topic", type: "string" as const, scope: "run" as const };
const nodesOf = (graph: Graph, id: string, wanted?: ValueType) =>
  variablesFor(graph, testCatalogue, id, wanted).flatMap(({ node }) => node?.id ?? []);

describe("variablesFor", () => {
  it("offers what runs before, the nearest first, then variables and system values", () => {
    const graph = draw("start -> a -> b -> c\nstart -> beside", { variables: [topic] });
    const groups = variablesFor(graph, testCatalogue, "b");
    expect(groups.map(({ kind, node }) => node?.id ?? kind)).toEqual(["a", "start", "vars", "sys"]);
    expect(groups[0]?.values[1]).toEqual({ reference: "a.text", name: "text", type: "string" });
    expect(groups[2]?.values).toEqual([{ reference: "vars.topic", name: "topic", type: "string" }]);
    expect(groups[3]?.values[0]).toEqual({ reference: "sys.query", name: "query", type: "string" });
  });

  it("offers only what fits a type", () => {
    const graph = draw("start -> a -> b", { variables: [topic] });
    const groups = variablesFor(graph, testCatalogue, "b", "number");
    expect(groups.flatMap(({ values }) => values.map(({ reference }) => reference))).toEqual([
      "a.value",
      "a.count",
      "start.value",
      "start.count",
      "sys.run_count",
    ]);
  });

  it("offers the error of a node that branches on errors", () => {
    const groups = variablesFor(draw("start -> a ->[error] b\na: onError=branch"), testCatalogue, "b", "object");
    expect(groups[0]?.values.map(({ name }) => name)).toContain("error");
  });

  it("looks out of containers, not into them", () => {
    const graph = draw("start -> a -> loop -> end\nx -> y\nx: parent=loop\ny: parent=loop");
    expect(nodesOf(graph, "y").sort()).toEqual(["a", "loop", "start", "x"]);
    expect(nodesOf(graph, "end")).toEqual(["loop", "a", "start"]);
  });

  it("offers of a container the values of a turn inside, and what it gives behind", () => {
    const graph = draw("start -> loop -> end\nloop { x }\nloop: in_sum=0");
    const ofLoop = (id: string) =>
      variablesFor(graph, testCatalogue, id)
        .find(({ node }) => node?.id === "loop")
        ?.values.map(({ name }) => name);
    expect(ofLoop("x")).toEqual(["index", "sum"]);
    expect(ofLoop("end")).toEqual(["turns", "reason", "sum"]);
  });

  it("offers for the turns of a container what lies in it, the values of a turn, and what is before", () => {
    const graph = draw("start -> loop -> end\nloop { x -> y\ninner { deep } }\ninner: type=loop");
    const groups = variablesForTurn(graph, testCatalogue, "loop");
    const ids = groups.flatMap(({ node }) => node?.id ?? []);
    expect(ids.toSorted()).toEqual(["inner", "loop", "start", "x", "y"]);
    expect(groups.find(({ node }) => node?.id === "loop")?.values.map(({ name }) => name)).toEqual(["index"]);
    expect(groups.find(({ node }) => node?.id === "inner")?.values.map(({ name }) => name)).toContain("turns");
    expect(variablesForTurn(graph, testCatalogue, "gone")).toEqual([]);
  });

  it("knows nothing of a node that is gone", () => {
    expect(variablesFor(draw("start -> a"), testCatalogue, "gone")).toEqual([]);
  });

  it("offers an edge its source too", () => {
    const groups = variablesForEdge(draw("start -> a -> b"), testCatalogue, "e2");
    expect(groups.flatMap(({ node }) => node?.id ?? [])).toEqual(["a", "start"]);
  });

  it("offers exactly what validation accepts, for the turns of a container too", () => {
    fc.assert(
      fc.property(arbitraryGraph, fc.nat(), (graph, pick) => {
        const reader = graph.nodes[pick % Math.max(1, graph.nodes.length)];
        const problems = validate(graph, testCatalogue);
        // Around circles validation holds its tongue, and who has no type is not read.
        if (!reader || reader.type === "note" || reader.type === "unheard_of") return;
        if (problems.some(({ code }) => code === "cycle")) return;
        const offered = new Set(
          variablesFor(graph, testCatalogue, reader.id).flatMap(({ values }) => values.map((v) => v.reference)),
        );
        for (const node of graph.nodes) {
          if (node.type === "note") continue;
          const text = `{{ ${node.id}.value }}`;
          const next = graph.nodes.map((one) => (one === reader ? { ...one, config: { prompt: text } } : one));
          const found = validate({ ...graph, nodes: next }, testCatalogue).some(
            ({ code, nodeId, field }) =>
              nodeId === reader.id && field === "config.prompt" && code.startsWith("reference"),
          );
          const hasOutput = ["start", "work", "call", "loop"].includes(node.type);
          if (hasOutput) expect(offered.has(`${node.id}.value`)).toBe(!found);
        }
        if (reader.type !== "loop") return;
        const ofTurn = new Set(
          variablesForTurn(graph, testCatalogue, reader.id).flatMap(({ values }) => values.map((v) => v.reference)),
        );
        for (const { id, type } of graph.nodes) {
          if (type === "note" || type === "unheard_of") continue;
          const name = type === "loop" ? "index" : "value";
          const config = { condition: `${id}.${name}` };
          const next = graph.nodes.map((one) => (one === reader ? { ...one, config } : one));
          const found = validate({ ...graph, nodes: next }, testCatalogue).some(
            ({ code, nodeId, field }) =>
              nodeId === reader.id && field === "config.condition" && code.startsWith("reference"),
          );
          expect(ofTurn.has(`${id}.${name}`)).toBe(!found);
        }
      }),
      { numRuns: 150 },
    );
  });
});
