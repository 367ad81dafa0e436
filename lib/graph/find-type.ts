// Looks up node types in a catalogue without being fooled by names that every object answers to.

import type { Catalogue, FieldContent, NodeType } from "./node-type";
import type { GraphNode } from "./schema";

/** The type of a node; undefined where the catalogue does not know it. */
export function findType(catalogue: Catalogue, node: Pick<GraphNode, "type">): NodeType | undefined {
  return Object.hasOwn(catalogue, node.type) ? catalogue[node.type] : undefined;
}

/** What a config key of a type holds. */
export function contentOf(type: NodeType, key: string): FieldContent {
  return (Object.hasOwn(type.contents, key) ? type.contents[key] : undefined) ?? "template";
}

/** The source handles of a node, with `error` last where its policy is to branch on errors. */
export function sourceHandlesOf(type: NodeType, node: GraphNode): string[] {
  const handles = type.handlesOf(node).sources.map((handle) => handle.id);
  return node.policy?.onError === "branch" && !handles.includes(errorHandle) ? [...handles, errorHandle] : handles;
}

/** The handle by which a node is left when it failed and its policy is to branch. */
export const errorHandle = "error";
