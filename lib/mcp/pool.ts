// Connections that are kept while they are used: one for each server and process, closed when nobody needs it. A
// server that ends again and again is left alone for longer and longer. Knows neither tables nor who calls.

import { AppError } from "../shared/errors";
import type { Connection } from "./connection";
import { badAnswer, SessionOver } from "./failures";
import { idleMs } from "./limits";

export interface PoolUse<T> {
  /** Names the server. */
  key: string;
  /** Of what the connection was made of: another one needs another connection. */
  fingerprint: string;
  /** Whether a failed start is paid for with a wait, as that of a process is. */
  isCostly: boolean;
  open(): Promise<Connection>;
  work(connection: Connection): Promise<T>;
  signal?: AbortSignal | undefined;
}

export interface Pool {
  /** Does some work with a connection, which is opened first where there is none. */
  use<T>(use: PoolUse<T>): Promise<T>;
  /** Closes the connection to a server, where there is one. */
  drop(key: string): Promise<void>;
  closeAll(): Promise<void>;
}

interface Entry {
  fingerprint: string;
  opening: Promise<Connection>;
  openedAt: number;
  users: number;
  idle: NodeJS.Timeout | undefined;
}

interface Trouble {
  count: number;
  until: number;
}

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;
/** A connection that lived longer than this did not fail at its start. */
const steadyMs = 30_000;

/** Makes a pool; `now` counts milliseconds. */
export function makePool(now: () => number = () => performance.now(), keepMs = idleMs): Pool {
  const entries = new Map<string, Entry>();
  const troubles = new Map<string, Trouble>();

  function note(key: string): void {
    const count = (troubles.get(key)?.count ?? 0) + 1;
    troubles.set(key, { count, until: now() + Math.min(firstWaitMs * 2 ** (count - 1), longestWaitMs) });
  }

  function refuse(key: string): void {
    const trouble = troubles.get(key);
    if (!trouble || trouble.until <= now()) return;
    const seconds = Math.ceil((trouble.until - now()) / 1_000);
    throw new AppError(
      "tool_server_failed",
      `The tool server has failed ${trouble.count} times in a row. It is tried again in ${seconds} s.`,
    );
  }

  function enter(use: Pick<PoolUse<unknown>, "key" | "fingerprint" | "isCostly" | "open">): Entry {
    const { key, isCostly } = use;
    if (isCostly) refuse(key);
    const entry: Entry = {
      fingerprint: use.fingerprint,
      opening: use.open(),
      openedAt: now(),
      users: 0,
      idle: undefined,
    };
    entries.set(key, entry);
    const forget = () => {
      if (entries.get(key) === entry) entries.delete(key);
    };
    entry.opening.then(
      (connection) => {
        connection.onClose(() => {
          // What is dropped on purpose has left the map before it closes.
          if (isCostly && entries.get(key) === entry && now() - entry.openedAt < steadyMs) note(key);
          forget();
        });
      },
      () => {
        if (isCostly && entries.get(key) === entry) note(key);
        forget();
      },
    );
    return entry;
  }

  async function drop(key: string): Promise<void> {
    const entry = entries.get(key);
    if (!entry) return;
    entries.delete(key);
    clearTimeout(entry.idle);
    const connection = await entry.opening.catch(() => null);
    await connection?.close().catch(() => undefined);
  }

  async function once<T>(use: PoolUse<T>): Promise<T> {
    let entry = entries.get(use.key);
    if (entry && entry.fingerprint !== use.fingerprint) {
      void drop(use.key);
      troubles.delete(use.key);
      entry = undefined;
    }
    const held = entry ?? enter(use);
    held.users += 1;
    clearTimeout(held.idle);
    try {
      const connection = await orAbort(held.opening, use.signal);
      const result = await use.work(connection);
      troubles.delete(use.key);
      return result;
    } catch (error) {
      // Only the connection that this was: another user may have opened the next one already, and works with it.
      if (error instanceof SessionOver && entries.get(use.key) === held) await drop(use.key);
      throw error;
    } finally {
      held.users -= 1;
      if (held.users === 0 && entries.get(use.key) === held) {
        held.idle = setTimeout(() => void drop(use.key), keepMs);
        held.idle.unref();
      }
    }
  }

  return {
    async use(use) {
      try {
        return await once(use);
      } catch (error) {
        if (!(error instanceof SessionOver)) throw error;
        // Nothing was done under a session that is over, so asking again repeats nothing.
        return once(use).catch((again: unknown) => {
          throw again instanceof SessionOver ? badAnswer(again.message, again) : again;
        });
      }
    },
    async drop(key) {
      troubles.delete(key);
      await drop(key);
    },
    async closeAll() {
      await Promise.all([...entries.keys()].map(drop));
    },
  };
}

function orAbort<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}
