// The right of this process to act for the runs it executes. Leases are renewed together; between renewals a clock that
// never goes back tells whether they still hold, so that a process which was asleep stops by itself. Expiry itself is
// judged by the database's clock.

import type { Sql } from "postgres";
import { log } from "../log";
import type { Clock } from "../shared/clock";

/** With the worker's look each second, a process that vanishes is replaced within ten seconds at worst. */
export const leaseMs = 8_000;
/** How long before the database's expiry a process gives its leases up, for clocks that run apart. */
const marginMs = 1_500;
const renewEveryMs = 2_000;

export interface LeaseKeeper {
  holds(): boolean;
  /** Called with the runs somebody wants cancelled. */
  start(onCancelled: (runIds: string[]) => void, onLost: (runIds: string[]) => void): void;
  stop(): void;
}

/** Keeps the leases of a process; `held` says for which runs. */
export function keepLeases(sql: () => Sql, owner: string, clock: Clock, held: () => Map<string, number>): LeaseKeeper {
  let validUntil = clock.monotonic() + leaseMs - marginMs;
  let timer: NodeJS.Timeout | null = null;

  async function renew(onCancelled: (runIds: string[]) => void, onLost: (runIds: string[]) => void): Promise<void> {
    const runs = held();
    const asked = clock.monotonic();
    if (runs.size === 0) {
      validUntil = asked + leaseMs - marginMs;
      return;
    }
    const keys = JSON.stringify([...runs].map(([run_id, token]) => ({ run_id, token })));
    const rows = await sql()<{ run_id: string; cancelled: boolean }[]>`
      with key as (select * from json_to_recordset(${keys}::text::json) as k(run_id uuid, token bigint)),
      own as (
        -- In the order of their ids, as everybody locks leases. One that ran out is lost, though nobody has taken it yet:
        -- whoever slept through it would judge by a clock that ran on meanwhile.
        select l.run_id from run_leases l join key on l.run_id = key.run_id and l.token = key.token
        where l.owner = ${owner} and l.expires_at > now() order by l.run_id for update of l
      ),
      renewed as (
        update run_leases l set expires_at = now() + ${leaseMs} * interval '1 millisecond'
        from own where l.run_id = own.run_id
        returning l.run_id
      )
      select renewed.run_id, r.cancel_requested_at is not null as cancelled
      from renewed join runs r on r.id = renewed.run_id`;
    validUntil = asked + leaseMs - marginMs;
    const cancelled = rows.filter((row) => row.cancelled).map((row) => row.run_id);
    if (cancelled.length > 0) onCancelled(cancelled);
    const renewed = new Set(rows.map((row) => row.run_id));
    const lost = [...runs.keys()].filter((runId) => !renewed.has(runId));
    if (lost.length > 0) onLost(lost);
  }

  return {
    holds: () => clock.monotonic() < validUntil,
    start(onCancelled, onLost) {
      if (timer) return;
      let renewing = false;
      timer = setInterval(() => {
        if (renewing) return;
        renewing = true;
        renew(onCancelled, onLost)
          .catch((error) => log.warn({ err: error }, "leases could not be renewed"))
          .finally(() => {
            renewing = false;
          });
      }, renewEveryMs);
      timer.unref();
    },
    stop() {
      if (timer) clearInterval(timer);
      timer = null;
    },
  };
}
