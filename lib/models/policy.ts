// Who may change providers and models. Pure, so that pages hide what commands would refuse.

import type { Permission } from "../auth/permissions";

/** Whether a member may add and change providers and models. */
export function mayManageModels(permissions: ReadonlySet<Permission>): boolean {
  return permissions.has("model.manage");
}

/** Whether a row may be changed here: what belongs to the whole installation may not. */
export function isChangeable(row: { isShared: boolean }): boolean {
  return !row.isShared;
}
