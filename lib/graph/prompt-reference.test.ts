import { describe, expect, it } from "vitest";
import { pinPromptsOf, readPromptReference, textKeyOf, valuesKeyOf } from "./prompt-reference";
import { testCatalogue } from "./testing/catalogue";
import { draw } from "./testing/draw";

describe("a reference to a prompt", () => {
  it("stands beside the text that it stands for, and its values", () => {
    const keys = ["promptRef", "systemRef", "instructionsRef"];
    expect(keys.map(textKeyOf)).toEqual(["prompt", "system", "instructions"]);
    expect(keys.map(valuesKeyOf)).toEqual(["promptValues", "systemValues", "instructionsValues"]);
  });
  it("is read from whatever was stored", () => {
    expect(readPromptReference({ promptId: "p", version: 2, more: 1 })).toEqual({ promptId: "p", version: 2 });
    expect(readPromptReference({ promptId: "p" })).toEqual({ promptId: "p", version: "latest" });
    for (const value of [undefined, null, "p", [], {}, { promptId: "" }, { promptId: 7 }]) {
      expect(readPromptReference(value)).toBeNull();
    }
  });

  it("names its version by number where a graph is kept, and nothing else of the graph changes", () => {
    const config = (version: number | "latest", promptId = "p1") => ({
      promptRef: { promptId, version },
      promptValues: { topic: "{{ start.query }}" },
    });
    const graph = draw("start -> call -> a", {
      nodes: { call: { config: config("latest") }, a: { config: config("latest") } },
    });
    const pinned = pinPromptsOf(graph, testCatalogue, new Map([["p1", 3]]));
    expect(pinned.nodes.map((node) => node.config)).toEqual([{}, config(3), config("latest")]);
    expect(graph.nodes[1]?.config).toEqual(config("latest"));
    expect(pinned.nodes[0]).toBe(graph.nodes[0]);
    expect(pinned.edges).toBe(graph.edges);
  });

  it("stays as it is where its version is named already or it is gone", () => {
    const draft = (version: number | "latest", promptId: string) =>
      draw("start -> call", { nodes: { call: { config: { promptRef: { promptId, version } } } } });
    for (const graph of [draft(1, "p1"), draft("latest", "p2")]) {
      expect(pinPromptsOf(graph, testCatalogue, new Map([["p1", 3]]))).toBe(graph);
    }
  });
});
