import * as contract from "@/lib/approvals/contract";
import { decideByLink, getLinkedApproval } from "@/lib/approvals/links";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.getLinkedApproval, ({ params, request, requestId }) =>
  getLinkedApproval(params.token, { headers: request.headers, requestId }),
);

export const POST = handle(contract.decideByLink, ({ params, body, request, requestId }) =>
  decideByLink(params.token, body, { headers: request.headers, requestId }),
);

export const { DELETE, OPTIONS, PATCH, PUT } = allowOnly("GET", "POST");
