// Asks another agent of the workspace and gives its answer.

import { z } from "zod";
import { calledRunOutputs, versionFields, versionShape } from "../called-run-fields";
import { templateText } from "../config-schemas";
import { defineNode, openInputs } from "../define-node";

const configSchema = z.object({ agentId: z.uuid(), query: templateText, ...versionShape });
export type AgentCallConfig = z.infer<typeof configSchema>;

export const agentCallNode = defineNode({
  type: "agent-call",
  category: "model",
  icon: "bot",
  configSchema,
  fields: [
    { key: "agentId", control: "agent", group: "basic", required: true },
    { key: "query", control: "prompt", group: "basic", required: true, default: "{{ start.query }}" },
    ...versionFields,
  ],
  schemaPolicy: openInputs,
  initial: { renderMode: "message" },
  outputs: calledRunOutputs,
  // Its start has to be stored first, so that after a crash the run is found again instead of started twice.
  effect: "write",
});
