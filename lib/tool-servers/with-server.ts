// Connections to the workspace's tool servers, made from their rows and kept by this process. Server only.

import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { allowedCommands, toolServers } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import { type Connection, connect } from "../mcp/connection";
import { findConnection } from "../mcp/find-connection";
import { makePool, type Pool } from "../mcp/pool";
import type { HttpAccess } from "../mcp/server-target";
import { AppError } from "../shared/errors";
import { keepLog, logsKept } from "./keep-log";
import { signedInAccess } from "./renew-tokens";
import { openTexts } from "./seal-server";
import { serverFetch } from "./server-fetch";
import type { ServerRow } from "./view-of-server";

// On globalThis: bundles may hold this module twice, and a server has one connection a process.
const holder: { weftToolServers?: Pool } = globalThis as { weftToolServers?: Pool };

function pool(): Pool {
  holder.weftToolServers ??= makePool();
  return holder.weftToolServers;
}

function fingerprintOf(row: ServerRow): string {
  const { transport, url, command, headers, env, auth } = row;
  // A sign-in begins anew with another connection; renewed tokens don't.
  const signedIn = auth === "oauth" ? row.oauth !== null : null;
  return createHash("sha256")
    .update(JSON.stringify([transport === "stdio", url, command, headers, env, auth, signedIn]))
    .digest("hex");
}

/** The row of a server; throws `not_found`. */
export async function readServer(workspaceId: string, serverId: string): Promise<ServerRow> {
  const [row] = await withWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(toolServers)
      .where(and(eq(toolServers.workspaceId, workspaceId), eq(toolServers.id, serverId))),
  );
  if (!row) throw new AppError("not_found", "There is no such tool server.");
  return row;
}

function accessOf(row: ServerRow): HttpAccess {
  const own = openTexts(row.id, "headers", row.headers);
  return row.auth === "oauth" ? signedInAccess(row, row.oauth, own) : { headers: async () => own };
}

async function open(row: ServerRow): Promise<Connection> {
  const limits = { timeoutMs: row.timeoutMs };
  if (row.transport !== "stdio") {
    const ports = { fetch: serverFetch, log: () => {} };
    const at = { url: row.url ?? "", access: accessOf(row) };
    if (row.transport === "sse") return connect({ transport: "sse", ...at }, limits, ports);
    return findConnection(at, limits, ports);
  }
  const [allowed] = await withWorkspace(row.workspaceId, (tx) =>
    tx
      .select()
      .from(allowedCommands)
      .where(eq(allowedCommands.name, row.command ?? "")),
  );
  if (!allowed) {
    throw new AppError("tool_server_failed", `The command ${row.command} is not among the allowed ones any more.`);
  }
  const env = openTexts(row.id, "env", row.env);
  const log = keepLog(row, row.log, Object.values(env));
  const { command, args } = allowed;
  return connect({ transport: "stdio", command, args, env }, limits, { fetch: serverFetch, log });
}

/** Does some work with a connection to a server; throws where it is switched off or can't be reached. */
export async function withServer<T>(
  row: ServerRow,
  work: (connection: Connection) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  if (!row.isActive) throw new AppError("tool_server_failed", `The tool server ${row.name} is switched off.`);
  return pool().use({
    key: row.id,
    fingerprint: fingerprintOf(row),
    isCostly: row.transport === "stdio",
    open: () => open(row),
    work,
    signal,
  });
}

/** Closes this process's connection to a server. */
export function dropConnection(serverId: string): Promise<void> {
  return pool().drop(serverId);
}

/** Closes every connection, when the process ends. */
export async function closeConnections(): Promise<void> {
  await pool().closeAll();
  await logsKept();
}
