import * as contract from "@/lib/audit/contract";
import { listAuditLogs } from "@/lib/audit/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.listAuditLogs, ({ scope, query }) => listAuditLogs(scope, query));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
