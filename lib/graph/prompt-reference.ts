// A node that takes its text from a prompt: how it names it in its config, and how a graph is made to name versions by
// their numbers, so that what runs never changes. Knows neither prompts nor where they are kept.

import { isJsonObject, type Json } from "../shared/json";
import { contentOf, findType } from "./find-type";
import type { Catalogue } from "./node-type";
import type { Graph, GraphNode } from "./schema";

export interface PromptReference {
  promptId: string;
  /** `latest` in drafts alone: the version that is current when a run begins or the draft is published. */
  version: number | "latest";
}

/** The config key whose text the reference under a key stands for: `prompt` for `promptRef`. */
export const textKeyOf = (referenceKey: string) => referenceKey.replace(/Ref$/, "");

/** The config key beside a reference whose members are the values of the prompt's variables. */
export const valuesKeyOf = (referenceKey: string) => `${textKeyOf(referenceKey)}Values`;

/** Reads a reference out of a config without trusting it; null where there is none. */
export function readPromptReference(value: Json | undefined): PromptReference | null {
  if (!isJsonObject(value) || typeof value.promptId !== "string" || value.promptId === "") return null;
  const { promptId, version } = value;
  return { promptId, version: typeof version === "number" ? version : "latest" };
}

/** Every prompt that a node takes text from, by the key of its config. */
export function promptsOfNode(node: GraphNode, catalogue: Catalogue): { key: string; reference: PromptReference }[] {
  const type = findType(catalogue, node);
  if (type === undefined) return [];
  return Object.entries(node.config).flatMap(([key, value]) => {
    const reference = contentOf(type, key) === "prompt" ? readPromptReference(value) : null;
    return reference ? [{ key, reference }] : [];
  });
}

/** The graph with every `latest` as the number that it means now; what has no number stays as it is. */
export function pinPromptsOf(graph: Graph, catalogue: Catalogue, latest: ReadonlyMap<string, number>): Graph {
  let isPinned = false;
  const nodes = graph.nodes.map((node) => {
    let { config } = node;
    for (const { key, reference } of promptsOfNode(node, catalogue)) {
      const version = latest.get(reference.promptId);
      if (reference.version !== "latest" || version === undefined) continue;
      config = { ...config, [key]: { promptId: reference.promptId, version } };
    }
    if (config === node.config) return node;
    isPinned = true;
    return { ...node, config };
  });
  return isPinned ? { ...graph, nodes } : graph;
}
