import * as contract from "@/lib/calls/contract";
import { listCalls } from "@/lib/calls/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.listCalls, ({ scope, query }) => listCalls(scope, query));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
