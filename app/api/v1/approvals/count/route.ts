import * as contract from "@/lib/approvals/contract";
import { countApprovals } from "@/lib/approvals/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.countApprovals, ({ scope }) => countApprovals(scope));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
