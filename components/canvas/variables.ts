// What a node can refer to, as the editors want it: groups with hues and words, and types by reference.

import type { Thread } from "@/components/ui/thread";
import type { Graph, ValueType } from "@/lib/graph/schema";
import { variablesFor, variablesForEdge } from "@/lib/graph/upstream";
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

/** Who refers: a node, or a wire, which may read what it comes from as well. */
export type Reader = { nodeId: string; edgeId?: undefined } | { edgeId: string; nodeId?: undefined };

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
  const groups =
    reader.nodeId === undefined
      ? variablesForEdge(graph, catalogue, reader.edgeId, wanted)
      : variablesFor(graph, catalogue, reader.nodeId, wanted);
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
