// The inputs of a container as values: loop variables, and what an iteration is given beside its list. Shared by the
// node types that hold others.

import type { ConfigFault } from "../graph/node-type";
import type { Field, GraphNode } from "../graph/schema";

/** The inputs of a node as what it gives, the first of each name, without those whose names are taken. */
export function inputsAsValues(node: GraphNode, taken: readonly string[]): Field[] {
  const seen = new Set(taken);
  const fields: Field[] = [];
  for (const { name, type, label, description, items } of node.inputs) {
    if (seen.has(name)) continue;
    seen.add(name);
    fields.push({
      name,
      type,
      ...(label === undefined ? {} : { label }),
      ...(description === undefined ? {} : { description }),
      ...(items === undefined ? {} : { items }),
    });
  }
  return fields;
}

/** A fault for each input that is named like a value the container has of itself. */
export function findTakenInputs(node: GraphNode, taken: readonly string[]): ConfigFault[] {
  return node.inputs
    .filter(({ name }) => taken.includes(name))
    .map(({ name }) => ({ field: `inputs.${name}`, code: "field_invalid", params: { name } }));
}
