// Ends the turn that it lies in: a loop or an iteration goes on with the next one.

import { z } from "zod";
import { defineNode } from "../define-node";

const configSchema = z.object({});
export type ContinueConfig = z.infer<typeof configSchema>;

export const continueNode = defineNode({
  type: "continue",
  role: "continue",
  category: "logic",
  icon: "skip-forward",
  configSchema,
  fields: [],
  handles: { targets: [{ id: "in" }], sources: [] },
});
