import { decideApproval } from "@/lib/approvals/commands";
import * as contract from "@/lib/approvals/contract";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const POST = handle(contract.decideApproval, ({ scope, params, body }) =>
  decideApproval(scope, params.approvalId, body),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
