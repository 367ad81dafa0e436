import * as contract from "@/lib/auth/contract";
import { endSession } from "@/lib/auth/end-session";
import { personOf } from "@/lib/auth/person";
import { handle } from "@/lib/http/handle";

export const DELETE = handle(contract.endSession, async ({ scope: caller, params, request, requestId }) => {
  await endSession(personOf(caller, request, requestId), params.sessionId);
  return undefined;
});
