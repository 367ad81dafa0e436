// How many requests each API key has made in the current minute: counted in this process, so that a request waits for
// nothing, and told to the other processes once a second, so that the limit holds over all of them to within that
// second. Must not know keys or requests, only names and numbers.

import type { Clock } from "../shared/clock";

const windowMs = 60_000;
const shareEveryMs = 1_000;
const maxNames = 10_000;

/** Adds what was counted here in a window to what all have counted, and gives the sums. */
export type ShareCounts = (windowEnd: Date, added: ReadonlyMap<string, number>) => Promise<ReadonlyMap<string, number>>;

interface Window {
  minute: number;
  here: number;
  /** Of `here`, what the others have been told. */
  told: number;
  elsewhere: number;
}

/** Windows of one minute by the wall clock, which processes have in common. */
export class RequestWindows {
  private readonly windows = new Map<string, Window>();
  private sharing = false;

  constructor(
    private readonly clock: Clock,
    private readonly share: ShareCounts,
  ) {}

  /** Counts a request; where that would exceed the limit it is not counted, and the seconds to wait are given. */
  count(name: string, limit: number): number | null {
    const now = this.clock.now();
    const window = this.windowOf(name, Math.floor(now / windowMs));
    if (window.here + window.elsewhere >= limit) return Math.ceil((windowMs - (now % windowMs)) / 1000);
    window.here++;
    if (!this.sharing) {
      this.sharing = true;
      void this.shareSoon();
    }
    return null;
  }

  private windowOf(name: string, minute: number): Window {
    const known = this.windows.get(name);
    if (known?.minute === minute) return known;
    if (this.windows.size >= maxNames) this.windows.clear();
    const window = { minute, here: 0, told: 0, elsewhere: 0 };
    this.windows.set(name, window);
    return window;
  }

  private async shareSoon(): Promise<void> {
    await this.clock.sleep(shareEveryMs);
    this.sharing = false;
    const minute = Math.floor(this.clock.now() / windowMs);
    const open = [...this.windows].filter(([, window]) => window.minute === minute && window.here > window.told);
    const added = new Map(open.map(([name, window]) => [name, window.here - window.told]));
    if (added.size === 0) return;
    // Without the others' numbers the limit still holds in each process.
    const sums = await this.share(new Date((minute + 1) * windowMs), added).catch(() => null);
    for (const [name, window] of sums ? open : []) {
      window.told += added.get(name) ?? 0;
      window.elsewhere = Math.max(0, (sums?.get(name) ?? 0) - window.told);
    }
  }
}
