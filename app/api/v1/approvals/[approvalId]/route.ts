import * as contract from "@/lib/approvals/contract";
import { getApproval } from "@/lib/approvals/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.getApproval, ({ scope, params }) => getApproval(scope, params.approvalId));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
