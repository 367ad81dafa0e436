// What a call of a tool costs beside the tool's own work: in this process, over HTTP to an MCP server, and to a process;
// what a page pays for the list of a server with five hundred tools, and what a turn of an agent with twenty tools costs
// with everything stored. Side by side, so that the ratios hold on any machine.

import { join } from "node:path";
import { eq } from "drizzle-orm";
import { tools } from "@/db/schema/tools";
import { asSystem } from "@/db/system";
import { make } from "@/db/testing/make";
import { echoTool, startFaultServer } from "@/e2e/fixtures/mcp-fault-server";
import { startModelServer } from "@/e2e/fixtures/model-server";
import { scopeOf } from "@/lib/auth/testing/scope";
import { keepHeartbeat } from "@/lib/processes/heartbeat";
import { releaseRuns } from "@/lib/runs/runtime";
import { newId } from "@/lib/shared/ids";
import { allowCommand } from "@/lib/tool-servers/commands/allow-commands";
import { createServer } from "@/lib/tool-servers/commands/create-server";
import { newServerSchema } from "@/lib/tool-servers/contract";
import { listServers, listToolsOfServer } from "@/lib/tool-servers/queries";
import { refreshServer } from "@/lib/tool-servers/refresh-server";
import { closeConnections } from "@/lib/tool-servers/with-server";
import { callTool, loadTool } from "@/lib/tools/call-tool";
import { usesNoted } from "@/lib/tools/note-use";
import { measureLoop } from "./parts/agent-loop";
import { withScratchDatabase } from "./parts/scratch-database";

const calls = 300;
const root = process.env.WEFT_BENCH_ROOT ?? process.cwd();

interface Measured {
  what: string;
  p50Ms: number;
  p95Ms: number;
}

async function measure(what: string, times: number, work: () => Promise<unknown>): Promise<Measured> {
  for (let n = 0; n < 20; n++) await work();
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  taken.sort((a, b) => a - b);
  const at = (part: number) => Number((taken[Math.floor(taken.length * part)] ?? 0).toFixed(2));
  return { what, p50Ms: at(0.5), p95Ms: at(0.95) };
}

async function measureCalls(): Promise<Measured[]> {
  const faults = await startFaultServer();
  const workspace = await make.workspace();
  const user = await make.user();
  const scope = scopeOf(workspace, user);
  const actor = { id: user.id, type: "user" as const, name: "bench", ip: null, userAgent: null, sessionId: null };
  const by = { actor, workspaceId: workspace.id, requestId: newId() };
  const add = async (given: object) => {
    const server = await createServer(scope, newServerSchema.parse(given));
    await refreshServer(workspace.id, server.id);
    await asSystem((tx) => tx.update(tools).set({ status: "approved" }).where(eq(tools.serverId, server.id)));
    const [tool] = await asSystem((tx) => tx.select().from(tools).where(eq(tools.serverId, server.id)).limit(1));
    return { serverId: server.id, toolId: tool?.id ?? "" };
  };
  const file = join(root, "e2e/fixtures/mcp-fault-process.mjs");
  await allowCommand(by, { name: "echo", command: process.execPath, args: [file, "plain"], description: "" });
  const http = await add({ name: "http", transport: "http", url: faults.url("ok") });
  const old = await add({ name: "sse", transport: "sse", url: faults.url("ok", "sse") });
  const child = await add({ name: "process", transport: "stdio", command: "echo" });
  const [builtin] = await asSystem((tx) =>
    tx
      .insert(tools)
      .values({
        workspaceId: workspace.id,
        name: "current_time",
        displayName: "Time",
        kind: "builtin",
        config: { builtin: "current_time" },
        status: "approved",
      })
      .returning(),
  );
  const caller = { workspaceId: workspace.id, draftsOf: null };
  const call = (toolId: string, given: Record<string, string>) => async () => {
    const tool = await loadTool(caller, toolId);
    const { isError, text } = await callTool(caller, tool, {
      tool: { id: toolId, source: "tool" },
      arguments: given,
      path: "bench",
      attempt: 1,
      retries: 0,
      idempotencyKey: newId(),
      signal: new AbortController().signal,
      onNote: () => {},
    });
    if (isError) throw new Error(text);
  };
  faults.tools = Array.from({ length: 500 }, (_, n) => ({
    ...echoTool,
    name: `tool_${n}`,
    description: "Says in three hundred characters what it does. ".repeat(6),
  }));
  const many = await add({ name: "many", transport: "http", url: faults.url("ok") });
  const results = [
    await measure("a call in this process (built in)", calls, call(builtin?.id ?? "", {})),
    await measure("a call over streamable HTTP", calls, call(http.toolId, { text: "hi" })),
    await measure("a call over server-sent events", calls, call(old.toolId, { text: "hi" })),
    await measure("a call to a process", calls, call(child.toolId, { text: "hi" })),
    await measure("list of servers for a page", 50, () => listServers(scope)),
    await measure("list of 500 tools for a page", 50, () => listToolsOfServer(scope, many.serverId)),
    await measure("asking a server for 500 tools and storing what differs", 10, () =>
      refreshServer(workspace.id, many.serverId),
    ),
  ];
  await closeConnections();
  await usesNoted();
  await faults.stop();
  return results;
}

/** A server with twenty tools, a model that calls ten of them one after the other, and an agent that has them all. */
async function measureAgent() {
  const faults = await startFaultServer();
  const model = await startModelServer();
  const workspace = await make.workspace();
  const scope = scopeOf(workspace, await make.member(workspace, "owner"));
  faults.tools = Array.from({ length: 20 }, (_, n) => ({ ...echoTool, name: `tool_${n}` }));
  const { id: modelId } = await make.model({
    workspaceId: workspace.id,
    provider: { baseUrl: model.url, auth: { type: "none" }, status: "ready" },
    modelId: "scripted",
    type: "chat",
  });
  const toolServerUrl = faults.url("ok");
  const server = await createServer(
    scope,
    newServerSchema.parse({ name: "twenty", transport: "http", url: toolServerUrl }),
  );
  await refreshServer(workspace.id, server.id);
  const ofServer = eq(tools.serverId, server.id);
  const approve = { status: "approved", approval: "never" } as const;
  await asSystem((tx) => tx.update(tools).set(approve).where(ofServer));
  const list = await asSystem((tx) => tx.select({ id: tools.id, name: tools.name }).from(tools).where(ofServer));
  const rows = await measureLoop({ scope, model, modelId, toolServerUrl, tools: list });
  await releaseRuns();
  // It would go on signing in a database that is gone.
  await (await keepHeartbeat("web")).stop();
  await closeConnections();
  await usesNoted();
  await Promise.all([model.stop(), faults.stop()]);
  return rows;
}

/** Makes servers of each kind, calls their tools, reads the pages, has an agent work. */
export async function run() {
  process.env.WEFT_ALLOW_HOSTS = "127.0.0.1";
  return withScratchDatabase(async () => ({
    Calls: await measureCalls(),
    "Ten turns of an agent with twenty tools": await measureAgent(),
  }));
}
