// Ids and names for what is added to a graph. Ids of nodes are words that people read in references; the id of an edge
// follows from the way it leads, so two people who draw the same edge draw one.

import { wayOf } from "./edge-way";
import { isReservedName } from "./reserved-names";
import type { Graph, GraphEdge } from "./schema";
import { sha256 } from "./sha256";

const maxStem = 50;

/** An id for a new node of a type that no node of the graph, and none of `taken`, has: `llm`, then `llm_2`. */
export function freshNodeId(graph: Graph, type: string, taken: ReadonlySet<string> = new Set()): string {
  const used = new Set(graph.nodes.map((node) => node.id));
  const word = type
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "");
  const stem = word.slice(0, maxStem) || "node";
  return firstFree(stem, "_", (id) => used.has(id) || taken.has(id) || isReservedName(id));
}

/** A name that no node of the graph has: `Ask`, then `Ask 2`. */
export function freshNodeName(graph: Graph, name: string, taken: ReadonlySet<string> = new Set()): string {
  const used = new Set(graph.nodes.map((node) => node.name));
  const stem = name.slice(0, 190);
  if (!used.has(stem) && !taken.has(stem)) return stem;
  return firstFree(stem.replace(/ \d{1,6}$/, ""), " ", (text) => used.has(text) || taken.has(text));
}

/** The id of an edge, told by where it begins and ends. */
export function edgeIdOf(edge: Pick<GraphEdge, "source" | "sourceHandle" | "target" | "targetHandle">): string {
  return `e_${sha256(wayOf(edge)).slice(0, 16)}`;
}

function firstFree(stem: string, joint: string, isTaken: (text: string) => boolean): string {
  if (!isTaken(stem)) return stem;
  // Counting on from a number that is there: `llm_2` is followed by `llm_3`, not by `llm_2_2`.
  for (let count = 2; ; count++) {
    const text = `${stem}${joint}${count}`;
    if (!isTaken(text)) return text;
  }
}
