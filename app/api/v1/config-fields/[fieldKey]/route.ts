import { requireSystemAdmin } from "@/lib/auth/person";
import { allowOnly } from "@/lib/http/allow-only";
import { handle } from "@/lib/http/handle";
import { changeConfigField } from "@/lib/node-templates/change-config-field";
import { updateConfigField } from "@/lib/node-templates/contract";

export const PATCH = handle(updateConfigField, async ({ scope: caller, params, body, request, requestId }) => {
  const { userId: id, ip, userAgent, sessionId } = requireSystemAdmin(caller, request, requestId);
  const actor = { id, type: "user", name: caller.scope?.actor.name ?? "", ip, userAgent, sessionId } as const;
  const by = { actor, workspaceId: caller.scope?.workspaceId ?? null, requestId };
  await changeConfigField(by, params.fieldKey, body);
  return undefined;
});

export const { DELETE, GET, OPTIONS, POST, PUT } = allowOnly("PATCH");
