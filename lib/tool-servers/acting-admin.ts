// Who looks after the installation, as the audit log notes it. Server only.

import type { Caller } from "../auth/authenticate";
import { requireSystemAdmin } from "../auth/person";
import type { By } from "./commands/allow-commands";

/** The administrator of the installation behind a request; throws `forbidden` for everybody else. */
export function actingAdmin(caller: Caller, request: Request, requestId: string): By {
  const { userId: id, ip, userAgent, sessionId } = requireSystemAdmin(caller, request, requestId);
  const actor = { id, type: "user", name: caller.scope?.actor.name ?? "", ip, userAgent, sessionId } as const;
  return { actor, workspaceId: caller.scope?.workspaceId ?? null, requestId };
}
