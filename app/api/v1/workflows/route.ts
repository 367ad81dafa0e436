import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/workflows/contract";
import { createWorkflow } from "@/lib/workflows/create-workflow";
import { listWorkflows } from "@/lib/workflows/queries";

export const GET = handle(contract.listWorkflows, ({ scope, query }) => listWorkflows(scope, query));

export const POST = handle(contract.createWorkflow, ({ scope, body }) => createWorkflow(scope, body));

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
