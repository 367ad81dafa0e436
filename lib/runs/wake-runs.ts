// Tells runs that something they wait for has happened. Whoever decides calls it in the transaction of the decision, so
// that a decision is never stored without the run that waits for it becoming due. A paused run is due at once; one that
// still runs elsewhere, in another branch, is told and looks again before it goes to sleep.

import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/** Notification channel on which the id of a run says that one of its waits is over. */
export const wakeChannel = "weft_wake";

/** Makes these runs look for what has ended their waits, once the transaction commits. */
export async function wakeRuns(tx: Transaction, runIds: readonly string[]): Promise<void> {
  if (runIds.length === 0) return;
  const ids = sql.param(`{${runIds.join(",")}}`);
  await tx.execute(sql`
    with locked as (
      -- In the order of their ids, as everybody locks leases.
      select run_id from run_leases where run_id = any (${ids}::uuid[]) order by run_id for update
    ),
    woken as (
      update run_leases l set signalled = true, expires_at = case when owner is null then now() else expires_at end
      from locked where l.run_id = locked.run_id returning l.run_id
    )
    select pg_notify(${wakeChannel}, run_id::text) from woken`);
}
