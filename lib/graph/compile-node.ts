// Prepares everything of a node or an edge that is evaluated when it runs. Validation reads the same compiled values
// that the engine resolves, so the two can't disagree about what is a template.

import { type Compiled, compileExpression, compileValue } from "../expressions/compiled";
import { mayBeTemplate } from "../expressions/parse-template";
import type { Json } from "../shared/json";
import { contentOf } from "./find-type";
import type { FieldContent, NodeType } from "./node-type";
import type { PlanField, PlanInput } from "./plan";
import type { GraphEdge, GraphNode } from "./schema";

/** The config of a node by key, in its order. */
export function compileConfig(node: GraphNode, type: NodeType): PlanField[] {
  return Object.entries(node.config).map(([name, value]) => ({
    name,
    value: compileContent(value, contentOf(type, name)),
    secrets: type.secretFields.includes(name),
  }));
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
