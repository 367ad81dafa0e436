// Takes the one way whose value equals that of an expression.

import { z } from "zod";
import { graphLimits } from "../../graph/schema";
import type { Json } from "../../shared/json";
import { templateJson } from "../config-schemas";
import { defineNode } from "../define-node";
import { findRowFaults } from "../find-row-faults";
import { handleRowsOf } from "../read-config";

/** An expression as it is typed; once resolved, its value. */
const expression: z.ZodType<Json> = z.string().max(graphLimits.text);

const configSchema = z.object({
  value: expression,
  branches: z
    .array(z.object({ id: z.string().min(1).max(64), name: z.string().max(200).optional(), value: templateJson }))
    .min(1)
    .max(100),
});
export type SwitchConfig = z.infer<typeof configSchema>;

/** The way taken where no branch fits. */
export const defaultHandle = "default";

export const switchNode = defineNode({
  type: "switch",
  category: "logic",
  icon: "route",
  configSchema,
  fields: [
    { key: "value", control: "expression", group: "basic", required: true },
    {
      key: "branches",
      control: "branches",
      group: "basic",
      required: true,
      default: [
        { id: "branch_1", name: "", value: "" },
        { id: "branch_2", name: "", value: "" },
      ],
    },
  ],
  handles: (node) => ({
    targets: [{ id: "in" }],
    sources: [
      ...handleRowsOf(node.config.branches).filter((handle) => handle.id !== defaultHandle),
      { id: defaultHandle },
    ],
  }),
  outputs: [
    { name: "value", type: "any", isSystem: true },
    { name: "branch", type: "string", isSystem: true },
  ],
  faults: (node) => findRowFaults(node.config.branches, "branches", [defaultHandle]),
});
