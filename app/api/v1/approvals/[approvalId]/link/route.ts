import * as contract from "@/lib/approvals/contract";
import { createDecisionLink } from "@/lib/approvals/links";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const POST = handle(contract.createDecisionLink, ({ scope, params }) =>
  createDecisionLink(scope, params.approvalId),
);

export const { DELETE, GET, OPTIONS, PATCH, PUT } = allowOnly("POST");
