import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/workflows/contract";
import { archiveWorkflow, updateWorkflow } from "@/lib/workflows/create-workflow";
import { getWorkflow } from "@/lib/workflows/queries";

export const GET = handle(contract.getWorkflow, ({ scope, params }) => getWorkflow(scope, params.workflowId));

export const PATCH = handle(contract.updateWorkflow, ({ scope, params, body }) =>
  updateWorkflow(scope, params.workflowId, body),
);

export const DELETE = handle(contract.archiveWorkflow, async ({ scope, params }) => {
  await archiveWorkflow(scope, params.workflowId);
});

export const { OPTIONS, POST, PUT } = allowOnly("GET", "PATCH", "DELETE");
