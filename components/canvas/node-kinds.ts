// What the designer knows of kinds of nodes: palette entries of the database over the definitions of the code. Finds
// hue, icon and form of a node.

import type { Thread } from "@/components/ui/thread";
import { threads } from "@/components/ui/thread";
import type { TemplateRules } from "@/lib/graph/node-type";
import type { GraphNode } from "@/lib/graph/schema";
import { definitionOf } from "@/lib/nodes/catalogue";
import { categoryOf } from "@/lib/nodes/category-of";
import { findMissing } from "@/lib/nodes/check-form";
import type { NodeTemplateView } from "@/lib/workflows/contract";

export interface NodeKinds {
  /** What the palette offers. */
  templates: readonly NodeTemplateView[];
  /** By their code, those that are switched off included. */
  rules: ReadonlyMap<string, TemplateRules>;
  templateOf(node: Pick<GraphNode, "templateCode" | "type">): NodeTemplateView | undefined;
  iconOf(node: Pick<GraphNode, "templateCode" | "type">): string;
}

/** Looks kinds up by the code of their template, then by their type. */
export function createNodeKinds(templates: readonly NodeTemplateView[]): NodeKinds {
  const byCode = new Map(templates.map((template) => [template.code, template]));
  const templateOf: NodeKinds["templateOf"] = (node) => {
    const own = byCode.get(node.templateCode);
    return own?.type === node.type ? own : byCode.get(node.type);
  };
  const rules = new Map(
    templates.map(({ code, schemaPolicy, initial, fields }): [string, TemplateRules] => {
      // What travelled as JSON has no members that are undefined.
      const { inputs, outputs } = initial as Pick<TemplateRules, "inputs" | "outputs">;
      return [code, { schemaPolicy, inputs, outputs, missing: (config) => findMissing(config, fields) }];
    }),
  );
  return {
    // Nodes of those that were switched off keep their form.
    templates: templates.filter((template) => template.isActive),
    rules,
    templateOf,
    iconOf: (node) => templateOf(node)?.icon ?? definitionOf(node.type)?.icon ?? "workflow",
  };
}

/** The hue of a category. */
export function threadOfCategory(category: string): Thread {
  return threads.find((thread) => thread === category) ?? "flow";
}

/** The hue of a node type. */
export function threadOfType(type: string): Thread {
  return threadOfCategory(categoryOf(type) ?? "flow");
}

const namespaceThreads: Record<string, Thread> = { vars: "data", sys: "flow", secrets: "human" };

/** The hue of what a reference begins with: a node's, or one of a namespace; undefined where it leads nowhere. */
export function threadOfRoot(nodes: readonly GraphNode[], root: string): Thread | undefined {
  const own = namespaceThreads[root];
  if (own) return own;
  const type = typesOf(nodes).get(root);
  return type === undefined ? undefined : threadOfType(type);
}

const known = new WeakMap<readonly GraphNode[], Map<string, string>>();

/** Types by node id, found once for each list. */
function typesOf(nodes: readonly GraphNode[]): Map<string, string> {
  let types = known.get(nodes);
  if (!types) {
    types = new Map(nodes.map((node) => [node.id, node.type]));
    known.set(nodes, types);
  }
  return types;
}
