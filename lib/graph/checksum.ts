// Tells whether two graphs are the same: the same text for the same content, whatever order keys, nodes and edges
// happen to be kept in.

import type { Graph } from "./schema";
import { sha256 } from "./sha256";

/** SHA-256 of a graph's content, in hexadecimal digits. */
export function checksumOf(graph: Graph): string {
  return sha256(canonicalText(graph));
}

/** The graph as JSON text with everything that has no order in one order. */
function canonicalText(graph: Graph): string {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  return canonicalJson({ ...graph, nodes: graph.nodes.toSorted(byId), edges: graph.edges.toSorted(byId) });
}

/** JSON text with the keys of every object sorted; what is undefined is absent. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`);
  return `{${members.join(",")}}`;
}
