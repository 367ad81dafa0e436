// Scopes for tests of queries and commands.

import { newId } from "../../shared/ids";
import { permissionCodes } from "../permissions";
import type { Scope } from "../scope";

/** A person who may do everything in a workspace; `more` takes something away. */
export function scopeOf(
  workspace: { id: string },
  user: { id: string; name?: string | null },
  more: Partial<Scope> = {},
): Scope {
  return {
    workspaceId: workspace.id,
    userId: user.id,
    apiKeyId: null,
    agentId: null,
    permissions: new Set(permissionCodes),
    actor: { name: user.name ?? "tester", ip: null, userAgent: null, sessionId: null },
    requestId: newId(),
    ...more,
  };
}
