// Where a run begins: what it asks for, how it greets. Its outputs are the variables it asks for and the question.

import { z } from "zod";
import { type Field, fieldSchema, graphLimits } from "../../graph/schema";
import { defineNode } from "../define-node";
import { findTakenNames } from "../find-taken-names";
import { fieldsOf } from "../read-config";

const configSchema = z.object({
  variables: z.array(fieldSchema).max(graphLimits.fields).optional(),
  welcomeMessage: z.string().max(10_000).optional(),
  suggestedQuestions: z.array(z.string().max(500)).max(20).optional(),
});
export type StartConfig = z.infer<typeof configSchema>;

/** What the person asked, there in every run; null where nobody asked. */
export const queryField: Field = { name: "query", type: "string", isSystem: true };

export const startNode = defineNode({
  type: "start",
  role: "start",
  category: "flow",
  icon: "play",
  configSchema,
  fields: [
    { key: "variables", control: "fields", group: "basic", default: [] },
    { key: "welcomeMessage", control: "textarea", group: "basic", maxLength: 10_000 },
    { key: "suggestedQuestions", control: "list", group: "basic", default: [] },
  ],
  handles: { targets: [], sources: [{ id: "out" }] },
  outputs: (node) => [queryField, ...fieldsOf(node.config.variables).filter((field) => field.name !== queryField.name)],
  faults: (node) => findTakenNames(node.config.variables, "variables", [queryField.name]),
});
