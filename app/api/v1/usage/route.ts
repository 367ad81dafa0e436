import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import * as contract from "@/lib/usage/contract";
import { getUsage } from "@/lib/usage/queries";

export const GET = handle(contract.getUsage, ({ scope, query }) => getUsage(scope, query));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
