// A signed-in person as the one who acts on their own account. A key that was made for a program is refused, so that
// whoever holds it can't take over its owner's account.

import { clientAddress } from "../http/client-address";
import { AppError } from "../shared/errors";
import type { Caller } from "./authenticate";

export interface Person {
  userId: string;
  sessionId: string;
  ip: string | null;
  userAgent: string | null;
  requestId: string;
}

/** The person behind a caller; throws `forbidden` for an API key. */
export function personOf(caller: Caller, request: Request, requestId: string): Person {
  if (caller.via === "key" || !caller.sessionId) {
    throw new AppError("forbidden", "Only a signed-in person may do this, not an API key.");
  }
  return {
    userId: caller.userId,
    sessionId: caller.sessionId,
    ip: clientAddress(request.headers),
    userAgent: request.headers.get("user-agent")?.slice(0, 400) ?? null,
    requestId,
  };
}

/** The person behind a caller who looks after the whole installation; throws `forbidden` for everybody else. */
export function requireSystemAdmin(caller: Caller, request: Request, requestId: string): Person {
  const person = personOf(caller, request, requestId);
  if (!caller.isSystemAdmin) {
    throw new AppError("forbidden", "Only administrators of the installation may do this.");
  }
  return person;
}
