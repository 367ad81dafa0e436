import * as contract from "@/lib/auth/contract";
import { endSession } from "@/lib/auth/end-session";
import { personOf } from "@/lib/auth/person";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const DELETE = handle(contract.endSession, async ({ scope: caller, params, request, requestId }) => {
  await endSession(personOf(caller, request, requestId), params.sessionId);
  return undefined;
});

export const { GET, OPTIONS, PATCH, POST, PUT } = allowOnly("DELETE");
