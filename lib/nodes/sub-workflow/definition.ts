// Runs another workflow with this node's inputs and gives what it gave.

import { z } from "zod";
import { calledRunOutputs, versionFields, versionShape } from "../called-run-fields";
import { defineNode, openInputs } from "../define-node";

const configSchema = z.object({ workflowId: z.uuid(), ...versionShape });
export type SubWorkflowConfig = z.infer<typeof configSchema>;

export const subWorkflowNode = defineNode({
  type: "sub-workflow",
  category: "flow",
  icon: "workflow",
  configSchema,
  fields: [{ key: "workflowId", control: "workflow", group: "basic", required: true }, ...versionFields],
  schemaPolicy: openInputs,
  outputs: calledRunOutputs,
  // Its start has to be stored first, so that after a crash the run is found again instead of started twice.
  effect: "write",
});
