// Sets graph variables, one after the other.

import { z } from "zod";
import { fieldNamePattern } from "../../graph/schema";
import { templateJson } from "../config-schemas";
import { defineNode } from "../define-node";
import { fieldNameOf, rowsOf } from "../read-config";

export const assignOperations = ["set", "append", "increment", "clear"] as const;
export type AssignOperation = (typeof assignOperations)[number];

const configSchema = z.object({
  assignments: z
    .array(
      z.object({
        variable: z.string().regex(fieldNamePattern),
        operation: z.enum(assignOperations),
        value: templateJson.optional(),
      }),
    )
    .min(1)
    .max(100),
});
export type AssignConfig = z.infer<typeof configSchema>;

export const assignNode = defineNode({
  type: "assign",
  category: "data",
  icon: "variable",
  configSchema,
  fields: [
    {
      key: "assignments",
      control: "assignments",
      group: "basic",
      required: true,
      default: [{ variable: "", operation: "set", value: "" }],
    },
  ],
  writes: (node) => [...new Set(rowsOf(node.config.assignments).flatMap((row) => fieldNameOf(row.variable) ?? []))],
});
