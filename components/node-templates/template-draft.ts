// A palette entry while it is being edited: what the form holds, and what of it is sent. Pure.

import type { GraphNode } from "@/lib/graph/schema";
import type { FieldSettings } from "@/lib/node-templates/contract";
import type { NodeDefinition } from "@/lib/nodes/contract";
import type { Json, JsonObject } from "@/lib/shared/json";
import type { NodeTemplateView } from "@/lib/workflows/contract";

/** What the form says of each field, in its order. */
export function settingsOf(view: Pick<NodeTemplateView, "fields">): FieldSettings[] {
  return view.fields.map(({ key, group, label, help, isHidden, isLocked, required, visibleWhen }) => {
    return { key, group, label, help, isHidden, isLocked, required, visibleWhen };
  });
}

/** The list with one entry a place up or down; the same list at its ends. */
export function moveField(fields: readonly FieldSettings[], key: string, by: -1 | 1): readonly FieldSettings[] {
  const at = fields.findIndex((field) => field.key === key);
  const field = fields[at];
  if (!field || at + by < 0 || at + by >= fields.length) return fields;
  return fields.toSpliced(at, 1).toSpliced(at + by, 0, field);
}

/** The config keys that the entry presets: those it did, and those that were changed, unless emptied or as the type has them. */
export function presetsOf(definition: NodeDefinition, view: NodeTemplateView, config: JsonObject): JsonObject {
  const keys = new Set([...view.presets, ...Object.keys(config)]);
  const kept = [...keys].flatMap((key): [string, Json][] => {
    const value = config[key];
    if (value === undefined || isSame(value, definition.initial.config[key])) return [];
    if (!view.presets.includes(key) && isSame(value, view.initial.config[key])) return [];
    return [[key, value]];
  });
  return Object.fromEntries(kept);
}

/** Inputs and outputs that differ from what a node of the type begins with. */
export function fieldsOf(definition: NodeDefinition, node: GraphNode): Partial<Pick<GraphNode, "inputs" | "outputs">> {
  const { inputs, outputs } = definition.initial;
  return {
    ...(isSame(node.inputs, inputs) ? {} : { inputs: node.inputs }),
    ...(isSame(node.outputs, outputs) ? {} : { outputs: node.outputs }),
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
