// A server outside of the product that does something when it is asked to, and keeps books: how often it was asked under
// each idempotency key, when, and from which place of which run. It honours the keys, as payment services do.

import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface Effect {
  runId: string;
  /** Where in the run it was asked for. */
  path: string;
  key: string;
  /** When each of the requests came, in milliseconds since 1970. */
  arrivals: number[];
  /** How often the thing itself was done: once at most, because the key is honoured. */
  done: number;
}

export interface EffectServer {
  url: string;
  /** By idempotency key. */
  effects: ReadonlyMap<string, Effect>;
  /** Requests that named no key. */
  withoutKey: number;
  stop(): Promise<void>;
}

const header = (request: IncomingMessage, name: string) => String(request.headers[name] ?? "");

async function readValue(request: IncomingMessage): Promise<number> {
  let text = "";
  for await (const part of request) text += part;
  const body: { value?: unknown } = JSON.parse(text);
  return Number(body.value);
}

/** Starts it on loopback: POST doubles `value`; below /flaky the first request under each key fails. */
export async function startEffectServer(): Promise<EffectServer> {
  const effects = new Map<string, Effect>();
  let withoutKey = 0;
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    try {
      const key = header(request, "idempotency-key");
      if (key === "") withoutKey += 1;
      const effect = effects.get(key) ?? {
        runId: header(request, "x-run"),
        path: header(request, "x-path"),
        key,
        arrivals: [],
        done: 0,
      };
      effects.set(key, effect);
      effect.arrivals.push(Date.now());
      const value = await readValue(request);
      if (request.url === "/flaky" && effect.arrivals.length === 1) return answer(503, { error: "once" });
      if (effect.done === 0) effect.done += 1;
      await sleep(5 + (value % 4) * 10);
      answer(200, { value: value * 2 });
    } catch {
      // Whoever asked went away in the middle of it.
      response.destroy();
    }
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    effects,
    get withoutKey() {
      return withoutKey;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
