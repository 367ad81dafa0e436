import { expect, test } from "vitest";
import { emptyGraph, type Graph } from "@/lib/graph/schema";
import { catalogue } from "@/lib/nodes/catalogue";
import { newNode } from "@/lib/nodes/new-node";
import { checkConnection } from "./check-connection";

const place = { x: 0, y: 0 };
const way = (source: string, target: string, sourceHandle = "out") => ({
  source,
  sourceHandle,
  target,
  targetHandle: "in",
});
const graph: Graph = {
  ...emptyGraph(),
  nodes: [
    newNode(catalogue.start, { id: "start", name: "Start", position: place }),
    newNode(catalogue.llm, { id: "ask", name: "Ask", position: place }),
    { ...newNode(catalogue.template, { id: "write", name: "Write", position: place }), policy: { onError: "branch" } },
    newNode(catalogue.condition, { id: "which", name: "Which", position: place }),
    newNode(catalogue.note, { id: "note", name: "Note", position: place }),
  ],
  edges: [
    { id: "e1", ...way("start", "ask") },
    { id: "e2", ...way("ask", "write") },
  ],
};

test.each([
  ["a new way", way("write", "which"), null],
  ["the way of an error, where the node branches on errors", way("write", "which", "error"), null],
  ["the way of an error elsewhere", way("ask", "which", "error"), "handle_unknown"],
  ["a case of a condition, backwards or not", way("which", "ask", "case_1"), null],
  ["a case that is not there", way("which", "ask", "case_9"), "handle_unknown"],
  ["itself", way("ask", "ask"), "edge_self"],
  ["a way that is there", way("start", "ask"), "edge_duplicate"],
  ["a circle", way("write", "ask"), "cycle"],
  ["into the start", way("ask", "start"), "handle_unknown"],
  ["into a note", way("ask", "note"), "handle_unknown"],
  ["a node that is gone", way("ask", "gone"), "handle_unknown"],
] as const)("%s", (_, one, fault) => {
  expect(checkConnection(graph, catalogue, one)).toBe(fault);
});
