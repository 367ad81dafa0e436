// A fixed number of places and a queue before them, first come first served. Knows nothing of what is done in a place.

export interface Slots {
  /** Waits for a place and gives what leaves it; rejects with the signal's reason when that aborts first. */
  enter(signal: AbortSignal): Promise<() => void>;
  readonly waiting: number;
}

interface Waiter {
  go(): void;
}

/** Makes `count` places. */
export function makeSlots(count: number): Slots {
  let free = count;
  const queue = new Set<Waiter>();
  const leave = () => {
    free++;
    const [next] = queue;
    if (!next) return;
    queue.delete(next);
    free--;
    next.go();
  };
  /** Leaving twice must not free two places. */
  const leaveOnce = () => {
    let left = false;
    return () => {
      if (!left) leave();
      left = true;
    };
  };
  return {
    get waiting() {
      return queue.size;
    },
    enter: (signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason);
        if (free > 0) {
          free--;
          return resolve(leaveOnce());
        }
        const giveUp = () => {
          queue.delete(waiter);
          reject(signal.reason);
        };
        const waiter: Waiter = {
          go() {
            signal.removeEventListener("abort", giveUp);
            resolve(leaveOnce());
          },
        };
        queue.add(waiter);
        signal.addEventListener("abort", giveUp, { once: true });
      }),
  };
}
