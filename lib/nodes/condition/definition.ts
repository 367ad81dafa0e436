// If, else if, else: takes the way of the first case whose comparisons hold.

import { z } from "zod";
import { conditionCaseSchema } from "../../expressions/conditions";
import type { ConfigFault } from "../../graph/node-type";
import type { GraphNode } from "../../graph/schema";
import type { JsonObject } from "../../shared/json";
import { defineNode } from "../define-node";
import { findRowFaults } from "../find-row-faults";
import { handleRowsOf, rowsOf } from "../read-config";

const configSchema = z.object({ cases: z.array(conditionCaseSchema).min(1).max(50) });
export type ConditionConfig = z.infer<typeof configSchema>;

/** The way taken where no case holds. */
export const elseHandle = "else";

/** A fault for every rule that compares nothing, and for every group without a rule. */
function findBlankRules(group: JsonObject, place: string): ConfigFault[] {
  const rules = rowsOf(group.rules);
  const groups = rowsOf(group.groups);
  if (rules.length + groups.length === 0) return [{ field: `${place}.rules`, code: "field_missing" }];
  return [
    ...rules.flatMap((rule, index): ConfigFault[] =>
      rule.left === "" ? [{ field: `${place}.rules.${index}.left`, code: "field_missing" }] : [],
    ),
    ...groups.flatMap((inner, index) => findBlankRules(inner, `${place}.groups.${index}`)),
  ];
}

function findFaults(node: GraphNode): ConfigFault[] {
  return [
    ...findRowFaults(node.config.cases, "cases", [elseHandle]),
    ...rowsOf(node.config.cases).flatMap((row, index) => findBlankRules(row, `config.cases.${index}`)),
  ];
}

export const conditionNode = defineNode({
  type: "condition",
  category: "logic",
  icon: "split",
  configSchema,
  fields: [
    {
      key: "cases",
      control: "cases",
      group: "basic",
      required: true,
      default: [{ id: "case_1", logic: "and", rules: [{ left: "", operator: "is", right: "" }] }],
    },
  ],
  handles: (node) => ({
    targets: [{ id: "in" }],
    sources: [...handleRowsOf(node.config.cases).filter((handle) => handle.id !== elseHandle), { id: elseHandle }],
  }),
  outputs: [{ name: "branch", type: "string", isSystem: true }],
  faults: findFaults,
});
