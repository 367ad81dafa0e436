// Who may change the palette. Pure, so that pages hide what commands would refuse.

import type { Permission } from "../auth/permissions";

/** Whether a member may change what the palette of the workspace offers. */
export function mayManageTemplates(permissions: ReadonlySet<Permission>): boolean {
  return permissions.has("template.manage");
}
