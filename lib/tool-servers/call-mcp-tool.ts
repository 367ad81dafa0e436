// Calls a tool of an MCP server. Server only.

import { AppError } from "../shared/errors";
import type { CallKind } from "../tools/kind-call";
import { refreshIfStale } from "./refresh-server";
import { readServer, withServer } from "./with-server";

/** Calls the tool on its server, over a connection that is kept. */
export const callMcpTool: CallKind = async ({ tool, arguments: given, idempotencyKey, signal, timeoutMs, onNote }) => {
  if (tool.serverId === null) throw new AppError("tool_server_failed", "The tool has lost its server.");
  const row = await readServer(tool.workspaceId, tool.serverId);
  const { remoteName } = tool.config;
  const name = typeof remoteName === "string" ? remoteName : tool.name;
  const start = performance.now();
  let isAsked = false;
  try {
    const result = await withServer(
      row,
      (connection) => {
        onNote(`${row.name}: connected after ${Math.round(performance.now() - start)} ms`);
        isAsked = true;
        return connection.callTool({ name, arguments: given, key: idempotencyKey }, { timeoutMs, signal });
      },
      signal,
    );
    return { value: result.value, text: result.text, isError: result.isError };
  } catch (error) {
    if (!(error instanceof AppError) || error.isUnsent === !isAsked) throw error;
    // A connection that breaks while an answer is awaited looks like one that never came about.
    const { code, message, params, details } = error;
    throw new AppError(code, message, { cause: error, params, details, isUnsent: !isAsked });
  } finally {
    // Whoever uses a server hears of what it offers now, also where nobody looks at its page.
    refreshIfStale(row);
  }
};
