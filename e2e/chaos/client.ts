// A client of the API that lives with servers dying: it asks whichever web server, again and again, until it is answered
// with what the API promises. Anything else that comes back is kept as a fault.

import { setTimeout as sleep } from "node:timers/promises";
import { Agent, fetch, type Response } from "undici";
import type { Random } from "./random";

export interface Client {
  /** One request to some web server; throws where it breaks on the way or the server says it can't at the moment. */
  once(
    method: string,
    path: string,
    more?: { body?: object; lastEventId?: string; signal?: AbortSignal },
  ): Promise<Response>;
  /** The same until it is answered, and the answer read whole. */
  call<T>(method: string, path: string, body?: object): Promise<{ status: number; body: T }>;
  /** Tries something again with pauses until it works. */
  insist<T>(work: () => Promise<T>): Promise<T>;
  /** Answers that nobody may give, whatever dies. */
  faults: string[];
  close(): Promise<void>;
}

/** Answers that ask for another try. */
class Busy extends Error {}

const passing = new Set([429, 502, 503, 504]);
const patienceMs = 300_000;

export function makeClient(origins: readonly string[], key: string, random: Random): Client {
  const agent = new Agent({ connections: 200, headersTimeout: 90_000, bodyTimeout: 90_000 });
  const faults: string[] = [];

  const once: Client["once"] = async (method, path, { body, lastEventId, signal } = {}) => {
    const response = await fetch(`${random.pick(origins)}/api/v1${path}`, {
      method,
      dispatcher: agent,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body ? { "content-type": "application/json" } : {}),
        ...(lastEventId ? { "last-event-id": lastEventId } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    });
    if (passing.has(response.status)) {
      await response.body?.cancel();
      throw new Busy(`${response.status}`);
    }
    if (response.status >= 500) {
      faults.push(`${method} ${path} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
      throw new Busy(`${response.status}`);
    }
    return response;
  };

  const insist: Client["insist"] = async (work) => {
    const until = performance.now() + patienceMs;
    for (let pause = 50; ; pause = Math.min(pause * 2, 800)) {
      try {
        return await work();
      } catch (error) {
        if (performance.now() > until) throw error;
        await sleep(pause);
      }
    }
  };

  return {
    once,
    insist,
    call: (method, path, body) =>
      insist(async () => {
        const response = await once(method, path, body ? { body } : {});
        const text = await response.text();
        return { status: response.status, body: text === "" ? null : JSON.parse(text) };
      }),
    faults,
    close: () => agent.destroy(),
  };
}
