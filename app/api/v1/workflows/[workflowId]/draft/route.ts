import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/workflows/contract";
import { replaceDraft } from "@/lib/workflows/edit-draft";
import { getDraft } from "@/lib/workflows/queries";

export const GET = handle(contract.getDraft, ({ scope, params }) => getDraft(scope, params.workflowId));

export const PUT = handle(contract.replaceDraft, ({ scope, params, body }) =>
  replaceDraft(scope, params.workflowId, body),
);

export const { DELETE, OPTIONS, PATCH, POST } = allowOnly("GET", "PUT");
