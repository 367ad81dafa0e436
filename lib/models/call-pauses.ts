// What refused or failed is left alone for a while, longer each time: keys after "too many requests", models after
// faults. Written where all processes see it and read beside the calls, so that no call waits for it. Knows no model.

import type { Sql } from "@/db/client";
import { log } from "../log";
import type { ErrorCode } from "../shared/errors";
import { isErrorCode } from "../shared/errors";

export interface Pause {
  /** By this process's monotonic clock. */
  until: number;
  reason: ErrorCode;
}

export interface CallPauses {
  /** What is known of a key or model; null = it may be called. */
  of(id: string): Pause | null;
  pause(id: string, reason: ErrorCode, retryAfterS: number | null): void;
  /** Tells that it answered. */
  clear(id: string): void;
  /** Resolves when what was told is stored. */
  settled(): Promise<void>;
}

const readEveryMs = 1_000;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
const longestAskedS = 600;
/** A fault this long ago says nothing of the next one. */
const forgottenAfter = "5 minutes";

/** Makes what a process knows of pauses. */
export function makeCallPauses(sql: () => Sql): CallPauses {
  let known = new Map<string, Pause & { failures: number }>();
  let readAt = Number.NEGATIVE_INFINITY;
  const writing = new Set<Promise<unknown>>();

  async function read(): Promise<void> {
    try {
      const rows = await sql()<{ subject_id: string; left_ms: number; reason: string; failures: number }[]>`
        select subject_id, (extract(epoch from until - now()) * 1000)::float8 as left_ms, reason, failures
        from call_pauses where until > now() - ${forgottenAfter}::interval`;
      // What is being written is not in the answer yet, or still in it.
      if (writing.size > 0) return;
      const now = performance.now();
      known = new Map(
        rows.map(({ subject_id, left_ms, reason, failures }) => [
          subject_id,
          { until: now + left_ms, reason: isErrorCode(reason) ? reason : "provider_failed", failures },
        ]),
      );
    } catch (error) {
      log.debug({ err: error }, "could not read which models are left alone");
    }
  }

  function write(work: PromiseLike<unknown>): void {
    const done = Promise.resolve(work).catch((error: unknown) =>
      log.warn({ err: error }, "could not tell that a model is left alone"),
    );
    writing.add(done);
    void done.finally(() => writing.delete(done));
  }

  return {
    of(id) {
      const now = performance.now();
      if (now - readAt > readEveryMs) {
        readAt = now;
        void read();
      }
      const pause = known.get(id);
      return pause && pause.until > now ? pause : null;
    },
    pause(id, reason, retryAfterS) {
      const now = performance.now();
      const before = known.get(id);
      // Calls that fail at the same time are one fault.
      const failures = before && before.until > now ? before.failures : (before?.failures ?? 0) + 1;
      const asked = retryAfterS === null ? null : Math.min(retryAfterS, longestAskedS) * 1000;
      const ms = Math.round(asked ?? Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures - 1, 10)));
      known.set(id, { until: Math.max(before?.until ?? 0, now + ms), reason, failures });
      write(sql()`
        insert into call_pauses as p (subject_id, until, reason, failures)
        values (${id}, now() + ${ms} * interval '1 millisecond', ${reason}, ${failures})
        on conflict (subject_id) do update set until = greatest(p.until, excluded.until), reason = excluded.reason,
          failures = greatest(p.failures, excluded.failures)`);
    },
    clear(id) {
      if (!known.delete(id)) return;
      write(sql()`delete from call_pauses where subject_id = ${id}`);
    },
    async settled() {
      await Promise.all(writing);
    },
  };
}
