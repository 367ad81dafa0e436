// Gives references other roots, in place: every other character of what somebody typed stays as it is.

import type { Expression } from "../expressions/ast";
import { parseExpression } from "../expressions/parse-expression";
import { mayBeTemplate, parseTemplate } from "../expressions/parse-template";
import { type Reference, referencesOf, referencesOfExpression } from "../expressions/references";
import type { Json, JsonObject } from "../shared/json";
import { contentOf } from "./find-type";
import type { NodeType } from "./node-type";
import type { Field, GraphEdge, GraphNode } from "./schema";

/** The parts of an edge, or of a change of one, that are evaluated. */
type EdgeTexts = { [K in "condition" | "dataMapping"]?: GraphEdge[K] | null | undefined };

/** New root by old root. */
export type Renaming = ReadonlyMap<string, string>;

/** A node with every reference in it renamed; what its type takes as typed is left alone. */
export function rewriteNode(node: GraphNode, type: NodeType | undefined, renaming: Renaming): GraphNode {
  const config = rewriteConfig(node.config, type, renaming);
  return { ...node, config, inputs: rewriteFields(node.inputs, renaming) };
}

/** Some keys of a node's config with every reference in them renamed. */
export function rewriteConfig(config: JsonObject, type: NodeType | undefined, renaming: Renaming): JsonObject {
  const entries = Object.entries(config).map(([key, value]): [string, Json] => {
    const content = type === undefined ? "template" : contentOf(type, key);
    if (content === "template" || content === "turnTemplate") return [key, rewriteValue(value, renaming)];
    const isExpression = content === "expression" || content === "turnExpression";
    return [key, isExpression && typeof value === "string" ? rewriteExpression(value, renaming) : value];
  });
  return Object.fromEntries(entries);
}

/** Inputs with every reference in their values renamed. */
export function rewriteFields(fields: readonly Field[], renaming: Renaming): Field[] {
  return fields.map((field) =>
    field.value === undefined ? field : { ...field, value: rewriteValue(field.value, renaming) },
  );
}

/** What an edge evaluates, with every reference in its condition and mapping renamed. */
export function rewriteEdge<E extends EdgeTexts>(edge: E, renaming: Renaming): E {
  const next = { ...edge };
  if (typeof edge.condition === "string") next.condition = rewriteExpression(edge.condition, renaming);
  if (edge.dataMapping) {
    const mapping = Object.entries(edge.dataMapping).map(([name, value]) => [name, rewriteValue(value, renaming)]);
    next.dataMapping = Object.fromEntries(mapping);
  }
  return next;
}

/** A value with the references of all templates in it renamed. */
function rewriteValue(value: Json, renaming: Renaming, depth = 0): Json {
  if (typeof value === "string") return rewriteTemplate(value, renaming);
  // Deeper values are not templates: they could not be resolved either.
  if (typeof value !== "object" || value === null || depth > 200) return value;
  if (Array.isArray(value)) return value.map((item) => rewriteValue(item, renaming, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rewriteValue(item, renaming, depth + 1)]));
}

function rewriteTemplate(text: string, renaming: Renaming): string {
  if (!mayBeTemplate(text)) return text;
  const parsed = parseTemplate(text);
  return parsed.ok ? splice(text, referencesOf(parsed.value), renaming) : text;
}

function rewriteExpression(text: string, renaming: Renaming): string {
  if (mayBeTemplate(text)) return rewriteTemplate(text, renaming);
  const parsed: { ok: true; value: Expression } | { ok: false } = parseExpression(text);
  return parsed.ok ? splice(text, referencesOfExpression(parsed.value), renaming) : text;
}

function splice(text: string, references: readonly Reference[], renaming: Renaming): string {
  let result = "";
  let from = 0;
  for (const { root, at } of references.toSorted((a, b) => a.at - b.at)) {
    const renamed = renaming.get(root);
    if (renamed === undefined) continue;
    result += text.slice(from, at) + renamed;
    from = at + root.length;
  }
  return result + text.slice(from);
}
