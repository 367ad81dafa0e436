// Waiting for a run that another process executes: PostgreSQL's notifications wake whoever waits for that run. A
// notification may get lost with its connection, so every waiter also looks by itself once a second.

import type { Sql } from "postgres";
import { log } from "../log";

const lookEveryMs = 1_000;

export interface WakeUps {
  /** Resolves at the next notification for this key, after a second unless told otherwise, or when the signal aborts. */
  wait(key: string, signal: AbortSignal, atLatestMs?: number): Promise<void>;
}

/** Listens on a channel whose payloads are keys; the listening connection is opened by the first waiter. */
export function makeWakeUps(sql: () => Sql, channel: string): WakeUps {
  const waiting = new Map<string, Set<() => void>>();
  let listening = false;

  function listen(): void {
    if (listening) return;
    listening = true;
    sql()
      .listen(channel, (key) => {
        for (const wake of waiting.get(key) ?? []) wake();
      })
      .catch((error) => {
        listening = false;
        log.warn({ err: error, channel }, "could not listen for notifications");
      });
  }

  return {
    wait(key, signal, atLatestMs = lookEveryMs) {
      listen();
      return new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const group = waiting.get(key) ?? new Set();
        waiting.set(key, group);
        const wake = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", wake);
          group.delete(wake);
          if (group.size === 0) waiting.delete(key);
          resolve();
        };
        const timer = setTimeout(wake, atLatestMs);
        signal.addEventListener("abort", wake, { once: true });
        group.add(wake);
      });
    },
  };
}
