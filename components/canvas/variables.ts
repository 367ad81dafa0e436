// What a node can refer to, as the editors want it: groups with hues and words, and types by reference.

import type { Thread } from "@/components/ui/thread";
import type { Graph, ValueType } from "@/lib/graph/schema";
import { variablesFor, variablesForEdge, variablesForTurn } from "@/lib/graph/upstream";
import { catalogue } from "@/lib/nodes/catalogue";
import { threadOfRoot, threadOfType } from "./node-kinds";

export interface PickableVariable {
  reference: string;
  name: string;
  type: ValueType;
  thread: Thread;
  group: string;
  /** Type of the node it comes from; null for variables and system values. */
  nodeType: string | null;
}

/**
 * Who refers: a node, a wire, which may read what it comes from as well, or a container where it is resolved for each
 * of its turns and reads what lies in it.
 */
export type Reader =
  | { nodeId: string; edgeId?: undefined; turnOf?: undefined }
  | { edgeId: string; nodeId?: undefined; turnOf?: undefined }
  | { turnOf: string; nodeId?: undefined; edgeId?: undefined };

/** The reader among other properties. */
export function readerOf({ nodeId, edgeId, turnOf }: Reader): Reader {
  if (nodeId !== undefined) return { nodeId };
  return edgeId === undefined ? { turnOf } : { edgeId };
}

function groupsFor(graph: Graph, { nodeId, edgeId, turnOf }: Reader, wanted: ValueType) {
  if (nodeId !== undefined) return variablesFor(graph, catalogue, nodeId, wanted);
  if (edgeId !== undefined) return variablesForEdge(graph, catalogue, edgeId, wanted);
  return variablesForTurn(graph, catalogue, turnOf, wanted);
}

/** Words for the groups that are no node. */
export interface GroupWords {
  vars: string;
  sys: string;
}

/** Everything a node or a wire can refer to, the nearest first; only what fits a type where one is wanted. */
export function listVariables(
  graph: Graph,
  reader: Reader,
  words: GroupWords,
  wanted: ValueType = "any",
): PickableVariable[] {
  const groups = groupsFor(graph, reader, wanted);
  return groups.flatMap((group) =>
    group.values.map((value) => ({
      reference: value.reference,
      name: value.name,
      type: value.type,
      thread: group.node ? threadOfType(group.node.type) : (threadOfRoot(graph.nodes, group.kind) ?? "flow"),
      group: group.kind === "node" ? (group.node?.name ?? "") : words[group.kind],
      nodeType: group.node?.type ?? null,
    })),
  );
}
