import { describe, expect, test } from "vitest";
import { behaviourOfGraph, graphOfBehaviour, withBehaviour } from "./behaviour-graph";
import type { Behaviour } from "./contract";

const behaviour: Behaviour = {
  systemPrompt: "Be kind.",
  modelId: null,
  temperature: 0.4,
  parameters: { topP: 0.9, maxTokens: 500, reasoning: "low" },
  welcomeMessage: "Hello",
  suggestedQuestions: ["Why?"],
};
const modelIn = (graph: ReturnType<typeof graphOfBehaviour> | null) =>
  graph?.nodes.find(({ type }) => type === "llm")?.config;

describe("the short form of an agent", () => {
  test("comes back from the graph that it was written into", () => {
    expect(behaviourOfGraph(graphOfBehaviour(behaviour))).toEqual(behaviour);
  });
  test("puts parameters where the node has its fields for them", () => {
    expect(modelIn(graphOfBehaviour(behaviour))).toMatchObject({
      temperature: 0.4,
      topP: 0.9,
      maxTokens: 500,
      parameters: { reasoning: "low" },
    });
  });
  test("leaves a graph alone whose model is instructed by a prompt", () => {
    const graph = graphOfBehaviour(behaviour);
    const systemRef = { promptId: crypto.randomUUID(), version: "latest" };
    const nodes = graph.nodes.map((node) =>
      node.type === "llm" ? { ...node, config: { ...node.config, systemRef } } : node,
    );
    expect(behaviourOfGraph({ ...graph, nodes })).toBeNull();
    expect(withBehaviour({ ...graph, nodes }, behaviour)).toBeNull();
  });
  test("clears parameters that are no longer chosen, and leaves all of them alone where it says nothing of them", () => {
    const graph = graphOfBehaviour(behaviour);
    const cleared = modelIn(withBehaviour(graph, { ...behaviour, parameters: {} }));
    expect(cleared).not.toHaveProperty("topP");
    expect(cleared).not.toHaveProperty("parameters");
    const { parameters: _, ...silent } = behaviour;
    expect(modelIn(withBehaviour(graph, silent))).toEqual(modelIn(graph));
  });
});
