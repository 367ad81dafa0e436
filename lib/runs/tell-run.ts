// Follows a run from any process: from memory where this process executes it, else from stored events, and from the log
// where those are gone. What is told is the same; only the way there differs.

import type { Sql } from "postgres";
import type { EventId, LargeMembers, RunEnded, RunPaused, RunStarted } from "../run-log/events";
import { acceptEvent } from "../run-log/follow";
import { eventsOfRows, type StoredEvent } from "../run-log/stored-rows";
import type { JsonObject } from "../shared/json";
import { readEvents } from "./event-store";
import type { LiveRun, Told } from "./live-run";
import { eventOfRow, type ReadNodeRow } from "./node-rows";
import type { WakeUps } from "./wake-ups";

/** Stands for everything that an owner told who has paused or ended the run; no event of its comes after it. */
const lastOf = (token: number): EventId => ({ token, n: 2_147_483_647 });
/** More than this waiting for a slow reader is replaced by one snapshot. */
const maxQueued = 5_000;
/** A paused run changes only when somebody takes it, who tells; this is for notifications that got lost. */
const pausedLookMs = 15_000;

export interface TellPorts {
  sql: Sql;
  wakeUps: WakeUps;
  live(runId: string): LiveRun | undefined;
}

/** What is told of a run after `cursor`, until it has ended or the signal aborts. */
export async function* tellRun(
  runId: string,
  cursor: EventId | null,
  signal: AbortSignal,
  ports: TellPorts,
): AsyncGenerator<Told> {
  const live = ports.live(runId);
  if (live) {
    await live.accepted;
    yield* tellLive(live, cursor, signal);
    if (live.ended || signal.aborted) return;
    // The run goes on elsewhere: its next owner's token makes everybody begin with a snapshot.
  }
  const told = live?.state.status === "paused" ? lastOf(live.token) : live?.lastId;
  yield* tellStored(runId, told ?? cursor, signal, ports);
}

async function* tellLive(live: LiveRun, cursor: EventId | null, signal: AbortSignal): AsyncGenerator<Told> {
  let queue: Told[] = [];
  let wake: (() => void) | null = null;
  const rouse = () => wake?.();
  const leave = live.listen(cursor, (told) => {
    if (queue.length >= maxQueued) queue = [live.snapshot()];
    else queue.push(told);
    rouse();
  });
  const release = live.onRelease(rouse);
  signal.addEventListener("abort", rouse, { once: true });
  try {
    for (;;) {
      const batch = queue;
      queue = [];
      for (const told of batch) yield told;
      if (queue.length > 0) continue;
      if (live.ended || live.released || signal.aborted) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      wake = null;
    }
  } finally {
    leave();
    release();
    signal.removeEventListener("abort", rouse);
  }
}

interface RunRow {
  status: string;
  attempt: number;
  token: string | null;
  inputs: JsonObject | null;
  outputs: JsonObject | null;
  large_outputs: LargeMembers | null;
  error: RunEnded["error"];
  final_response: string | null;
  prompt_tokens: number;
  completion_tokens: number;
  cost: string;
  currency: string | null;
  node_executions: number;
  started_at: Date | null;
  finished_at: Date | null;
}

async function readRun(sql: Sql, runId: string): Promise<RunRow | undefined> {
  const [row] = await sql<RunRow[]>`
    select r.status, r.attempt, l.token, r.inputs, r.outputs, r.large_outputs, r.error, r.final_response, r.prompt_tokens,
      r.completion_tokens, r.cost, r.currency, r.node_executions, r.started_at, r.finished_at
    from runs r left join run_leases l on l.run_id = r.id where r.id = ${runId}`;
  return row;
}

/** The stored log of a run in order, as the rows of its nodes. */
export async function readLog(sql: Sql, runId: string): Promise<ReadNodeRow[]> {
  return sql<ReadNodeRow[]>`
    select path, attempt, seq, rank, node_id, node_name, node_type, render_mode, status, summary, content, thought,
      held, started_at, finished_at, duration_ms, tokens, retry_count, inputs, outputs, handles, writes, error, usage,
      events, wait, large
    from run_node_logs where run_id = ${runId} order by seq`;
}

