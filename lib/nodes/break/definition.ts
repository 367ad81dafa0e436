// Ends the loop that it lies in.

import { z } from "zod";
import { defineNode } from "../define-node";

const configSchema = z.object({});
export type BreakConfig = z.infer<typeof configSchema>;

export const breakNode = defineNode({
  type: "break",
  role: "break",
  category: "logic",
  icon: "log-out",
  configSchema,
  fields: [],
  handles: { targets: [{ id: "in" }], sources: [] },
});
