// What every control of a node's form is given. A control shows a value and tells of its changes; it knows neither the
// draft nor where the value is kept.

import type { FieldControl } from "@/components/ui/field";
import type { Problem } from "@/lib/graph/problem";
import type { GraphNode } from "@/lib/graph/schema";
import { definitionOf } from "@/lib/nodes/catalogue";
import type { Json } from "@/lib/shared/json";
import type { TemplateFieldView } from "@/lib/workflows/contract";
import type { Reader } from "../variables";

export interface ControlProps {
  node: GraphNode;
  field: TemplateFieldView;
  value: Json | undefined;
  /** Undefined takes the value away. */
  onChange: (value: Json | undefined) => void;
  control: FieldControl;
  label: string;
  readOnly: boolean;
  problems: readonly Problem[];
}

/** Whether something below a field has a problem: `cases.0.rules.1.left`. */
export function hasProblemAt(problems: readonly Problem[], path: string): boolean {
  return problems.some(({ field }) => field === path || field?.startsWith(`${path}.`));
}

/** Who refers in a field of a node: for some fields of a container, each of its turns. */
export function readerIn({ id, type }: Pick<GraphNode, "id" | "type">, key: string): Reader {
  const content = definitionOf(type)?.contents[key];
  return content === "turnTemplate" || content === "turnExpression" ? { turnOf: id } : { nodeId: id };
}

/** Rows that tell themselves apart by their place alone get keys that stay while they are edited. */
export function keysOf(rows: readonly unknown[]): { key: string; index: number }[] {
  return rows.map((_, index) => ({ key: `row-${index}`, index }));
}
