// Calls one tool with the node's inputs as its arguments.

import { z } from "zod";
import { defineNode, openInputs } from "../define-node";

const people = z.array(z.uuid()).max(100);

const configSchema = z.object({
  toolId: z.uuid(),
  /** A failure of the tool fails the node; otherwise it is told as a result. */
  onFailure: z.enum(["fail", "tell"]).optional(),
  approvers: z.object({ users: people, roles: people }).optional(),
  approvalHours: z.number().min(0.05).max(8_760).nullable().optional(),
});
export type ToolConfig = z.infer<typeof configSchema>;

export const toolNode = defineNode({
  type: "tool",
  category: "tool",
  icon: "wrench",
  configSchema,
  fields: [
    { key: "toolId", control: "tool", group: "basic", required: true },
    { key: "onFailure", control: "select", group: "behaviour", default: "fail", options: ["fail", "tell"] },
    { key: "approvers", control: "people", group: "behaviour", default: { users: [], roles: [] } },
    { key: "approvalHours", control: "number", group: "behaviour", min: 0.05, max: 8_760, step: 0.05 },
  ],
  schemaPolicy: openInputs,
  outputs: [
    { name: "value", type: "any", isSystem: true },
    { name: "text", type: "string", isSystem: true },
    { name: "ok", type: "boolean", isSystem: true },
  ],
  // The call itself is stored by the tool's own effect.
  effect: "read",
});
