// Connections that one transaction holds at a time. Each is a driver's client of a single connection, thrown away once
// that connection was lost: the driver would go on silently on a new one, outside of the transaction, and may wait for
// ever for the answer to a statement that the old one never sent. Knows no transaction.

import type { Sql } from "postgres";

export interface Lease {
  client: Sql;
  /** Whether the connection was lost since the lease began, so that whatever was open on it is gone. */
  isLost(): boolean;
  release(): void;
}

export interface LeasePool {
  lease(): Promise<Lease>;
  /** Takes every connection for lost. */
  drop(): void;
  end(): Promise<void>;
}

interface Slot {
  client: Sql;
  isLost: boolean;
  idle: NodeJS.Timeout | undefined;
}

/** Makes a pool of up to `most` connections, each made by `connect`, which calls `onLoss` when its connection closes. */
export function makeLeasePool(connect: (onLoss: () => void) => Sql, most: number, idleMs: number): LeasePool {
  const free: Slot[] = [];
  const waiting: ((slot: Slot) => void)[] = [];
  const all = new Set<Slot>();

  function open(): Slot {
    const slot: Slot = {
      client: connect(() => lose(slot)),
      isLost: false,
      idle: undefined,
    };
    all.add(slot);
    return slot;
  }

  /** Throws it away at once, so that whoever holds it gets an error for what it waits for. */
  function lose(slot: Slot): void {
    slot.isLost = true;
    const at = free.indexOf(slot);
    if (at >= 0) free.splice(at, 1);
    void close(slot, 0);
  }

  async function close(slot: Slot, patienceS: number): Promise<void> {
    clearTimeout(slot.idle);
    all.delete(slot);
    await slot.client.end({ timeout: patienceS });
  }

  function take(): Slot | undefined {
    const slot = free.pop();
    if (slot) clearTimeout(slot.idle);
    return slot ?? (all.size < most ? open() : undefined);
  }

  function giveBack(slot: Slot): void {
    const next = waiting.shift();
    if (next) next(slot.isLost ? open() : slot);
    else if (!slot.isLost) keep(slot);
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
      return { client: slot.client, isLost: () => slot.isLost, release: () => giveBack(slot) };
    },
    drop() {
      for (const slot of [...all]) lose(slot);
    },
    async end() {
      await Promise.all([...all].map((slot) => close(slot, 5)));
    },
  };
}
