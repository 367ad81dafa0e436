// Small real graphs for tests of runs: nodes by id with their type and config, ways as `a -> b`.

import { emptyGraph, type Graph, type GraphNode } from "../../graph/schema";
import { catalogue, type NodeTypeName } from "../../nodes/catalogue";
import { newNode } from "../../nodes/new-node";
import type { JsonObject } from "../../shared/json";

type NodeSketch = Partial<Omit<GraphNode, "id" | "config">> & { type: NodeTypeName; config?: JsonObject };

/** A graph of nodes by id and ways such as `start -> call`, or `check:case_1 -> call` for another handle than `out`. */
export function graphOf(nodes: Record<string, NodeSketch>, ways: string[]): Graph {
  return {
    ...emptyGraph(),
    nodes: Object.entries(nodes).map(([id, { type, config, ...more }], index) => ({
      ...newNode(catalogue[type], { id, name: id, position: { x: index * 300, y: 0 } }, config ? { config } : {}),
      ...more,
    })),
    edges: ways.map((way) => {
      const [from = "", target = ""] = way.split("->").map((part) => part.trim());
      const [source = "", sourceHandle = "out"] = from.split(":");
      return { id: `${source}-${sourceHandle}-${target}`, source, sourceHandle, target, targetHandle: "in" };
    }),
  };
}

/** Greets whoever asks: start → answer → end. */
export const greetingGraph: Graph = graphOf(
  {
    start: { type: "start" },
    hello: { type: "answer", renderMode: "message", config: { text: "Hello {{ start.query }}" } },
    end: { type: "end" },
  },
  ["start -> hello", "hello -> end"],
);

/** A code node that works until it is stopped, or for 20 s; each round takes a while, since the steps are limited too. */
export const busyNode: NodeSketch = {
  type: "code",
  config: { source: "while (true) Array.from('x'.repeat(1000)).join('');", timeoutMs: 20_000 },
};

/** Keeps a run busy until it is stopped: start → busy → end. */
export const busyGraph: Graph = graphOf({ start: { type: "start" }, busy: busyNode, end: { type: "end" } }, [
  "start -> busy",
  "busy -> end",
]);
