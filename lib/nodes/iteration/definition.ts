// Runs the nodes in it once for each item of a list, several at a time where it may, and gives their results in the
// order of the list.

import { z } from "zod";
import { containerDefaults, containerLimits, itemsInput, turnErrorModes } from "../../graph/container";
import type { Field, GraphNode } from "../../graph/schema";
import { templateJson } from "../config-schemas";
import { findTakenInputs, inputsAsValues } from "../container-values";
import { defineNode, openInputs } from "../define-node";

const configSchema = z.object({
  output: templateJson,
  parallel: z.number().int().min(1).max(containerLimits.parallel).optional(),
  onError: z.enum(turnErrorModes).optional(),
});

const index: Field = { name: "index", type: "number", isSystem: true };

/** What one turn works on; of the type that the list's items are declared to have. */
function itemField(node: GraphNode): Field {
  const items = node.inputs.find((field) => field.name === itemsInput);
  return { name: "item", type: items?.items ?? "any", isSystem: true };
}

/** Names that no further input can have. */
const taken = ["item", index.name];

export const iterationNode = defineNode({
  type: "iteration",
  container: "iteration",
  category: "logic",
  icon: "list-tree",
  isSilent: true,
  configSchema,
  fields: [
    { key: "output", control: "template", group: "basic", required: true },
    {
      key: "parallel",
      control: "number",
      group: "behaviour",
      default: containerDefaults.parallel,
      min: 1,
      max: containerLimits.parallel,
      step: 1,
    },
    {
      key: "onError",
      control: "select",
      group: "behaviour",
      default: containerDefaults.onError,
      options: turnErrorModes,
    },
  ],
  contents: { output: "turnTemplate" },
  schemaPolicy: openInputs,
  initial: { inputs: [{ name: itemsInput, type: "array", required: true, isSystem: true }] },
  turnValues: (node) => [itemField(node), index, ...inputsAsValues(node, [...taken, itemsInput])],
  outputs: [
    { name: "results", type: "array", isSystem: true },
    { name: "errors", type: "array", items: "object", isSystem: true },
    { name: "count", type: "number", isSystem: true },
  ],
  faults: (node) => findTakenInputs(node, taken),
});
