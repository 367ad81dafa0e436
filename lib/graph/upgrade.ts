// Brings nodes that were made with earlier versions of their types up to the present ones, wherever a stored graph is
// read. Knows no type: what changes from version to version is told by each.

import type { JsonObject } from "../shared/json";
import type { Graph, GraphNode } from "./schema";

export interface Upgradable {
  typeVersion: number;
  /** Turns the config of version n into that of n + 1. */
  upgrades: Readonly<Record<number, (config: JsonObject) => JsonObject>>;
}

/** The graph with every node of a known type at its present version; the same graph where nothing had to change. */
export function upgradeGraph(graph: Graph, types: Readonly<Record<string, Upgradable>>): Graph {
  let isChanged = false;
  const nodes = graph.nodes.map((node) => {
    const type = Object.hasOwn(types, node.type) ? types[node.type] : undefined;
    const next = type === undefined ? node : upgradeNode(node, type);
    isChanged ||= next !== node;
    return next;
  });
  return isChanged ? { ...graph, nodes } : graph;
}

/** A node at the present version of its type; one from a later version stays as it is, for validation to tell. */
function upgradeNode(node: GraphNode, type: Upgradable): GraphNode {
  if (node.typeVersion >= type.typeVersion) return node;
  let config: JsonObject = node.config;
  for (let version = node.typeVersion; version < type.typeVersion; version++) {
    config = type.upgrades[version]?.(config) ?? config;
  }
  return { ...node, typeVersion: type.typeVersion, config };
}
