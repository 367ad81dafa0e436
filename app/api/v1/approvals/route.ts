import * as contract from "@/lib/approvals/contract";
import { listApprovals } from "@/lib/approvals/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.listApprovals, ({ scope, query }) => listApprovals(scope, query));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
