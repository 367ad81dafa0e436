import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdit } from "./apply-edit";
import { checksumOf } from "./checksum";
import { diffGraphs } from "./diff";
import type { Edit } from "./edit-schema";
import { emptyGraph, type Graph } from "./schema";
import { arbitraryEdit, arbitraryGraph } from "./testing/arbitrary";
import { testCatalogue } from "./testing/catalogue";
import { draw } from "./testing/draw";

const line = draw("start -> a -> end");
const variable = { name: "topic", type: "string" as const, scope: "run" as const };

function changesOf(edit: Edit, graph: Graph = line) {
  const result = applyEdit(graph, edit, testCatalogue);
  if (!result.ok) throw new Error(result.problem.code);
  return diffGraphs(graph, result.graph);
}

describe("diffGraphs", () => {
  it("tells added and removed nodes, without the edges that came and went with them", () => {
    const more = draw("a -> b");
    expect(
      changesOf({ type: "add", nodes: more.nodes.slice(1), edges: more.edges.map((e) => ({ ...e, id: "x" })) }),
    ).toEqual([{ kind: "node_added", nodeId: "b", name: "b" }]);
    expect(changesOf({ type: "remove", nodeIds: ["a"], edgeIds: [] })).toEqual([
      { kind: "node_removed", nodeId: "a", name: "a" },
    ]);
  });

  it("tells a new name with the earlier one", () => {
    expect(changesOf({ type: "update", id: "a", set: { name: "Ask" } })).toEqual([
      { kind: "node_renamed", nodeId: "a", name: "Ask", before: "a" },
    ]);
  });

  it("names the fields that changed", () => {
    const graph = draw("start -> a\na: x=1 y=2", { nodes: { a: { inputs: [{ name: "q", type: "string" }] } } });
    expect(changesOf({ type: "configure", id: "a", set: { x: 2, z: 3 }, unset: ["y"] }, graph)).toEqual([
      { kind: "node_changed", nodeId: "a", name: "a", fields: ["config.x", "config.y", "config.z"] },
    ]);
    const set = { inputs: [{ name: "q", type: "number" as const }], policy: { timeoutMs: 5 }, join: "any" as const };
    expect(changesOf({ type: "update", id: "a", set }, graph)).toMatchObject([
      { fields: ["policy", "join", "inputs.q"] },
    ]);
  });

  it("tells edges by the names of their ends", () => {
    const edge = { id: "x", source: "start", sourceHandle: "out", target: "end", targetHandle: "in" };
    expect(changesOf({ type: "add", nodes: [], edges: [edge] })).toEqual([
      { kind: "edge_added", edgeId: "x", name: "start → end" },
    ]);
    expect(changesOf({ type: "remove", nodeIds: [], edgeIds: ["e1"] })).toEqual([
      { kind: "edge_removed", edgeId: "e1", name: "start → a" },
    ]);
    expect(changesOf({ type: "updateEdge", id: "e1", set: { condition: "true" } })).toMatchObject([
      { kind: "edge_changed", fields: ["condition"] },
    ]);
  });

  it("takes an edge that was drawn again for the same", () => {
    expect(diffGraphs(line, { ...line, edges: line.edges.map((edge) => ({ ...edge, id: `new_${edge.id}` })) })).toEqual(
      [],
    );
  });

  it("tells variables, settings and schemas", () => {
    expect(changesOf({ type: "setVariables", variables: [variable] })).toEqual([
      { kind: "variable_added", name: "topic" },
    ]);
    const graph = { ...line, variables: [variable] };
    expect(changesOf({ type: "setVariables", variables: [] }, graph)).toEqual([
      { kind: "variable_removed", name: "topic" },
    ]);
    expect(changesOf({ type: "setVariables", variables: [{ ...variable, readonly: true }] }, graph)).toEqual([
      { kind: "variable_changed", name: "topic", fields: ["readonly"] },
    ]);
    expect(changesOf({ type: "setSettings", settings: { timeoutMs: 5 } })).toEqual([
      { kind: "settings_changed", fields: ["timeoutMs"] },
    ]);
    expect(changesOf({ type: "setSchemas", inputSchema: [], outputSchema: null })).toEqual([
      { kind: "schemas_changed", fields: ["inputSchema"] },
    ]);
  });

  it("tells moving as one change, however much was moved", () => {
    const moves = line.nodes.map(({ id }) => ({ id, position: { x: 1, y: 1 } }));
    expect(changesOf({ type: "move", moves })).toEqual([{ kind: "layout_changed" }]);
  });

  it("tells everything of a first version as added", () => {
    expect(diffGraphs(emptyGraph(), line).map(({ kind }) => kind)).toEqual(["node_added", "node_added", "node_added"]);
  });

  it("finds nothing between a graph and itself, and something wherever the checksums differ", () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryEdit, (graph, edit) => {
        expect(diffGraphs(graph, structuredClone(graph))).toEqual([]);
        const result = applyEdit(graph, edit, testCatalogue);
        if (!result.ok) return;
        const hasChanges = diffGraphs(graph, result.graph).length > 0;
        expect(hasChanges).toBe(checksumOf(graph) !== checksumOf(result.graph));
      }),
      { numRuns: 500 },
    );
  });
});
