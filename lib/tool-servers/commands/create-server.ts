// Adds a tool server. It is asked for its tools beside the answer. Server only.

import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { withMeanings } from "@/db/errors";
import { allowedCommands, toolServers } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import { recordAudit } from "../../audit/record-audit";
import type { Scope } from "../../auth/scope";
import { log } from "../../log";
import { checkHeaders } from "../../net/request-headers";
import { AppError } from "../../shared/errors";
import { newId } from "../../shared/ids";
import type { NewServer, ToolServerView } from "../contract";
import { isRefreshing, refreshServer } from "../refresh-server";
import { sealTexts } from "../seal-server";
import { noTools, viewOfServer } from "../view-of-server";

export const nameMeanings = { tool_servers_name_key: "name_taken" } as const;

/** Throws `invalid_request` where no allowed command has this name. */
export async function checkCommand(tx: Transaction, name: string): Promise<void> {
  const [found] = await tx
    .select({ id: allowedCommands.id })
    .from(allowedCommands)
    .where(eq(allowedCommands.name, name));
  if (found) return;
  const message = "There is no allowed command of this name.";
  throw new AppError("invalid_request", message, { details: [{ path: "body.command", code: "unknown", message }] });
}

/** Adds the server. */
export async function createServer(scope: Scope, given: NewServer): Promise<ToolServerView> {
  const { workspaceId, userId } = scope;
  const { name, description, transport, auth, timeoutMs } = given;
  const isProcess = transport === "stdio";
  // Also what the connection sets itself can't be given.
  checkHeaders(Object.entries(given.headers));
  const id = newId();
  const row = await withMeanings(nameMeanings, () =>
    withWorkspace(workspaceId, async (tx) => {
      if (isProcess) await checkCommand(tx, given.command ?? "");
      const [made] = await tx
        .insert(toolServers)
        .values({
          id,
          workspaceId,
          name,
          description,
          transport,
          url: isProcess ? null : (given.url ?? null),
          command: isProcess ? (given.command ?? null) : null,
          headers: isProcess ? null : sealTexts(id, "headers", given.headers),
          env: isProcess ? sealTexts(id, "env", given.env) : null,
          auth: isProcess ? "none" : auth,
          timeoutMs,
          createdBy: userId,
          updatedBy: userId,
        })
        .returning();
      if (!made) throw new Error("the tool server was not inserted");
      await recordAudit(tx, scope, {
        eventType: "create",
        action: "tool_server.create",
        resource: { type: "tool_server", id, name },
        after: { name, transport, url: made.url, command: made.command, auth: made.auth },
        riskLevel: "high",
      });
      return made;
    }),
  );
  if (row.auth !== "oauth") {
    refreshServer(workspaceId, id).catch((err) =>
      log.warn({ err, serverId: id }, "could not store what a tool server tells"),
    );
  }
  return viewOfServer(row, noTools, isRefreshing(id));
}
