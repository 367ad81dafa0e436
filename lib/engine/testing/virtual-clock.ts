// Time that passes only when a test says so, for runs whose logs must come out the same every time.

import type { Clock } from "../../shared/clock";

export class VirtualClock implements Clock {
  private time: number;
  private sleepers: { due: number; wake: () => void }[] = [];

  constructor(time = 0) {
    this.time = time;
  }

  now(): number {
    return this.time;
  }

  monotonic(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const sleeper = { due: this.time + ms, wake: resolve };
      this.sleepers.push(sleeper);
      signal?.addEventListener("abort", () => {
        this.sleepers = this.sleepers.filter((other) => other !== sleeper);
        reject(signal.reason);
      });
    });
  }

  /** How many sleep. */
  get sleeping(): number {
    return this.sleepers.length;
  }

  /** Lets time pass until the next sleeper wakes; false where nobody sleeps. */
  passToNext(): boolean {
    const due = Math.min(...this.sleepers.map((sleeper) => sleeper.due));
    if (!Number.isFinite(due)) return false;
    this.pass(due - this.time);
    return true;
  }

  /** Lets time pass and wakes who slept until then. */
  pass(ms: number): void {
    this.time += Math.max(0, ms);
    const awake = this.sleepers.filter((sleeper) => sleeper.due <= this.time);
    this.sleepers = this.sleepers.filter((sleeper) => sleeper.due > this.time);
    for (const sleeper of awake.sort((a, b) => a.due - b.due)) sleeper.wake();
  }
}
