import { requireSystemAdmin } from "@/lib/auth/person";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { updateNetworkSettings } from "@/lib/workspaces/commands";
import * as contract from "@/lib/workspaces/contract";
import { getNetworkSettings } from "@/lib/workspaces/queries";

export const GET = handle(contract.getNetworkSettings, async ({ scope: caller, request, requestId }) => {
  requireSystemAdmin(caller, request, requestId);
  return getNetworkSettings();
});

export const PUT = handle(contract.updateNetworkSettings, async ({ scope: caller, body, request, requestId }) => {
  const person = requireSystemAdmin(caller, request, requestId);
  const { userId: id, ip, userAgent, sessionId } = person;
  const actor = { id, type: "user", name: caller.scope?.actor.name ?? "", ip, userAgent, sessionId } as const;
  return updateNetworkSettings({ actor, workspaceId: caller.scope?.workspaceId ?? null, requestId }, body.allow);
});

export const { DELETE, OPTIONS, PATCH, POST } = allowOnly("GET", "PUT");
