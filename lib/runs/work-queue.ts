// A worker's look-out: takes runs when it is told that there are some, when a place becomes free, when a run's time has
// come, and once a second whatever happens. Must not know what a run does.

import type { Sql } from "postgres";
import { systemSql } from "@/db/system";
import { log } from "../log";
import { releaseDead } from "../processes/release-dead";
import { systemClock } from "../shared/clock";
import { queueChannel } from "./queue-runs";
import { resumeRuns } from "./resume-runs";
import { runRuntime } from "./runtime";
import { takeRuns } from "./take-runs";
import { wakeChannel } from "./wake-runs";

/** Notifications get lost with their connection, and nobody tells of a lease that has run out. */
const lookEveryMs = 1_000;
/** What somebody else held a moment ago is free soon. */
const againMs = 20;
/** After a failure: the database is away most likely. */
const afterFailureMs = 500;

/** How often it looks whether a process of this machine has died. */
const neighboursEveryMs = 250;

interface Outlook {
  /** Milliseconds until the next sleeping run has to go on; null where none will soon. */
  next_ms: number | null;
  /** Something waits in a queue. */
  backlog: boolean;
  /** Something has to go on and was not taken: there was no room, or somebody else held its lease at that moment. */
  due: boolean;
}

const nothing: Outlook = { next_ms: null, backlog: false, due: false };

/** One round: takes what there is room for and begins it; tells what is to come. */
async function lookOnce(capacity: number): Promise<Outlook> {
  const { executing, closing } = runRuntime();
  if (closing) return nothing;
  const rows = await takeRuns(capacity - executing.size, [...executing.keys()]);
  await resumeRuns(rows);
  const [outlook] = await systemSql()<Outlook[]>`
    select (
        select (extract(epoch from min(expires_at) - now()) * 1000)::float8 from run_leases
        where owner is null and expires_at > now() and expires_at < now() + interval '1 minute'
      ) as next_ms,
      exists (select 1 from run_leases where queued) as backlog,
      exists (select 1 from run_leases where owner is null and expires_at <= now()) as due`;
  return outlook ?? nothing;
}

/** A bell that rings once for whoever waits, or for the next who would. */
class Bell {
  private rung = false;
  private wake: (() => void) | null = null;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  /** Resolves when it rings, after `ms`, or when the signal aborts. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.rung && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
        signal.addEventListener("abort", this.wake, { once: true });
      });
      if (this.wake) signal.removeEventListener("abort", this.wake);
      this.wake = null;
    }
    this.rung = false;
  }
}

async function listen(listener: Sql, bell: Bell): Promise<void> {
  for (const channel of [queueChannel, wakeChannel]) await listener.listen(channel, () => bell.ring());
}

/** Rings when a process has died, whose runs have to go on. */
async function watchNeighbours(bell: Bell, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await systemClock.sleep(neighboursEveryMs, signal).catch(() => undefined);
    if (signal.aborted) return;
    try {
      if ((await releaseDead()) > 0) bell.ring();
    } catch (error) {
      log.debug({ err: error }, "could not look for dead processes");
    }
  }
}

/** Works until the signal aborts, with at most `capacity` runs at a time. */
export async function workQueue(listener: Sql, capacity: number, signal: AbortSignal): Promise<void> {
  const bell = new Bell();
  listen(listener, bell).catch((error) => log.warn({ err: error }, "could not listen for queued runs"));
  const watching = watchNeighbours(bell, signal);
  let backlog = false;
  runRuntime().onPlaceFree = () => {
    if (backlog) bell.ring();
  };
  while (!signal.aborted) {
    let pauseMs = lookEveryMs;
    try {
      const outlook = await lookOnce(capacity);
      backlog = outlook.backlog || outlook.due;
      if (outlook.due && runRuntime().executing.size < capacity) pauseMs = againMs;
      if (outlook.next_ms !== null) pauseMs = Math.min(pauseMs, Math.max(5, outlook.next_ms + 1));
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error }, "could not look for runs");
      pauseMs = afterFailureMs;
    }
    await bell.wait(pauseMs, signal);
  }
  await watching;
}
