// Who acts in database tests of this folder.

import { make } from "@/db/testing/make";
import type { Permission } from "../../auth/permissions";
import type { Scope } from "../../auth/scope";
import { newId } from "../../shared/ids";

/** A scope in a workspace of its own, or in the one named. */
export async function makeScope(workspaceId?: string): Promise<Scope> {
  return {
    workspaceId: workspaceId ?? (await make.workspace()).id,
    userId: (await make.user()).id,
    apiKeyId: null,
    agentId: null,
    permissions: new Set<Permission>(["model.view", "model.manage"]),
    actor: { name: "Tester", ip: null, userAgent: null, sessionId: null },
    requestId: newId(),
  };
}
