import { expect, it } from "vitest";
import { draw } from "./testing/draw";
import { type Upgradable, upgradeGraph } from "./upgrade";

const types: Record<string, Upgradable> = {
  work: {
    typeVersion: 3,
    upgrades: {
      1: ({ text, ...rest }) => ({ ...rest, prompt: text ?? null }),
      2: (config) => ({ ...config, temperature: 1 }),
    },
  },
};

it("brings a config up through every version", () => {
  const graph = upgradeGraph(draw("start -> a\na: text=hello"), types);
  expect(graph.nodes[1]).toMatchObject({ typeVersion: 3, config: { prompt: "hello", temperature: 1 } });
});

it("begins at the version the node has", () => {
  const graph = upgradeGraph(draw("start -> a\na: text=hello version=2"), types);
  expect(graph.nodes[1]?.config).toEqual({ text: "hello", temperature: 1 });
});

it("leaves present, later and unknown ones as they are, and a graph of these untouched", () => {
  const graph = draw("start -> a -> b -> c\na: version=3\nb: version=9\nc: type=constructor");
  expect(upgradeGraph(graph, types)).toBe(graph);
});
