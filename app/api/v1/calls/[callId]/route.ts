import * as contract from "@/lib/calls/contract";
import { getCall } from "@/lib/calls/queries";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.getCall, ({ scope, params }) => getCall(scope, params.callId));

export const { DELETE, OPTIONS, PATCH, POST, PUT } = allowOnly("GET");
