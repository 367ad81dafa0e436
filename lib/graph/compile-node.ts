// Prepares everything of a node or an edge that is evaluated when it runs. Validation reads the same compiled values
// that the engine resolves, so the two can't disagree about what is a template.

import { type Compiled, compileExpression, compileValue } from "../expressions/compiled";
import { mayBeTemplate } from "../expressions/parse-template";
import type { Json } from "../shared/json";
import { readContainer } from "./container";
import { contentOf } from "./find-type";
import type { FieldContent, NodeType } from "./node-type";
import type { PlanContainer, PlanField, PlanInput } from "./plan";
import type { GraphEdge, GraphNode } from "./schema";

/** The config of a node by key, in its order, without what a container resolves for each of its turns. */
export function compileConfig(node: GraphNode, type: NodeType): PlanField[] {
  return Object.entries(node.config).flatMap(([name, value]) => {
    const content = contentOf(type, name);
    if (content === "turnTemplate" || content === "turnExpression") return [];
    return [{ name, value: compileContent(value, content), secrets: type.secretFields.includes(name) }];
  });
}

/** What a container resolves for each of its turns, by key, as it stands in the config: for reading references. */
export function compileTurnConfig(node: GraphNode, type: NodeType): PlanField[] {
  return Object.entries(node.config).flatMap(([name, value]) => {
    const content = contentOf(type, name);
    if (content === "turnTemplate") return [{ name, value: compileValue(value), secrets: false }];
    if (content !== "turnExpression" || typeof value !== "string") return [];
    return [{ name, value: compileText(value), secrets: false }];
  });
}

/** How a container runs its turns; null for every other node. */
export function compileContainer(node: GraphNode, type: NodeType): PlanContainer | null {
  if (type.container === undefined) return null;
  const { condition, next, output, ...rest } = readContainer(node.config);
  return {
    kind: type.container,
    condition: condition === null ? null : compileText(condition),
    next: next.map(({ name, value }) => ({ name, value: compileValue(value), secrets: false })),
    output: output === null ? null : compileValue(output),
    ...rest,
  };
}

/** The inputs of a node; one without a value has its default, else null. */
export function compileInputs(node: GraphNode): PlanInput[] {
  return node.inputs.map((field) => ({
    name: field.name,
    field,
    value: field.value === undefined ? { kind: "constant", value: field.default ?? null } : compileValue(field.value),
    secrets: false,
  }));
}

/** The condition of an edge; null where it has none. */
export function compileCondition(edge: GraphEdge): Compiled | null {
  const text = edge.condition?.trim() ?? "";
  return text === "" ? null : compileText(text);
}

/** The values an edge puts into its target's inputs. */
export function compileMapping(edge: GraphEdge): PlanField[] {
  return Object.entries(edge.dataMapping ?? {}).map(([name, value]) => ({
    name,
    value: compileValue(value),
    secrets: false,
  }));
}

function compileContent(value: Json, content: FieldContent): Compiled {
  if (content === "template") return compileValue(value);
  return content === "expression" && typeof value === "string" ? compileText(value) : { kind: "constant", value };
}

/** One expression; braces around it are forgiven. */
function compileText(text: string): Compiled {
  return mayBeTemplate(text) ? compileValue(text) : compileExpression(text);
}
