// The types of what references lead to: outputs of nodes, variables, system values. Shared by validation and the
// variable picker.

import type { Segment } from "../expressions/ast";
import { isSystemValue, systemValues } from "../expressions/system-values";
import { errorHandle } from "./find-type";
import type { NodeType } from "./node-type";
import type { Field, GraphNode, ValueType, Variable } from "./schema";

type Typed = Pick<Field, "type" | "items">;

/** The type at the end of a way into a value; null where the value can't have such a part. */
function typeAt(value: Typed, segments: readonly Segment[]): ValueType | null {
  const [first, ...rest] = segments;
  if (first === undefined) return value.type;
  if (value.type === "any" || value.type === "object" || value.type === "file") return "any";
  if (value.type !== "array" || typeof first !== "number") return null;
  return typeAt({ type: value.items ?? "any" }, rest);
}

/** What can be read of a node: its outputs, and what went wrong where its policy is to branch on errors. */
export function readableOutputs(node: GraphNode, type: NodeType): Field[] {
  const outputs = type.outputsOf(node);
  if (node.policy?.onError !== "branch" || outputs.some((field) => field.name === errorHandle)) return outputs;
  return [...outputs, { name: errorHandle, type: "object", isSystem: true }];
}

/** The type a reference to a node's outputs leads to; null where there is no such output. */
export function typeOfOutput(outputs: ReadonlyMap<string, Field>, segments: readonly Segment[]): ValueType | null {
  const [first, ...rest] = segments;
  if (first === undefined) return "object";
  const field = typeof first === "string" ? outputs.get(first) : undefined;
  return field === undefined ? null : typeAt(field, rest);
}

/** The type a reference to a variable leads to; null where there is none. `vars` alone is no value. */
export function typeOfVariable(
  variables: ReadonlyMap<string, Variable>,
  segments: readonly Segment[],
): ValueType | null {
  const [first, ...rest] = segments;
  const variable = typeof first === "string" ? variables.get(first) : undefined;
  return variable === undefined ? null : typeAt(variable, rest);
}

/** The type a reference to a system value leads to; null where there is none. `sys` alone is no value. */
export function typeOfSystemValue(segments: readonly Segment[]): ValueType | null {
  const [first, ...rest] = segments;
  return typeof first === "string" && isSystemValue(first) ? typeAt({ type: systemValues[first] }, rest) : null;
}
