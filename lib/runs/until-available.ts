// What a run reads while its nodes work: a database that is away for a moment is waited for, because it is no fault of
// the node. Only for work that may be done again. Knows nothing of what is read.

import { faultOf } from "@/db/errors";
import { type Clock, systemClock } from "../shared/clock";

const retryEveryMs = 200;
/** Beyond this the run has long been taken over by a process that reaches the database. */
const patienceMs = 60_000;

/** Whether what failed may be tried again: the database can't be reached for the moment, or was in somebody's way. */
export const isAway = (error: unknown): boolean => {
  const kind = faultOf(error)?.kind;
  return kind === "unavailable" || kind === "serialization";
};

/** Does `work` again while the database can't be reached; stops with the signal. */
export async function untilAvailable<T>(
  work: () => Promise<T>,
  signal?: AbortSignal,
  clock: Pick<Clock, "monotonic" | "sleep"> = systemClock,
): Promise<T> {
  const until = clock.monotonic() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error) || signal?.aborted || clock.monotonic() >= until) throw error;
      await clock.sleep(retryEveryMs, signal);
    }
  }
}
