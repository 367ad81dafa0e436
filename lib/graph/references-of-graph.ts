// Which rows outside of itself a graph refers to: answers "what uses this?" once it is stored.

import { referencesOfCompiled } from "../expressions/references";
import type { Json } from "../shared/json";
import type { ReferenceKind } from "../shared/statuses";
import { compileConfig } from "./compile-node";
import { contentOf, findType } from "./find-type";
import type { Catalogue } from "./node-type";
import { promptsOfNode } from "./prompt-reference";
import type { Graph } from "./schema";

export interface GraphReference {
  nodeId: string;
  kind: ReferenceKind;
  /** An id, or a name where the kind is known by its name (secrets). */
  targetId: string;
}

/** Every model, tool, workflow, agent, prompt and secret that nodes of a graph name, once for each node. */
export function referencesOfGraph(graph: Graph, catalogue: Catalogue): GraphReference[] {
  const found = new Map<string, GraphReference>();
  const add = (reference: GraphReference) => {
    found.set(`${reference.nodeId} ${reference.kind} ${reference.targetId}`, reference);
  };
  for (const node of graph.nodes) {
    const type = findType(catalogue, node);
    if (type === undefined) continue;
    for (const [key, value] of Object.entries(node.config)) {
      const kind = contentOf(type, key);
      if (kind !== "model" && kind !== "tool" && kind !== "workflow" && kind !== "agent") continue;
      for (const targetId of textsIn(value)) add({ nodeId: node.id, kind, targetId });
    }
    for (const { reference } of promptsOfNode(node, catalogue)) {
      add({ nodeId: node.id, kind: "prompt", targetId: reference.promptId });
    }
    for (const field of compileConfig(node, type)) {
      if (!field.secrets) continue;
      for (const { root, segments } of referencesOfCompiled(field.value)) {
        const [name] = segments;
        if (root === "secrets" && typeof name === "string") add({ nodeId: node.id, kind: "secret", targetId: name });
      }
    }
  }
  return [...found.values()];
}

function textsIn(value: Json): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((item): item is string => typeof item === "string" && item !== "");
}
