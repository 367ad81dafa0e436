// Who may change providers and models. Pure, so that pages hide what commands would refuse.

import type { Permission } from "../auth/permissions";

/** Whether a member may add and change providers and models. */
export function mayManageModels(permissions: ReadonlySet<Permission>): boolean {
  return permissions.has("model.manage");
}
