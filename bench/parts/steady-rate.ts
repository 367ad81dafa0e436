// Work at a steady rate, whoever is slow: what takes long does not slow down what comes after it, until too much is open.

/** More at a time than this is not begun, so that a product that stands still is not buried. */
const mostOpen = 1_000;

export interface SteadyCounts {
  begun: number;
  /** What would have begun where not so much had been open. */
  leftOut: number;
  failed: number;
  /** How the first ones failed. */
  faults: string[];
}

export interface SteadyWork {
  counts: SteadyCounts;
  /** Begins nothing more and resolves when all is done. */
  stop(): Promise<void>;
}

/** Calls `once` so many times a second until it is stopped. */
export function workSteadily(perSecond: number, once: (n: number) => Promise<void>): SteadyWork {
  const counts: SteadyCounts = { begun: 0, leftOut: 0, failed: 0, faults: [] };
  const open = new Set<Promise<void>>();
  const begunAt = performance.now();
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - begunAt) / 1000) * perSecond);
    while (counts.begun + counts.leftOut < due) {
      if (open.size >= mostOpen) {
        counts.leftOut += 1;
        continue;
      }
      const work = once(counts.begun)
        .catch((error: unknown) => {
          counts.failed += 1;
          if (counts.faults.length < 5) counts.faults.push(String(error).slice(0, 300));
        })
        .finally(() => open.delete(work));
      open.add(work);
      counts.begun += 1;
    }
  }, 5);
  return {
    counts,
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
    },
  };
}
