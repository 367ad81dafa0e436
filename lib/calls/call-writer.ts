// Batches what is noted of calls: everything noted while a batch is being stored goes out with the next one, so that no
// timer adds waiting and nobody who makes a call waits at all. What can't be stored is given up after a while and said
// in the process log: a log of calls must never stop the calls. Knows rows, not what they mean.

import { faultOf } from "@/db/errors";
import { log } from "../log";
import type { CallBatch } from "./write-calls";

export interface CallWriter {
  addCall(row: object): void;
  addRunEnd(row: object): void;
  /** Resolves when everything added so far is stored or given up; never rejects. */
  written(): Promise<void>;
  /** Whether nothing waits to be stored. */
  isDone(): boolean;
}

export interface WriterLimits {
  /** Rows of one statement. */
  mostAtOnce: number;
  /** Rows that wait; more are given up. */
  mostWaiting: number;
  retryForMs: number;
  retryEveryMs: number;
  /** Before each batch, so that more goes into it. */
  restMs: number;
}

export const usualLimits: WriterLimits = {
  mostAtOnce: 500,
  mostWaiting: 20_000,
  retryForMs: 30_000,
  retryEveryMs: 250,
  restMs: 0,
};

type Entry = { call: object } | { runEnd: object };

const batchOf = (entries: readonly Entry[]): CallBatch => ({
  calls: entries.flatMap((entry) => ("call" in entry ? [entry.call] : [])),
  runEnds: entries.flatMap((entry) => ("runEnd" in entry ? [entry.runEnd] : [])),
});

const isAway = (error: unknown) => faultOf(error)?.kind === "unavailable" || faultOf(error)?.kind === "serialization";

/** Makes a writer around the function that stores a batch. */
export function makeCallWriter(
  store: (batch: CallBatch) => Promise<void>,
  limits: WriterLimits = usualLimits,
): CallWriter {
  let queue: Entry[] = [];
  let busy = false;
  let scheduled = false;
  let lost = 0;
  /** What was added and what is done with, as counts: whoever waits waits for a count. */
  let added = 0;
  let done = 0;
  let waiting: { upTo: number; go: () => void }[] = [];

  async function storePatiently(batch: CallBatch): Promise<void> {
    const until = performance.now() + limits.retryForMs;
    for (;;) {
      try {
        return await store(batch);
      } catch (error) {
        if (!isAway(error) || performance.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, limits.retryEveryMs));
      }
    }
  }

  async function storeAll(entries: Entry[]): Promise<void> {
    try {
      await storePatiently(batchOf(entries));
    } catch (error) {
      if (isAway(error) || entries.length === 1) {
        log.error({ err: error, rows: entries.length }, "calls could not be noted");
        return;
      }
      // One bad row fails the whole statement, such as one of a workspace that is gone: halve until it is alone.
      const middle = entries.length >> 1;
      await storeAll(entries.slice(0, middle));
      await storeAll(entries.slice(middle));
    }
  }

  async function flush(): Promise<void> {
    scheduled = false;
    if (busy) return;
    busy = true;
    while (queue.length > 0) {
      const entries = queue.slice(0, limits.mostAtOnce);
      queue = queue.slice(entries.length);
      if (lost > 0) {
        log.error({ rows: lost }, "calls were not noted: too many waited to be stored");
        lost = 0;
      }
      await storeAll(entries);
      done += entries.length;
      const ready = waiting.filter(({ upTo }) => upTo <= done);
      waiting = waiting.filter(({ upTo }) => upTo > done);
      for (const { go } of ready) go();
    }
    busy = false;
  }

  function add(entry: Entry): void {
    if (queue.length >= limits.mostWaiting) {
      lost += 1;
      return;
    }
    queue.push(entry);
    added += 1;
    if (busy || scheduled) return;
    scheduled = true;
    if (limits.restMs > 0) setTimeout(() => void flush(), limits.restMs);
    else setImmediate(() => void flush());
  }

  return {
    addCall: (call) => add({ call }),
    addRunEnd: (runEnd) => add({ runEnd }),
    isDone: () => done >= added,
    written() {
      if (done >= added) return Promise.resolve();
      const upTo = added;
      return new Promise((go) => waiting.push({ upTo, go }));
    },
  };
}
