// Refuses the requests of an API key that exceed what it may make a minute.

import { systemSql } from "@/db/system";
import { systemClock } from "../shared/clock";
import { AppError } from "../shared/errors";
import { RequestWindows, type ShareCounts } from "./request-windows";

/** Sums over all processes, kept beside the counts of attempts to sign in, whose cleaning serves these rows too. */
export const shareCounts =
  (prefix: string): ShareCounts =>
  async (windowEnd, added) => {
    // In one order, so that two statements never wait for each other.
    const names = [...added.keys()].sort();
    const counts = names.map((name) => added.get(name) ?? 0);
    const rows = await systemSql()<{ subject: string; attempts: number }[]>`
    insert into sign_in_limits as l (subject, attempts, resets_at)
    select ${prefix}::text || name, added, ${windowEnd} from unnest(${names}::text[], ${counts}::int[]) as r(name, added)
    on conflict (subject) do update
       set attempts = case when l.resets_at < excluded.resets_at then excluded.attempts
                           when l.resets_at = excluded.resets_at then l.attempts + excluded.attempts
                           else l.attempts end,
           resets_at = greatest(l.resets_at, excluded.resets_at)
    returning subject, attempts`;
    return new Map(rows.map((row) => [row.subject.slice(prefix.length), row.attempts]));
  };

export const shareKeyCounts = shareCounts("key:");

// On globalThis: bundles may hold this module twice, and a key has one count a process.
const holder: { weftKeyWindows?: RequestWindows } = globalThis as { weftKeyWindows?: RequestWindows };

/** Counts a request of a key; throws `rate_limited` where its limit is reached. */
export function countKeyRequest(keyId: string, limit: number | null): void {
  if (limit === null) return;
  holder.weftKeyWindows ??= new RequestWindows(systemClock, shareKeyCounts);
  const retryAfterS = holder.weftKeyWindows.count(keyId, limit);
  if (retryAfterS === null) return;
  throw new AppError(
    "rate_limited",
    `This key may make ${limit} requests a minute. Try again in ${retryAfterS} seconds.`,
    { params: { retryAfterS } },
  );
}
