// Holds runs still while something that they wait for is decided: nobody stores anything of them, ends them or cancels
// them in between. Leases are locked first and in the order of their ids, as the writer of runs does, so that the two
// never wait for each other in a circle. To be called just before what is decided, because a run that goes on elsewhere
// waits meanwhile.

import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";

/** Locks the leases of these runs until the transaction ends; gives those runs that have neither ended nor are to be cancelled. */
export async function lockOpenRuns(tx: Transaction, runIds: readonly string[]): Promise<Set<string>> {
  if (runIds.length === 0) return new Set();
  const ids = sql.param(`{${runIds.join(",")}}`);
  await tx.execute(sql`
    select run_id from run_leases where run_id = any (${ids}::uuid[]) order by run_id for update`);
  // A statement of its own, so that it sees what was stored while the first one waited.
  const open = await tx.execute<{ id: string }>(sql`
    select r.id from runs r join run_leases l on l.run_id = r.id
    where r.id = any (${ids}::uuid[]) and r.status in ('pending', 'running', 'paused')
      and r.cancel_requested_at is null`);
  return new Set([...open].map((row) => row.id));
}