function startOf(row: RunRow): RunStarted | null {
  return row.started_at && { type: "run.started", at: row.started_at.getTime(), inputs: row.inputs ?? {} };
}

function endOf(row: RunRow, seq: number): RunEnded | null {
  const { status } = row;
  if ((status !== "succeeded" && status !== "failed" && status !== "cancelled") || !row.finished_at) return null;
  const at = row.finished_at.getTime();
  return {
    type: "run.ended",
    seq,
    at,
    status,
    outputs: row.outputs,
    ...(row.large_outputs ? { large: row.large_outputs } : {}),
    error: row.error,
    response: row.final_response ?? "",
    totals: {
      promptTokens: row.prompt_tokens,
      completionTokens: row.completion_tokens,
      cost: Number(row.cost),
      currency: row.currency,
      nodeExecutions: row.node_executions,
      durationMs: row.started_at ? at - row.started_at.getTime() : 0,
    },
  };
}

/** Since when it is paused, and until when at the latest. */
function pauseOf(row: RunRow, rows: readonly StoredEvent[]): RunPaused | null {
  if (row.status !== "paused") return null;
  const untils = rows.flatMap((event) =>
    event.type === "node.paused" && "until" in event.wait && event.wait.until !== null ? [event.wait.until] : [],
  );
  const at = rows.at(-1)?.at ?? row.started_at?.getTime() ?? 0;
  return { type: "run.paused", at, until: untils.length > 0 ? Math.min(...untils) : null };
}

/** The run as its stored log tells it. */
async function snapshotOf(sql: Sql, runId: string, row: RunRow, id: EventId): Promise<Told> {
  const rows = (await readLog(sql, runId)).map(eventOfRow);
  const seq = (rows.at(-1)?.seq ?? 0) + 1;
  const run = { started: startOf(row), paused: pauseOf(row, rows), ended: endOf(row, seq) };
  return { kind: "snapshot", id, events: eventsOfRows(run, rows) };
}

async function* tellStored(
  runId: string,
  from: EventId | null,
  signal: AbortSignal,
  { sql, wakeUps }: TellPorts,
): AsyncGenerator<Told> {
  let cursor = from;
  while (!signal.aborted) {
    const row = await readRun(sql, runId);
    if (!row) return;
    if (row.finished_at) {
      const id = lastOf(Number(row.attempt));
      if (acceptEvent(cursor, { id })) yield await snapshotOf(sql, runId, row, id);
      return;
    }
    if (row.status === "paused") {
      // Everything it did is stored, and nothing comes before somebody takes it: then there is another token. Whoever is
      // taking it at this moment has the lease already, so its token is not that of the pause.
      const id = lastOf(Number(row.attempt));
      const isNew = acceptEvent(cursor, { id }) !== null;
      if (isNew) {
        cursor = id;
        yield await snapshotOf(sql, runId, row, id);
      }
      // Somebody may have taken it while that was read.
      await wakeUps.wait(runId, signal, isNew ? undefined : pausedLookMs);
      continue;
    }
    const token = Number(row.token ?? row.attempt);
    // Nothing seen yet, or by another owner: the log first, then what this owner tells.
    if (!cursor || cursor.token !== token) {
      cursor = { token, n: 0 };
      yield await snapshotOf(sql, runId, row, cursor);
    }
    for (let events = await readEvents(sql, runId, cursor); events.length > 0; ) {
      for (const event of events) {
        if (event.id.n > cursor.n + 1) {
          // Some are gone, after a crash of the database.
          yield await snapshotOf(sql, runId, row, { token: event.id.token, n: event.id.n - 1 });
        }
        if (event.event.type !== "run.ended") yield { kind: "event", ...event };
        cursor = event.id;
      }
      events = await readEvents(sql, runId, cursor);
    }
    await wakeUps.wait(runId, signal);
  }
}
