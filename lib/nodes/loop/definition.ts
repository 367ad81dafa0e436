// Runs the nodes in it turn after turn while a condition holds. Its inputs are the loop's variables: each begins with
// the value of the input and gets its next one after a turn.

import { z } from "zod";
import { containerDefaults, containerLimits } from "../../graph/container";
import type { ConfigFault } from "../../graph/node-type";
import { type Field, type GraphNode, graphLimits } from "../../graph/schema";
import { templateJson } from "../config-schemas";
import { findTakenInputs, inputsAsValues } from "../container-values";
import { defineNode, openInputs } from "../define-node";
import { findTakenNames } from "../find-taken-names";
import { rowsOf } from "../read-config";

const configSchema = z.object({
  condition: z.string().max(graphLimits.text).optional(),
  maxTurns: z.number().int().min(1).max(containerLimits.maxTurns).optional(),
  next: z
    .array(z.object({ name: z.string().max(63), value: templateJson }))
    .max(graphLimits.fields)
    .optional(),
});

const index: Field = { name: "index", type: "number", isSystem: true };
const results: Field[] = [
  { name: "turns", type: "number", isSystem: true },
  { name: "reason", type: "string", isSystem: true },
];
/** Names that no variable can have. */
const taken = [index, ...results].map((field) => field.name);

/** Rows that set no variable of the loop, or one that another row sets already. */
function findUnfitRows(node: GraphNode): ConfigFault[] {
  const known = new Set(node.inputs.map((field) => field.name));
  const unknown = rowsOf(node.config.next).flatMap(({ name }, at): ConfigFault[] => {
    const field = `config.next.${at}.name`;
    if (typeof name !== "string" || known.has(name)) return [];
    return [name === "" ? { field, code: "field_missing" } : { field, code: "field_invalid", params: { name } }];
  });
  const twice = findTakenNames(node.config.next, "next", []);
  return [...unknown, ...twice.filter((fault) => !unknown.some((other) => other.field === fault.field))];
}

export const loopNode = defineNode({
  type: "loop",
  container: "loop",
  category: "logic",
  icon: "repeat",
  isSilent: true,
  configSchema,
  fields: [
    { key: "condition", control: "expression", group: "basic" },
    {
      key: "maxTurns",
      control: "number",
      group: "basic",
      default: containerDefaults.maxTurns,
      min: 1,
      max: containerLimits.maxTurns,
      step: 1,
    },
    { key: "next", control: "keyValues", group: "basic", default: [] },
  ],
  contents: { condition: "turnExpression", next: "turnTemplate" },
  schemaPolicy: openInputs,
  turnValues: (node) => [index, ...inputsAsValues(node, taken)],
  outputs: (node) => [...results, ...inputsAsValues(node, taken)],
  faults: (node) => [...findTakenInputs(node, taken), ...findUnfitRows(node)],
});
