import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/workflows/contract";
import { restoreVersion } from "@/lib/workflows/edit-draft";

export const POST = handle(contract.restoreVersion, ({ scope, params, body }) =>
  restoreVersion(scope, params.workflowId, params.number, body.baseRevision),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
