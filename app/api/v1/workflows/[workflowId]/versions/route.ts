import { publishAny } from "@/lib/agents/publish-agent";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/workflows/contract";
import { listVersions } from "@/lib/workflows/queries";

export const GET = handle(contract.listVersions, ({ scope, params, query }) =>
  listVersions(scope, params.workflowId, query),
);

export const POST = handle(contract.publishWorkflow, ({ scope, params, body }) =>
  publishAny(scope, params.workflowId, body),
);

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
