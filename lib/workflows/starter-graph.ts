// The graphs that new workflows and blank agents begin with: something that runs at once. Pure.

import { emptyGraph, type Graph } from "../graph/schema";
import { catalogue } from "../nodes/catalogue";
import { newNode } from "../nodes/new-node";

/** A start that leads to an end. */
export function starterGraph(): Graph {
  return {
    ...emptyGraph(),
    nodes: [
      newNode(catalogue.end, { id: "end", name: "End", position: { x: 360, y: 0 } }),
      newNode(catalogue.start, { id: "start", name: "Start", position: { x: 0, y: 0 } }),
    ],
    edges: [{ id: "start-end", source: "start", sourceHandle: "out", target: "end", targetHandle: "in" }],
  };
}
