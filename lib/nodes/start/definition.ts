// Where a run begins: what it asks for, how it greets. Its outputs are the variables it asks for and the question.

import { z } from "zod";
import type { ConfigFault } from "../../graph/node-type";
import { type Field, fieldSchema, type GraphNode, graphLimits } from "../../graph/schema";
import { defineNode } from "../define-node";
import { fieldsOf, rowsOf } from "../read-config";

const configSchema = z.object({
  variables: z.array(fieldSchema).max(graphLimits.fields).optional(),
  welcomeMessage: z.string().max(10_000).optional(),
  suggestedQuestions: z.array(z.string().max(500)).max(20).optional(),
});
export type StartConfig = z.infer<typeof configSchema>;

/** What the person asked, there in every run; null where nobody asked. */
export const queryField: Field = { name: "query", type: "string", isSystem: true };

/** Names that two variables share, or that the question already has. */
function findTakenNames(node: GraphNode): ConfigFault[] {
  const seen = new Set([queryField.name]);
  const faults: ConfigFault[] = [];
  for (const [index, row] of rowsOf(node.config.variables).entries()) {
    if (typeof row.name !== "string") continue;
    if (seen.has(row.name)) {
      faults.push({ field: `config.variables.${index}.name`, code: "field_invalid", params: { name: row.name } });
    }
    seen.add(row.name);
  }
  return faults;
}

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
  faults: findTakenNames,
});
