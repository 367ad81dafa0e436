// Removes a tool server with its tools, unless a published version uses one of them. Server only.

import { and, eq } from "drizzle-orm";
import { toolServers } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../../audit/record-audit";
import type { Scope } from "../../auth/scope";
import { AppError } from "../../shared/errors";
import { findServer, listServerUses } from "../queries";
import { dropConnection } from "../with-server";

/** Removes it; throws `in_use` with the workflows in the way, unless `force` is set. */
export async function deleteServer(scope: Scope, serverId: string, force: boolean): Promise<void> {
  await withWorkspace(scope.workspaceId, async (tx) => {
    const row = await findServer(tx, scope, serverId);
    const uses = await listServerUses(tx, scope, serverId);
    const published = uses.filter(({ isPublished }) => isPublished);
    if (published.length > 0 && !force) {
      const some = published.slice(0, 3).map(({ name }) => `“${name}”`);
      const more = published.length > some.length ? ` and ${published.length - some.length} more` : "";
      throw new AppError("in_use", `Tools of ${row.name} are used by ${some.join(", ")}${more}.`, {
        params: { name: row.name, count: published.length },
        extra: { uses: published.map((use) => ({ ...use })) },
      });
    }
    await tx
      .delete(toolServers)
      .where(and(eq(toolServers.workspaceId, scope.workspaceId), eq(toolServers.id, serverId)));
    await recordAudit(tx, scope, {
      eventType: "delete",
      action: "tool_server.delete",
      resource: { type: "tool_server", id: serverId, name: row.name },
      metadata: { uses: uses.map(({ workflowId }) => workflowId) },
      riskLevel: "high",
    });
  });
  await dropConnection(serverId);
}
