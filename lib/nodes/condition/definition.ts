// If, else if, else: takes the way of the first case whose comparisons hold.

import { z } from "zod";
import { templateJson } from "../config-schemas";
import { defineNode } from "../define-node";
import { findRowFaults } from "../find-row-faults";
import { handleRowsOf } from "../read-config";

const logic = z.enum(["and", "or"]);
const rule = z.object({ left: templateJson, operator: z.string().min(1).max(40), right: templateJson.optional() });

const configSchema = z.object({
  cases: z
    .array(
      z.object({
        id: z.string().min(1).max(64),
        name: z.string().max(200).optional(),
        logic,
        rules: z.array(rule).max(50),
        groups: z
          .array(z.object({ logic, rules: z.array(rule).max(50) }))
          .max(20)
          .optional(),
      }),
    )
    .min(1)
    .max(50),
});
export type ConditionConfig = z.infer<typeof configSchema>;

/** The way taken where no case holds. */
export const elseHandle = "else";

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
  faults: (node) => findRowFaults(node.config.cases, "cases", [elseHandle]),
});
