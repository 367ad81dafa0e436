// A node as it comes from the palette: the presets of its type, an id, a name and a place. Pure.

import type { GraphNode } from "../graph/schema";
import type { NodeDefinition } from "./contract";

/** A fresh node of a type; `more` replaces presets, config key by config key. */
export function newNode(
  definition: NodeDefinition,
  place: Pick<GraphNode, "id" | "name" | "position">,
  more: Partial<Pick<GraphNode, "config" | "inputs" | "outputs" | "renderMode" | "templateCode">> = {},
): GraphNode {
  const { initial } = definition;
  return {
    ...place,
    type: definition.type,
    typeVersion: definition.typeVersion,
    templateCode: more.templateCode ?? definition.type,
    config: { ...initial.config, ...more.config },
    inputs: more.inputs ?? initial.inputs,
    outputs: more.outputs ?? initial.outputs,
    renderMode: more.renderMode ?? initial.renderMode,
  };
}
