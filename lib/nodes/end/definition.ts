// Where a way through the graph ends: names the values that the run gives to who called it.

import { z } from "zod";
import { defineNode, openInputs } from "../define-node";

const configSchema = z.object({});
export type EndConfig = z.infer<typeof configSchema>;

export const endNode = defineNode({
  type: "end",
  role: "end",
  category: "flow",
  icon: "flag",
  configSchema,
  // Its inputs are the mapping: each is an output of the run under the same name.
  fields: [],
  schemaPolicy: openInputs,
  handles: { targets: [{ id: "in" }], sources: [] },
  outputs: (node) => node.inputs.map(({ value: _value, ...field }) => field),
});
