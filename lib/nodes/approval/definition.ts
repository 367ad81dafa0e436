// Asks people for a decision and waits for it: yes or no, with values of a form and a text that they may change.

import { z } from "zod";
import type { Field, GraphNode } from "../../graph/schema";
import { fieldSchema, graphLimits } from "../../graph/schema";
import { templateText } from "../config-schemas";
import { defineNode } from "../define-node";
import { findTakenNames } from "../find-taken-names";
import { fieldsOf } from "../read-config";

/** Minutes are fractions of an hour; less than three of them nobody can keep. */
const deadlineLimits = { min: 0.05, max: 8_760 } as const;

const ids = z.array(z.uuid()).max(100);

const configSchema = z.object({
  title: templateText,
  body: templateText.optional(),
  assignees: z.object({ users: ids, roles: ids }).optional(),
  form: z.array(fieldSchema).max(graphLimits.fields).optional(),
  editable: z.boolean().optional(),
  draft: templateText.optional(),
  deadlineHours: z.number().min(deadlineLimits.min).max(deadlineLimits.max).optional(),
  onDeadline: z.enum(["expire", "approve", "reject"]).optional(),
});
export type ApprovalConfig = z.infer<typeof configSchema>;

const decision: Field[] = [
  { name: "decision", type: "string", isSystem: true },
  { name: "values", type: "object", isSystem: true },
  { name: "text", type: "string", isSystem: true },
  { name: "comment", type: "string", isSystem: true },
  { name: "decided_by", type: "object", isSystem: true },
];
/** Names that no field of the form can have, since its fields are outputs beside these. */
const taken = decision.map((field) => field.name);

/** Whether the run leaves by a way of its own when nobody decides in time. */
function canExpire({ deadlineHours, onDeadline }: GraphNode["config"]): boolean {
  return typeof deadlineHours === "number" && (onDeadline ?? "expire") === "expire";
}

export const approvalNode = defineNode({
  type: "approval",
  category: "human",
  icon: "hand",
  isSilent: true,
  configSchema,
  fields: [
    { key: "title", control: "template", group: "basic", required: true },
    { key: "body", control: "prompt", group: "basic" },
    { key: "assignees", control: "people", group: "basic", default: { users: [], roles: [] } },
    { key: "form", control: "fields", group: "basic", default: [] },
    { key: "editable", control: "boolean", group: "basic", default: false },
    { key: "draft", control: "prompt", group: "basic", required: true, visibleWhen: { key: "editable", in: [true] } },
    { key: "deadlineHours", control: "number", group: "behaviour", ...deadlineLimits, step: 0.05 },
    {
      key: "onDeadline",
      control: "select",
      group: "behaviour",
      default: "expire",
      options: ["expire", "approve", "reject"],
    },
  ],
  // A conversation asks there; who wants it in the inbox alone hides it.
  initial: { renderMode: "thought" },
  // What people are asked has to be stored before they can be asked.
  effect: "write",
  handles: (node) => ({
    targets: [{ id: "in" }],
    sources: [{ id: "approved" }, { id: "rejected" }, ...(canExpire(node.config) ? [{ id: "expired" }] : [])],
  }),
  outputs: (node) => [...decision, ...fieldsOf(node.config.form).filter((field) => !taken.includes(field.name))],
  faults: (node) => findTakenNames(node.config.form, "form", taken),
});
