// A server that lets whoever asks wait until it is opened: what keeps a run busy without keeping a processor busy. It
// tells which keys were asked for, how often and when.

import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface SlowServer {
  /** Give a key to tell runs apart. */
  url: string;
  /** The times, by performance.now(), at which each key was asked for. */
  asked: Map<string, number[]>;
  /** Answers everybody, now and from now on. */
  open(): void;
  /** Lets everybody wait again. */
  shut(): void;
  close(): Promise<void>;
}

export async function startSlowServer(): Promise<SlowServer> {
  const asked = new Map<string, number[]>();
  let isOpen = false;
  const waiting = new Set<ServerResponse>();
  const answer = (response: ServerResponse) => response.end('{"ok":true}');
  const server = createServer((request, response) => {
    const key = new URL(request.url ?? "/", "http://localhost").searchParams.get("key") ?? "";
    asked.set(key, [...(asked.get(key) ?? []), performance.now()]);
    response.setHeader("content-type", "application/json");
    if (isOpen) return answer(response);
    waiting.add(response);
    response.once("close", () => waiting.delete(response));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    open() {
      isOpen = true;
      for (const response of waiting) answer(response);
      waiting.clear();
    },
    shut() {
      isOpen = false;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
