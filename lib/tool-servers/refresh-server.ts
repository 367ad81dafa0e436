// Asks a tool server for its tools and stores what it tells: status, speed, and what differs from what was approved.
// Runs beside whatever caused it; nobody has to wait. Server only.

import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { toolServers, tools } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import { log } from "../log";
import type { ServerInfo } from "../mcp/connection";
import type { OfferedTool } from "../mcp/read-results";
import { AppError } from "../shared/errors";
import { type JsonObject, storableJson, storableText } from "../shared/json";
import { nameTool } from "./name-tools";
import { reconcileTools, type StoredTool } from "./reconcile-tools";
import { faultText, type ServerRow } from "./view-of-server";
import { readServer, withServer } from "./with-server";

/** How old what is stored may be before a look at it asks again. */
const freshMs = { http: 120_000, sse: 120_000, stdio: 900_000 } as const;

// On globalThis: bundles may hold this module twice.
const holder: { weftRefreshes?: Map<string, Promise<void>> } = globalThis as {
  weftRefreshes?: Map<string, Promise<void>>;
};
const running = () => {
  holder.weftRefreshes ??= new Map();
  return holder.weftRefreshes;
};

/** Whether this process is asking the server at the moment. */
export function isRefreshing(serverId: string): boolean {
  return running().has(serverId);
}

/** Asks the server and stores what comes of it; a failure is stored too. One at a time for each server. */
export function refreshServer(workspaceId: string, serverId: string): Promise<void> {
  const under = running().get(serverId);
  if (under) return under;
  const work = refresh(workspaceId, serverId).finally(() => running().delete(serverId));
  running().set(serverId, work);
  return work;
}

/** Begins to ask a server that was not asked for a while; does not wait. */
export function refreshIfStale(row: ServerRow): void {
  if (!row.isActive || isRefreshing(row.id)) return;
  if (row.auth === "oauth" && row.oauth === null) return;
  if (row.lastCheckedAt && Date.now() - row.lastCheckedAt.getTime() < freshMs[row.transport]) return;
  refreshServer(row.workspaceId, row.id).catch((err) =>
    log.warn({ err, serverId: row.id }, "could not store what a tool server tells"),
  );
}

async function refresh(workspaceId: string, serverId: string): Promise<void> {
  const row = await readServer(workspaceId, serverId);
  if (!row.isActive) return;
  const own = and(eq(toolServers.workspaceId, workspaceId), eq(toolServers.id, serverId));
  let heard: Heard;
  try {
    heard = await ask(row);
  } catch (error) {
    // What we are asked to hide is in causes; what is stored are our own sentences.
    if (!(error instanceof AppError)) log.warn({ err: error, serverId }, "a tool server failed in a new way");
    const failed = { status: "failing" as const, lastError: faultText(error), lastCheckedAt: new Date() };
    await withWorkspace(workspaceId, (tx) => tx.update(toolServers).set(failed).where(own));
    return;
  }
  await withWorkspace(workspaceId, async (tx) => {
    // One list at a time: two processes may have asked.
    const [still] = await tx.select({ id: toolServers.id }).from(toolServers).where(own).for("update");
    if (!still) return;
    const skipped = await storeTools(tx, row, heard.tools);
    await tx
      .update(toolServers)
      .set({
        status: "ready",
        lastError: null,
        lastCheckedAt: new Date(),
        latencyMs: heard.latencyMs,
        serverInfo: { ...heard.info },
        transport: heard.transport,
        toolsSeen: skipped,
      })
      .where(own);
  });
}

interface Heard {
  info: ServerInfo;
  transport: ServerRow["transport"];
  latencyMs: number;
  tools: OfferedTool[];
}

async function ask(row: ServerRow): Promise<Heard> {
  return withServer(row, async (connection) => {
    const start = performance.now();
    const found = await connection.listTools({ timeoutMs: row.timeoutMs });
    const latencyMs = Math.round(performance.now() - start);
    connection.onToolsChanged(() => void refreshServer(row.workspaceId, row.id).catch(() => undefined));
    return { info: connection.info, transport: connection.transport, latencyMs, tools: found.map(storable) };
  });
}

/** Without what the database can't hold. */
function storable(tool: OfferedTool): OfferedTool {
  const clean = (value: JsonObject) => storableJson(value) as JsonObject;
  return {
    name: storableText(tool.name),
    description: storableText(tool.description),
    inputSchema: clean(tool.inputSchema),
    annotations: clean({ ...tool.annotations }) as OfferedTool["annotations"],
    outputSchema: tool.outputSchema && clean(tool.outputSchema),
  };
}

async function storeTools(tx: Transaction, server: ServerRow, listed: OfferedTool[]): Promise<JsonObject[]> {
  const ofServer = and(eq(tools.workspaceId, server.workspaceId), eq(tools.serverId, server.id));
  const rows = await tx.select().from(tools).where(ofServer);
  const changes = reconcileTools(rows.map(storedTool), listed);
  const some = (ids: string[]) => and(ofServer, inArray(tools.id, ids));
  if (changes.added.length > 0) await addTools(tx, server, changes.added);
  for (const { id, facts } of changes.rewritten) {
    const { description, inputSchema, annotations, outputSchema } = facts;
    await tx
      .update(tools)
      .set({ description, inputSchema, annotations, outputSchema })
      .where(some([id]));
  }
  for (const { id, offered } of changes.offered)
    await tx
      .update(tools)
      .set({ offered })
      .where(some([id]));
  if (changes.missing.length > 0) await tx.update(tools).set({ isMissing: true }).where(some(changes.missing));
  if (changes.back.length > 0) await tx.update(tools).set({ isMissing: false }).where(some(changes.back));
  return changes.skipped.map((one) => ({ ...one }));
}

async function addTools(tx: Transaction, server: ServerRow, added: OfferedTool[]): Promise<void> {
  const names = await tx
    .select({ name: sql<string>`lower(${tools.name})` })
    .from(tools)
    .where(eq(tools.workspaceId, server.workspaceId));
  const taken = new Set(names.map(({ name }) => name));
  await tx
    .insert(tools)
    .values(
      added.map((tool) => ({
        workspaceId: server.workspaceId,
        serverId: server.id,
        kind: "mcp" as const,
        name: nameTool(tool.name, server.name, taken),
        displayName: (tool.annotations.title ?? tool.name).slice(0, 120),
        description: tool.description,
        inputSchema: tool.inputSchema,
        outputSchema: tool.outputSchema,
        annotations: tool.annotations,
        config: { remoteName: tool.name },
        status: "pending" as const,
        submittedAt: new Date(),
        ownerId: server.createdBy,
        createdBy: server.createdBy,
        updatedBy: server.createdBy,
      })),
    )
    // A name that somebody took at this moment: the next look finds another.
    .onConflictDoNothing();
}

function storedTool(row: typeof tools.$inferSelect): StoredTool {
  const { id, name, description, inputSchema, outputSchema, annotations, offered, status, isMissing } = row;
  const { remoteName } = row.config;
  return {
    id,
    name,
    description,
    inputSchema,
    outputSchema,
    annotations,
    offered,
    status,
    isMissing,
    remoteName: typeof remoteName === "string" ? remoteName : name,
  };
}
