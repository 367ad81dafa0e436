// Leases of runs that have to go on at once: those whose process went silent, and those whose time or decision has come.
// The token rises with the owner, so that the earlier one can't write any more. Knows nothing of queues.

import { systemSql } from "@/db/system";
import { ownProcess } from "../processes/own-process";
import { leaseMs } from "./lease";

export interface Claim {
  run_id: string;
  /** bigint, as the driver gives it. */
  token: string;
}

/**
 * Claims up to `room` such runs for this process, none of those that it executes already (`here`). What another process
 * is claiming at this moment is skipped. The prefix asks for the plan instead.
 */
export function claimLostRuns<T extends readonly object[] = Claim[]>(
  room: number,
  here: readonly string[],
  prefix: "" | "explain (analyze, format json)" = "",
): PromiseLike<T> {
  const client = systemSql();
  return client<T>`${client.unsafe(prefix)}
    with orphan as (
      -- In no order: looking for the oldest would read through all that is queued. Nothing is waited for, so that others'
      -- order of locking does not matter.
      select run_id from run_leases
      where owner is not null and expires_at < now()
        and run_id <> all (array(select id::uuid from json_array_elements_text(${JSON.stringify(here)}::text::json) as id))
      limit ${room} for update skip locked
    ),
    due as (
      -- Times are stored in whole milliseconds: what is due now may stand as due in half of one.
      select run_id from run_leases where owner is null and expires_at <= now() + interval '1 millisecond'
      order by expires_at limit ${room} for update skip locked
    ),
    chosen as (
      select run_id, true as crashed from orphan union all select run_id, false from due limit ${room}
    )
    update run_leases l set owner = ${ownProcess().id}, token = l.token + 1,
      -- Who let go of it in good order was not killed by it: a long run may meet many crashes that are not its fault.
      crashes = case when chosen.crashed then l.crashes + 1 else 0 end,
      queued = false, signalled = false, expires_at = now() + ${leaseMs} * interval '1 millisecond'
    from chosen where l.run_id = chosen.run_id
    returning l.run_id, l.token`;
}
