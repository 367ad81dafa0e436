// Writes a list of tasks towards a goal, works them off one after the other with tools, and plans anew where one fails.

import { z } from "zod";
import { findLoopFaults, loopContents, loopFields, loopShape, modelField, toolFields } from "../agent-loop/loop-config";
import { templateText } from "../config-schemas";
import { defineNode } from "../define-node";

const configSchema = z.object({
  ...loopShape,
  goal: templateText,
  instructions: templateText.optional(),
  maxTasks: z.number().int().min(1).max(50).optional(),
  taskRetries: z.number().int().min(0).max(5).optional(),
  maxPlans: z.number().int().min(1).max(10).optional(),
});
export type PlannerConfig = z.infer<typeof configSchema>;

export const plannerDefaults = { maxTasks: 10, taskRetries: 1, maxPlans: 3 } as const;

export const plannerNode = defineNode({
  type: "planner",
  category: "model",
  icon: "list-todo",
  configSchema,
  fields: [
    modelField,
    { key: "goal", control: "prompt", group: "basic", required: true, default: "{{ start.query }}" },
    { key: "instructions", control: "prompt", group: "basic" },
    ...toolFields,
    {
      key: "maxTasks",
      control: "number",
      group: "behaviour",
      default: plannerDefaults.maxTasks,
      min: 1,
      max: 50,
      step: 1,
    },
    {
      key: "taskRetries",
      control: "number",
      group: "behaviour",
      default: plannerDefaults.taskRetries,
      min: 0,
      max: 5,
      step: 1,
    },
    {
      key: "maxPlans",
      control: "number",
      group: "behaviour",
      default: plannerDefaults.maxPlans,
      min: 1,
      max: 10,
      step: 1,
    },
    ...loopFields,
  ],
  contents: loopContents,
  initial: { renderMode: "message" },
  outputs: [
    { name: "text", type: "string", isSystem: true },
    { name: "tasks", type: "array", items: "object", isSystem: true },
    { name: "plans", type: "number", isSystem: true },
  ],
  faults: (node) => findLoopFaults(node.config),
  effect: "read",
});
