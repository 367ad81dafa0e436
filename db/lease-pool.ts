// Connections that one transaction holds at a time. Each is a driver's client of a single connection, thrown away once
// that connection was lost: the driver would go on silently on a new one, outside of the transaction, and a statement
// that waited to be written when the old one closed blocks it for ever. Knows no transaction.

import type { Sql } from "postgres";

export interface Lease {
  client: Sql;
  /** Whether the connection was lost since the lease began, so that whatever was open on it is gone. */
  isLost(): boolean;
  release(): void;
}

export interface LeasePool {
  lease(): Promise<Lease>;
  end(): Promise<void>;
}

interface Slot {
  client: Sql;
  losses: number;
  idle: NodeJS.Timeout | undefined;
}

/** Makes a pool of up to `most` connections, each made by `connect`, which calls `onLoss` when its connection closes. */
export function makeLeasePool(connect: (onLoss: () => void) => Sql, most: number, idleMs: number): LeasePool {
  const free: Slot[] = [];
  const waiting: ((slot: Slot) => void)[] = [];
  const all = new Set<Slot>();

  function open(): Slot {
    const slot: Slot = {
      client: connect(() => {
        slot.losses += 1;
      }),
      losses: 0,
      idle: undefined,
    };
    all.add(slot);
    return slot;
  }

  async function close(slot: Slot, patienceS: number): Promise<void> {
    clearTimeout(slot.idle);
    all.delete(slot);
    await slot.client.end({ timeout: patienceS });
  }

  function take(): Slot | undefined {
    for (let slot = free.pop(); slot; slot = free.pop()) {
      clearTimeout(slot.idle);
      if (slot.losses === 0) return slot;
      void close(slot, 0);
    }
    return all.size < most ? open() : undefined;
  }

  function giveBack(slot: Slot): void {
    const lost = slot.losses > 0;
    if (lost) void close(slot, 0);
    const next = waiting.shift();
    if (next) next(lost ? open() : slot);
    else if (!lost) keep(slot);
  }

  function keep(slot: Slot): void {
    free.push(slot);
    slot.idle = setTimeout(() => {
      free.splice(free.indexOf(slot), 1);
      void close(slot, 5);
    }, idleMs).unref();
  }

  return {
    async lease() {
      const slot = take() ?? (await new Promise<Slot>((resolve) => waiting.push(resolve)));
      return { client: slot.client, isLost: () => slot.losses > 0, release: () => giveBack(slot) };
    },
    async end() {
      await Promise.all([...all].map((slot) => close(slot, 5)));
    },
  };
}
