// Removes the events of runs that ended a while ago: their logs tell the same. Server only.

import { systemSql } from "@/db/system";

/** Followers that lost their connection still find the events for so long after a run has ended. */
const keptMs = 300_000;
const maxAtOnce = 20_000;

/** Deletes a bounded number of events of ended runs. */
export async function clearEvents(): Promise<void> {
  await systemSql()`
    delete from run_events e using (
      select run_id, token, n from run_events
      where at < now() - ${keptMs} * interval '1 millisecond'
      limit ${maxAtOnce}
    ) old
    where e.run_id = old.run_id and e.token = old.token and e.n = old.n
      and not exists (select 1 from runs r where r.id = e.run_id and r.finished_at is null)`;
}
