// Carries events of runs to followers in other processes: short-lived rows, written in batches, and a notification
// that wakes who waits. Costs a run nothing until it has lasted a moment: one that is over sooner leaves no rows, and
// its log says it all.

import type { Sql } from "postgres";
import { faultOf } from "@/db/errors";
import { log } from "../log";
import type { EventId, NumberedEvent, RunEvent } from "../run-log/events";
import { storableText } from "../shared/json";
import type { LiveRun } from "./live-run";

/** Name of the notification channel; its payload is the run's id. */
export const runChannel = "weft_run";
const everyMs = 30;
/** How long a run lasts before its events are stored. */
const graceMs = 100;
const retryMs = 300;

export interface EventStore {
  /** Stores what the run tells from now on. */
  open(run: LiveRun): void;
  /** Stores nothing more of the run and says whether anything was stored before. */
  close(run: LiveRun): boolean;
  /** Wakes followers elsewhere without new events, because the run has ended. */
  wake(runId: string): void;
  /** Resolves when everything is stored that was due. */
  flush(): Promise<void>;
}

interface Followed {
  since: number;
  /** The number of the newest event that was stored. */
  stored: number;
  /** Whether a follower elsewhere may have seen any. */
  wasTold: boolean;
}

/** Makes the store of a process on sessions of the system. */
export function makeEventStore(sql: () => Sql): EventStore {
  const open = new Map<LiveRun, Followed>();
  const woken = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let busy: Promise<void> = Promise.resolve();
  let retryAt = 0;

  /** The rows of what is new, and the runs that they belong to. */
  function collect(): { rows: object[]; runs: LiveRun[] } {
    const rows: object[] = [];
    const runs: LiveRun[] = [];
    const due = performance.now() - graceMs;
    for (const [run, followed] of open) {
      if (followed.since > due || run.lastId.n === followed.stored) continue;
      for (const { id, event } of run.eventsAfter(followed.stored)) {
        rows.push({ run_id: run.runId, workspace_id: run.workspaceId, ...id, data: event });
      }
      followed.stored = run.lastId.n;
      followed.wasTold = true;
      runs.push(run);
    }
    return { rows, runs };
  }

  async function store(rows: object[], wakes: Set<string>): Promise<void> {
    await sql()`
      with stored as (
        insert into run_events (run_id, workspace_id, token, n, data)
        select * from json_to_recordset(${storableText(JSON.stringify(rows))}::text::json)
          as r(run_id uuid, workspace_id uuid, token bigint, n int, data json)
        on conflict do nothing
      )
      select pg_notify(${runChannel}, id) from json_array_elements_text(${JSON.stringify([...wakes])}::text::json) as id`;
  }

  /** One round; what is new is looked for only now, so that a piece that failed is never overtaken by a later one. */
  async function storeNew(): Promise<void> {
    const { rows, runs } = collect();
    const wakes = new Set([...woken, ...runs.map((run) => run.runId)]);
    woken.clear();
    if (wakes.size === 0) return;
    try {
      await store(rows, wakes);
    } catch (error) {
      log.warn({ err: error }, "events of runs could not be stored");
      if (faultOf(error)?.kind !== "unavailable") return;
      // All that is kept of them is stored once more: a crash of the database has emptied the table.
      for (const run of runs) {
        const followed = open.get(run);
        if (followed) followed.stored = 0;
      }
      for (const runId of wakes) woken.add(runId);
      retryAt = performance.now() + retryMs;
      schedule();
    }
  }

  function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    busy = busy.then(storeNew);
    if (open.size > 0) schedule();
    return busy;
  }

  function schedule(): void {
    timer ??= setTimeout(() => void flush(), Math.max(everyMs, retryAt - performance.now()));
  }

  return {
    open(run) {
      open.set(run, { since: performance.now(), stored: 0, wasTold: false });
      schedule();
    },
    close(run) {
      const followed = open.get(run);
      open.delete(run);
      return followed?.wasTold ?? false;
    },
    wake(runId) {
      woken.add(runId);
      schedule();
    },
    flush,
  };
}

/** Stored events of one owner of a run after a number, in order. */
export async function readEvents(sql: Sql, runId: string, after: EventId): Promise<NumberedEvent[]> {
  const rows = await sql<{ token: string; n: number; data: RunEvent }[]>`
    select token, n, data from run_events
    where run_id = ${runId} and token = ${after.token} and n > ${after.n} order by n limit 1000`;
  return rows.map((row) => ({ id: { token: Number(row.token), n: row.n }, event: row.data }));
}
