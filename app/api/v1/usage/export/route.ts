import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/usage/contract";
import { exportUsage } from "@/lib/usage/export-usage";

export const GET = handle(contract.exportUsage, ({ scope, query }) => exportUsage(scope, query));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
