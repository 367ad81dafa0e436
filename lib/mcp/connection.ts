// One open connection to a tool server: what it says of itself, its tools, and calls. Made of any of the three
// transports; failures come out as ours, each within its time. Knows neither tables nor who calls.

import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import type { Transport } from "@modelcontextprotocol/sdk/shared/transport.js";
import {
  CallToolResultSchema,
  EmptyResultSchema,
  ListToolsResultSchema,
  ToolListChangedNotificationSchema,
} from "@modelcontextprotocol/sdk/types.js";
import type { JsonObject } from "../shared/json";
import { mcpFailure, serverFailed, tooSlow } from "./failures";
import { HttpTransport } from "./http-transport";
import { maxTools } from "./limits";
import { ProcessTransport } from "./process-transport";
import { type CallResult, type OfferedTool, readCallResult, readOfferedTool } from "./read-results";
import type { Fetch, ServerTarget } from "./server-target";
import { SseTransport } from "./sse-transport";

export interface ServerInfo {
  name: string;
  version: string;
  title: string | null;
  /** What it says about how it should be used. */
  instructions: string | null;
}

export interface Limits {
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

export interface Connection {
  transport: ServerTarget["transport"];
  info: ServerInfo;
  /** From nothing to ready. */
  latencyMs: number;
  listTools(limits: Limits): Promise<OfferedTool[]>;
  /** `key` is the same for every try of one call. */
  callTool(call: { name: string; arguments: JsonObject; key: string | null }, limits: Limits): Promise<CallResult>;
  ping(limits: Limits): Promise<void>;
  close(): Promise<void>;
  isOpen(): boolean;
  onClose(tell: () => void): void;
  /** Called when the server says that its tools have changed. */
  onToolsChanged(tell: () => void): void;
}

export interface ConnectPorts {
  fetch: Fetch;
  /** Takes what a server's process writes about itself. */
  log(text: string): void;
}

/** Where the key of a call stands in what is sent with it. */
export const keyName = "weft/idempotencyKey";

function openTransport(target: ServerTarget, ports: ConnectPorts): Transport {
  if (target.transport === "stdio") return new ProcessTransport(target, ports.log);
  const way = { fetch: ports.fetch, access: target.access };
  return target.transport === "http" ? new HttpTransport(target.url, way) : new SseTransport(target.url, way);
}

/** Opens a connection within the time limit; throws an AppError, NotSpoken, or the reason of the caller's abort. */
export async function connect(target: ServerTarget, limits: Limits, ports: ConnectPorts): Promise<Connection> {
  const start = performance.now();
  const client = new Client({ name: "Weft", version: "0.1.0" }, { capabilities: {} });
  const listeners = { close: () => {}, changed: () => {} };
  let isOpen = true;
  let note: string | null = null;
  client.onclose = () => {
    isOpen = false;
    listeners.close();
  };
  client.onerror = (error) => {
    if (error.name === "AppError") note = error.message;
    else if (error.message.includes("unknown message ID")) note = "It answered another request instead.";
  };
  client.setNotificationHandler(ToolListChangedNotificationSchema, () => listeners.changed());

  async function within<T>({ timeoutMs, signal }: Limits, ask: (given: object) => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    try {
      return await ask({ timeout: timeoutMs, maxTotalTimeout: timeoutMs, ...(signal ? { signal } : {}) });
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw mcpFailure(error, timeoutMs, note);
    }
  }

  const transport = openTransport(target, ports);
  await inTime(limits, () => client.connect(transport, { timeout: limits.timeoutMs })).catch(async (error) => {
    await transport.close().catch(() => undefined);
    if (limits.signal?.aborted) throw limits.signal.reason;
    // Which way to speak is decided by whoever tries them.
    throw error instanceof Error && error.name === "NotSpoken" ? error : mcpFailure(error, limits.timeoutMs, note);
  });
  const version = client.getServerVersion();
  return {
    transport: target.transport,
    info: {
      name: (version?.name ?? "").slice(0, 200),
      version: (version?.version ?? "").slice(0, 100),
      title: version?.title?.slice(0, 200) ?? null,
      instructions: client.getInstructions()?.slice(0, 10_000) ?? null,
    },
    latencyMs: Math.round(performance.now() - start),
    async listTools(given) {
      const until = performance.now() + given.timeoutMs;
      const found: OfferedTool[] = [];
      const seen = new Set<string>();
      let cursor: string | undefined;
      do {
        const left = { ...given, timeoutMs: Math.max(1, until - performance.now()) };
        const page = await within(left, (options) =>
          client.request(
            { method: "tools/list", ...(cursor === undefined ? {} : { params: { cursor } }) },
            ListToolsResultSchema,
            options,
          ),
        );
        found.push(...page.tools.map(readOfferedTool));
        cursor = page.nextCursor;
        // A server that gives one cursor for ever is no reason to ask for ever.
        if (cursor !== undefined && seen.has(cursor)) break;
        if (cursor !== undefined) seen.add(cursor);
      } while (cursor !== undefined && found.length < maxTools);
      return found.slice(0, maxTools);
    },
    async callTool({ name, arguments: given, key }, callLimits) {
      const params = { name, arguments: given, ...(key === null ? {} : { _meta: { [keyName]: key } }) };
      // Not the library's own call: it would compile the server's schemas into code.
      const result = await within(callLimits, (options) =>
        client.request({ method: "tools/call", params }, CallToolResultSchema, options),
      );
      return readCallResult(result);
    },
    async ping(given) {
      await within(given, (options) => client.request({ method: "ping" }, EmptyResultSchema, options));
    },
    close: () => client.close(),
    isOpen: () => isOpen,
    onClose(tell) {
      listeners.close = tell;
    },
    onToolsChanged(tell) {
      listeners.changed = tell;
    },
  };
}

/** Gives up waiting when the time is over or the caller has gone; the work itself is stopped by whoever began it. */
async function inTime<T>({ timeoutMs, signal }: Limits, work: () => Promise<T>): Promise<T> {
  if (signal?.aborted) throw signal.reason;
  let timer: NodeJS.Timeout | undefined;
  let stop = () => {};
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow(timeoutMs, null)), timeoutMs);
    stop = () => reject(signal?.reason ?? serverFailed("The connection was given up."));
    signal?.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work(), over]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}
