import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/workflows/contract";
import { getVersion } from "@/lib/workflows/queries";

export const GET = handle(contract.getVersion, ({ scope, params }) =>
  getVersion(scope, params.workflowId, params.number),
);

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
