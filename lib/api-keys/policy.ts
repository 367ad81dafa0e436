// What a new key may be given. Pure.

import { agentKeyPermissions, type Permission } from "../auth/permissions";
import type { Scope } from "../auth/scope";
import { AppError } from "../shared/errors";

/**
 * What a key gets: what was asked for, at most what its maker may; everything the maker may when nothing was asked.
 * A key that is limited to an agent gets only what reaches nothing else.
 */
export function grantablePermissions(
  scope: Pick<Scope, "permissions">,
  wanted: readonly Permission[] | undefined,
  agentId: string | null,
): Permission[] {
  const carried = (permission: Permission) => agentId === null || agentKeyPermissions.has(permission);
  if (!wanted) return [...scope.permissions].filter(carried).sort();
  const beyond = wanted.find((permission) => !scope.permissions.has(permission));
  if (beyond) {
    throw new AppError("forbidden", `A key can't be given the permission ${beyond}, which you don't have.`, {
      params: { permission: beyond },
    });
  }
  const tooWide = wanted.find((permission) => !carried(permission));
  if (tooWide) {
    throw new AppError("forbidden", `A key for one agent can't be given the permission ${tooWide}.`, {
      params: { permission: tooWide },
    });
  }
  return [...new Set(wanted)].sort();
}

/** The agent a key is limited to; a maker that is limited itself passes its limit on. */
export function grantableAgent(scope: Pick<Scope, "agentId">, wanted: string | undefined): string | null {
  if (scope.agentId && wanted && wanted !== scope.agentId) {
    throw new AppError("not_found", "There is no such agent.");
  }
  return wanted ?? scope.agentId;
}
