// Works on a list without a model or code: filters, sorts, groups, sums.

import { z } from "zod";
import { cachedExpression } from "../../expressions/template-cache";
import type { ConfigFault } from "../../graph/node-type";
import { type GraphNode, graphLimits } from "../../graph/schema";
import type { Json } from "../../shared/json";
import { defineNode } from "../define-node";
import { rowsOf } from "../read-config";
import { endingOperations, listOperations } from "./operation-names";

/** An expression as it is typed; once resolved, its value. */
const expression: z.ZodType<Json> = z.string().max(graphLimits.text);

const configSchema = z.object({
  items: expression,
  operations: z
    .array(
      z.object({
        operation: z.enum(listOperations),
        by: z.string().max(10_000).optional(),
        descending: z.boolean().optional(),
        start: z.number().int().min(-1_000_000).max(1_000_000).optional(),
        length: z.number().int().min(0).max(1_000_000).nullable().optional(),
        separator: z.string().max(100).optional(),
      }),
    )
    .min(1)
    .max(50),
});
export type ListOperationsConfig = z.infer<typeof configSchema>;

/** Rows whose expression can't be read, and rows after one that gives no list. */
function findOperationFaults(node: GraphNode): ConfigFault[] {
  const rows = rowsOf(node.config.operations);
  return rows.flatMap(({ by }, index): ConfigFault[] => {
    const place = `config.operations.${index}`;
    const before = rows[index - 1]?.operation;
    const faults: ConfigFault[] = [];
    if (typeof before === "string" && endingOperations.has(before)) {
      faults.push({ field: `${place}.operation`, code: "field_invalid" });
    }
    if (typeof by === "string" && by.trim() !== "" && !cachedExpression(by).ok) {
      faults.push({ field: `${place}.by`, code: "field_invalid" });
    }
    return faults;
  });
}

export const listOperationsNode = defineNode({
  type: "list-operations",
  category: "data",
  icon: "list-filter",
  configSchema,
  fields: [
    { key: "items", control: "expression", group: "basic", required: true },
    {
      key: "operations",
      control: "operations",
      group: "basic",
      required: true,
      default: [{ operation: "filter", by: "" }],
    },
  ],
  outputs: [
    { name: "result", type: "any", isSystem: true },
    { name: "first", type: "any", isSystem: true },
    { name: "last", type: "any", isSystem: true },
    { name: "count", type: "number", isSystem: true },
  ],
  faults: findOperationFaults,
});
