// Who acts, and where: handed to every query and command. Made by lib/http from a session or an API key, by the
// worker for its own work, never from what a caller claims. Pure data.

import type { Permission } from "./permissions";

export interface Scope {
  workspaceId: string;
  /** Null where no person acts (the worker). */
  userId: string | null;
  apiKeyId: string | null;
  /** An API key for one agent may reach only that agent. */
  agentId: string | null;
  permissions: ReadonlySet<Permission>;
  /** For the audit log. */
  actor: { name: string; ip: string | null; userAgent: string | null; sessionId: string | null };
  requestId: string;
}

/** Whether the scope carries a permission. */
export function may(scope: Pick<Scope, "permissions">, permission: Permission): boolean {
  return scope.permissions.has(permission);
}
