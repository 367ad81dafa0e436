// Brings branches together: of each group of alternatives it gives the first that is not null.

import { z } from "zod";
import type { ConfigFault } from "../../graph/node-type";
import { fieldNamePattern, type GraphNode, valueTypeSchema } from "../../graph/schema";
import { templateJson } from "../config-schemas";
import { defineNode } from "../define-node";
import { fieldsOf, rowsOf } from "../read-config";

const configSchema = z.object({
  groups: z
    .array(
      z.object({
        name: z.string().regex(fieldNamePattern),
        type: valueTypeSchema.optional(),
        values: z.array(templateJson).min(1).max(100),
      }),
    )
    .min(1)
    .max(50),
});
export type AggregateConfig = z.infer<typeof configSchema>;

/** Names that two groups share, and alternatives left blank. */
function findFaults(node: GraphNode): ConfigFault[] {
  const seen = new Set<string>();
  const faults: ConfigFault[] = [];
  for (const [index, row] of rowsOf(node.config.groups).entries()) {
    const place = `config.groups.${index}`;
    if (typeof row.name === "string" && row.name !== "") {
      if (seen.has(row.name))
        faults.push({ field: `${place}.name`, code: "field_invalid", params: { name: row.name } });
      seen.add(row.name);
    }
    for (const [at, value] of (Array.isArray(row.values) ? row.values : []).entries()) {
      if (value === "" || value === null) faults.push({ field: `${place}.values.${at}`, code: "field_missing" });
    }
  }
  return faults;
}

export const aggregateNode = defineNode({
  type: "aggregate",
  category: "data",
  icon: "merge",
  configSchema,
  fields: [
    {
      key: "groups",
      control: "groups",
      group: "basic",
      required: true,
      default: [{ name: "output", type: "any", values: [""] }],
    },
  ],
  outputs: (node) => fieldsOf(node.config.groups),
  faults: findFaults,
});
