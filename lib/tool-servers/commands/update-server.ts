// Changes a tool server. Credentials never follow it to another server by themselves. Server only.

import { and, eq } from "drizzle-orm";
import { withMeanings } from "@/db/errors";
import { toolServers } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../../audit/record-audit";
import type { Scope } from "../../auth/scope";
import { checkHeaders } from "../../net/request-headers";
import { AppError } from "../../shared/errors";
import type { ServerChange, ToolServerView } from "../contract";
import { findServer, getServer } from "../queries";
import { sealTexts } from "../seal-server";
import type { ServerRow } from "../view-of-server";
import { dropConnection } from "../with-server";
import { checkCommand, nameMeanings } from "./create-server";

function isElsewhere(row: ServerRow, url: string | undefined): boolean {
  return url !== undefined && row.url !== null && new URL(url).origin !== new URL(row.url).origin;
}

/** Changes what is given; the rest stays. */
export async function updateServer(scope: Scope, serverId: string, change: ServerChange): Promise<ToolServerView> {
  if (change.headers) checkHeaders(Object.entries(change.headers));
  await withMeanings(nameMeanings, () =>
    withWorkspace(scope.workspaceId, async (tx) => {
      const before = await findServer(tx, scope, serverId);
      const isProcess = before.transport === "stdio";
      const moves = isElsewhere(before, change.url);
      if (moves && before.headers !== null && change.headers === undefined) {
        const message = "The address leads to another server. Enter the headers anew, so that none goes there unasked.";
        throw new AppError("invalid_request", message, {
          details: [{ path: "body.headers", code: "required", message }],
        });
      }
      if (isProcess && change.command !== undefined) await checkCommand(tx, change.command);
      const forgets = moves || (change.auth !== undefined && change.auth !== before.auth);
      const [after] = await tx
        .update(toolServers)
        .set({
          name: change.name ?? before.name,
          description: change.description ?? before.description,
          timeoutMs: change.timeoutMs ?? before.timeoutMs,
          isActive: change.isActive ?? before.isActive,
          ...(isProcess
            ? {
                command: change.command ?? before.command,
                env: change.env ? sealTexts(serverId, "env", change.env) : before.env,
              }
            : {
                url: change.url ?? before.url,
                headers: change.headers ? sealTexts(serverId, "headers", change.headers) : before.headers,
                auth: change.auth ?? before.auth,
                // Another address may be spoken to in another way.
                transport: change.url !== undefined && change.url !== before.url ? "http" : before.transport,
              }),
          ...(forgets ? { oauth: null } : {}),
          // So that the next look asks it.
          lastCheckedAt: null,
          updatedBy: scope.userId,
        })
        .where(and(eq(toolServers.workspaceId, scope.workspaceId), eq(toolServers.id, serverId)))
        .returning();
      if (!after) throw new Error("the tool server was not updated");
      await recordAudit(tx, scope, {
        eventType: "update",
        action: "tool_server.update",
        resource: { type: "tool_server", id: serverId, name: after.name },
        before: noted(before),
        after: noted(after),
        metadata: { headers: change.headers !== undefined, env: change.env !== undefined },
        riskLevel: "high",
      });
    }),
  );
  await dropConnection(serverId);
  return getServer(scope, serverId);
}

function noted({ name, url, command, auth, timeoutMs, isActive }: ServerRow) {
  return { name, url, command, auth, timeoutMs, isActive };
}
