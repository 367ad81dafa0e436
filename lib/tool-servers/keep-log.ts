// The logs of tool servers' processes that this process has started, written to their rows now and then, so that every
// process can show them. Server only.

import { and, eq } from "drizzle-orm";
import { toolServers } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import { log } from "../log";
import { keptLogBytes } from "../mcp/limits";
import { makeTailLog, type TailLog } from "../mcp/tail-log";
import { storableText } from "../shared/json";

const writeMs = 1_000;

interface Server {
  id: string;
  workspaceId: string;
}

// Those that are not written yet; on globalThis, because bundles may hold this module twice.
const holder: { weftServerLogs?: Set<() => Promise<void>> } = globalThis as {
  weftServerLogs?: Set<() => Promise<void>>;
};
const unwritten = () => {
  holder.weftServerLogs ??= new Set();
  return holder.weftServerLogs;
};

/** Resolves when everything that was taken so far is written. */
export async function logsKept(): Promise<void> {
  await Promise.all([...unwritten()].map((write) => write()));
}

/** Takes what a server's process writes, without the secrets it was given. */
export function keepLog(server: Server, before: string | null, secrets: readonly string[]): (text: string) => void {
  const tail: TailLog = makeTailLog(keptLogBytes, secrets);
  tail.write(before ?? "");
  let timer: NodeJS.Timeout | undefined;
  const write = async () => {
    clearTimeout(timer);
    timer = undefined;
    unwritten().delete(write);
    const own = and(eq(toolServers.workspaceId, server.workspaceId), eq(toolServers.id, server.id));
    const values = { log: storableText(tail.text()) };
    await withWorkspace(server.workspaceId, (tx) => tx.update(toolServers).set(values).where(own)).catch((err) =>
      log.warn({ err, serverId: server.id }, "could not keep the log of a tool server"),
    );
  };
  return (text) => {
    tail.write(text);
    unwritten().add(write);
    timer ??= setTimeout(() => void write(), writeMs).unref();
  };
}
