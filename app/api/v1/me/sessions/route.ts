import { listSessions } from "@/lib/auth/account-queries";
import { closeBrowserSession } from "@/lib/auth/browser-session";
import * as contract from "@/lib/auth/contract";
import { endAllSessions } from "@/lib/auth/end-session";
import { personOf } from "@/lib/auth/person";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";

export const GET = handle(contract.listSessions, ({ scope: caller, query, request, requestId }) => {
  const { userId, sessionId } = personOf(caller, request, requestId);
  return listSessions(userId, sessionId, query);
});

export const DELETE = handle(contract.endAllSessions, async ({ scope: caller, request, requestId }) => {
  await endAllSessions(personOf(caller, request, requestId));
  await closeBrowserSession();
  return undefined;
});

export const { OPTIONS, PATCH, POST, PUT } = allowOnly("GET", "DELETE");
