// Carries events of runs to followers in other processes: short-lived rows, written in batches, and a notification
// that wakes who waits. A run that ends before its first batch is due leaves no rows: its log says it all.

import type { Sql } from "postgres";
import { log } from "../log";
import type { EventId, NumberedEvent, RunEvent } from "../run-log/events";
import { storableText } from "../shared/json";

/** Name of the notification channel; its payload is the run's id. */
export const runChannel = "weft_run";
const batchDelayMs = 30;

interface Queued {
  workspaceId: string;
  events: NumberedEvent[];
}

export interface EventStore {
  add(run: { runId: string; workspaceId: string }, event: NumberedEvent): void;
  /** Forgets what of a run is not stored yet and says whether anything was stored before. */
  close(runId: string): boolean;
  /** Wakes followers elsewhere without new events, because the run has ended. */
  wake(runId: string): void;
  flush(): Promise<void>;
}

/** Makes the store of a process on sessions of the system. */
export function makeEventStore(sql: () => Sql): EventStore {
  let queued = new Map<string, Queued>();
  const stored = new Set<string>();
  const woken = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let busy: Promise<void> = Promise.resolve();

  async function store(batch: Map<string, Queued>, wakeOnly: string[]): Promise<void> {
    const rows: object[] = [];
    for (const [runId, { workspaceId, events }] of batch) {
      for (const { id, event } of events) rows.push({ run_id: runId, workspace_id: workspaceId, ...id, data: event });
    }
    const runs = [...new Set([...batch.keys(), ...wakeOnly])];
    await sql()`insert into run_events (run_id, workspace_id, token, n, data)
         select * from json_to_recordset(${storableText(JSON.stringify(rows))}::text::json)
           as r(run_id uuid, workspace_id uuid, token bigint, n int, data json)
         on conflict do nothing`;
    await sql()`select pg_notify(${runChannel}, id) from json_array_elements_text(${JSON.stringify(runs)}::text::json) as id`;
  }

  function flush(): Promise<void> {
    if (timer) clearTimeout(timer);
    timer = null;
    const batch = queued;
    const wakes = [...woken];
    queued = new Map();
    woken.clear();
    if (batch.size === 0 && wakes.length === 0) return busy;
    for (const runId of batch.keys()) stored.add(runId);
    busy = busy
      .then(() => store(batch, wakes))
      // Followers elsewhere lose a piece and get it from the log at the end; the run itself does not depend on it.
      .catch((error) => log.warn({ err: error }, "events of runs could not be stored"));
    return busy;
  }

  const schedule = () => {
    timer ??= setTimeout(() => void flush(), batchDelayMs);
  };

  return {
    add(run, event) {
      const waiting = queued.get(run.runId);
      if (waiting) waiting.events.push(event);
      else queued.set(run.runId, { workspaceId: run.workspaceId, events: [event] });
      schedule();
    },
    close(runId) {
      queued.delete(runId);
      return stored.delete(runId);
    },
    wake(runId) {
      woken.add(runId);
      schedule();
    },
    flush,
  };
}

/** Stored events of a run after a number, in order. */
export async function readEvents(sql: Sql, runId: string, after: EventId): Promise<NumberedEvent[]> {
  const rows = await sql<{ token: string; n: number; data: RunEvent }[]>`
    select token, n, data from run_events
    where run_id = ${runId} and (token, n) > (${after.token}, ${after.n}) order by token, n limit 1000`;
  return rows.map((row) => ({ id: { token: Number(row.token), n: row.n }, event: row.data }));
}
