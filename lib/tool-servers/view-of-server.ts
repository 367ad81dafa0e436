// A tool server's row as the API tells it. Server only.

import type { toolServers } from "@/db/schema/tools";
import { isErrorCode, toAppError } from "../shared/errors";
import type { ServerFault, ToolServerView } from "./contract";
import { openSignIn, openTexts } from "./seal-server";
import { stateOf } from "./sign-in-state";

export type ServerRow = typeof toolServers.$inferSelect;
export type ToolCounts = ToolServerView["counts"];
export const noTools: ToolCounts = { all: 0, approved: 0, waiting: 0, changed: 0, missing: 0 };

/** A failure as a row keeps it. */
export function faultText(error: unknown): string {
  const { code, message, params } = toAppError(error);
  return JSON.stringify({ code, message, params } satisfies ServerFault);
}

function readFault(text: string | null): ServerFault | null {
  if (text === null) return null;
  const fault = JSON.parse(text);
  return isErrorCode(fault.code) ? fault : { code: "internal", message: fault.message ?? "", params: {} };
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function readSkipped(seen: ServerRow["toolsSeen"]): ToolServerView["skipped"] {
  return seen.map(({ name, reason }) => ({ name: text(name) ?? "", reason: text(reason) ?? "" }));
}

export function viewOfServer(row: ServerRow, counts: ToolCounts, isChecking: boolean): ToolServerView {
  const lastFault = readFault(row.lastError);
  const { name, version, title, instructions } = row.serverInfo;
  const isRefused = lastFault?.code === "tool_server_unauthorized";
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    transport: row.transport,
    url: row.url,
    command: row.command,
    headerNames: Object.keys(openTexts(row.id, "headers", row.headers)),
    envNames: Object.keys(openTexts(row.id, "env", row.env)),
    auth: row.auth,
    signIn: row.auth === "oauth" ? stateOf(openSignIn(row.id, row.oauth), Date.now(), isRefused) : "none",
    timeoutMs: row.timeoutMs,
    isActive: row.isActive,
    status: row.isActive ? row.status : "disabled",
    isChecking,
    lastFault,
    lastCheckedAt: row.lastCheckedAt?.toISOString() ?? null,
    latencyMs: row.latencyMs,
    info:
      typeof name === "string"
        ? { name, version: text(version) ?? "", title: text(title), instructions: text(instructions) }
        : null,
    skipped: readSkipped(row.toolsSeen),
    counts,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
