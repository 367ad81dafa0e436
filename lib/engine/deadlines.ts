// Everything a run waits for by the clock: its own time limit, those of its nodes, the delays of retries. One sleep at
// a time, for the earliest of them, so that a node costs a list entry and not a timer.

import type { Clock } from "../shared/clock";

/** Timers of platforms overflow a little above this. */
const longestSleepMs = 2 ** 30;

export interface Deadline {
  due: number;
  /** Null once it was cancelled or has come. */
  action: (() => void) | null;
}

export class Deadlines {
  private readonly clock: Clock;
  /** By due time, earliest first; cancelled ones stay until their time. */
  private list: Deadline[] = [];
  private sleep: { until: number; abort: AbortController } | null = null;
  private stopped = false;

  private readonly onFault: (error: unknown) => void;

  /** `onFault` hears of an action that threw: nobody awaits them. */
  constructor(clock: Clock, onFault: (error: unknown) => void) {
    this.clock = clock;
    this.onFault = onFault;
  }

  /** Calls `action` after a while, unless it is cancelled or everything is stopped before. */
  add(afterMs: number, action: () => void): Deadline {
    const deadline: Deadline = { due: this.clock.monotonic() + Math.max(0, afterMs), action };
    let at = this.list.length;
    while (at > 0 && (this.list[at - 1]?.due ?? 0) > deadline.due) at -= 1;
    if (at === this.list.length) this.list.push(deadline);
    else this.list.splice(at, 0, deadline);
    if (at === 0) this.arm();
    return deadline;
  }

  cancel(deadline: Deadline): void {
    deadline.action = null;
  }

  stop(): void {
    this.stopped = true;
    this.list = [];
    this.sleep?.abort.abort("stopped");
    this.sleep = null;
  }

  private arm(): void {
    const first = this.list[0];
    if (this.stopped || !first) return;
    if (this.sleep) {
      if (this.sleep.until <= first.due) return;
      this.sleep.abort.abort("sooner");
    }
    const sleep = { until: first.due, abort: new AbortController() };
    this.sleep = sleep;
    const ms = Math.min(longestSleepMs, Math.max(0, Math.ceil(first.due - this.clock.monotonic())));
    this.clock.sleep(ms, sleep.abort.signal).then(
      () => {
        if (this.sleep !== sleep) return;
        this.sleep = null;
        try {
          this.fire();
        } catch (error) {
          this.onFault(error);
        }
      },
      // Only our own abort ends a sleep early.
      () => {},
    );
  }

  private fire(): void {
    const now = this.clock.monotonic();
    let first = this.list[0];
    while (first && (first.action === null || first.due <= now)) {
      this.list.shift();
      const action = first.action;
      first.action = null;
      action?.();
      first = this.list[0];
    }
    this.arm();
  }
}
