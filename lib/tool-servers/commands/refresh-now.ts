// Asks a tool server for its tools while somebody waits. Server only.

import { withWorkspace } from "@/db/scope";
import type { Scope } from "../../auth/scope";
import type { ToolServerView } from "../contract";
import { findServer, getServer } from "../queries";
import { refreshServer } from "../refresh-server";

/** Asks it; what fails is part of the view. */
export async function refreshNow(scope: Scope, serverId: string): Promise<ToolServerView> {
  await withWorkspace(scope.workspaceId, (tx) => findServer(tx, scope, serverId));
  await refreshServer(scope.workspaceId, serverId);
  return getServer(scope, serverId);
}
