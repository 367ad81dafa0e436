// Who may do what with tools. Pure, loaded by the browser.

import type { Permission } from "../auth/permissions";
import type { ToolStatus, toolKinds, toolVisibilities } from "../shared/statuses";

interface Who {
  userId: string | null;
  permissions: ReadonlySet<Permission>;
}
interface What {
  ownerId: string | null;
  status: ToolStatus;
  visibility: (typeof toolVisibilities)[number];
  kind: (typeof toolKinds)[number];
}

/** Whether somebody may approve and reject tools, and share them. */
export function mayReviewTools(permissions: ReadonlySet<Permission>): boolean {
  return permissions.has("tool.approve");
}

/** Whether somebody may add tools. */
export function mayAddTools(permissions: ReadonlySet<Permission>): boolean {
  return permissions.has("tool.manage");
}

/** Owners change what is theirs; approvers everything; tools of servers and built-in ones are the approvers'. */
export function mayEditTool({ userId, permissions }: Who, { ownerId, kind }: What): boolean {
  if (permissions.has("tool.approve")) return true;
  const isOwn = userId !== null && ownerId === userId;
  return permissions.has("tool.manage") && isOwn && kind !== "mcp";
}

/** Drafts are called by their owner and by approvers, what is approved by whoever manages tools. */
export function mayCallTool(who: Who, tool: What): boolean {
  if (!who.permissions.has("tool.manage")) return false;
  if (who.permissions.has("tool.approve") || (who.userId !== null && tool.ownerId === who.userId)) return true;
  return tool.status === "approved" && tool.visibility === "shared";
}
