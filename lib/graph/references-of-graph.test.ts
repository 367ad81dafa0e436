import { expect, it } from "vitest";
import { referencesOfGraph } from "./references-of-graph";
import { testCatalogue } from "./testing/catalogue";
import { draw } from "./testing/draw";

it("lists models, tools, prompts and secrets by node, each once", () => {
  const graph = draw("start -> call -> a", {
    nodes: {
      call: {
        config: {
          model: "m1",
          tool: ["t1", "t2", "t1"],
          promptRef: { promptId: "p1", version: "latest" },
          key: { header: "Bearer {{ secrets.KEY }} {{ secrets.KEY }}", other: "{{ secrets.OTHER }}" },
          url: "{{ secrets.NOT_ALLOWED_HERE }}",
        },
      },
      a: { config: { model: "not a model here" } },
    },
  });
  expect(referencesOfGraph(graph, testCatalogue)).toEqual([
    { nodeId: "call", kind: "model", targetId: "m1" },
    { nodeId: "call", kind: "tool", targetId: "t1" },
    { nodeId: "call", kind: "tool", targetId: "t2" },
    { nodeId: "call", kind: "prompt", targetId: "p1" },
    { nodeId: "call", kind: "secret", targetId: "KEY" },
    { nodeId: "call", kind: "secret", targetId: "OTHER" },
  ]);
});

it("passes over what is not chosen and what can't be read", () => {
  const graph = draw("start -> call -> b", {
    nodes: {
      call: { config: { model: null, tool: "", promptRef: { version: 1 }, key: "{{ secrets." } },
      b: { type: "gone", config: { model: "m" } },
    },
  });
  expect(referencesOfGraph(graph, testCatalogue)).toEqual([]);
});
