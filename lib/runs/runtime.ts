// What this process needs to execute and follow runs, made once: the writer, the store of events, its leases, the runs
// it executes at the moment.

import { getListener } from "@/db/client";
import { systemSql } from "@/db/system";
import { allNoted, callsNoted } from "../calls/record-call";
import { log } from "../log";
import { keepHeartbeat } from "../processes/heartbeat";
import { ownProcess } from "../processes/own-process";
import { systemClock } from "../shared/clock";
import { type AnswerFeed, makeAnswerFeed } from "./answer-feed";
import { type EventStore, makeEventStore, runChannel } from "./event-store";
import { keepLeases, type LeaseKeeper } from "./lease";
import type { LiveRun } from "./live-run";
import { queueChannel } from "./queue-runs";
import type { RunRecord, RunSpec } from "./run-spec";
import { makeRunWriter, type RunWriter } from "./run-writer";
import { wakeChannel } from "./wake-runs";
import { makeWakeUps, type WakeUps } from "./wake-ups";
import { writeBatch } from "./write-statement";

/** Notification channel on which the id of a run tells its owner to cancel it. */
export const cancelChannel = "weft_cancel";

export interface Executing {
  live: LiveRun;
  stop: AbortController;
  /** What it was started with; null for a run that this process has taken over. */
  started: { spec: RunSpec; record: RunRecord } | null;
  accepted: boolean;
  done: Promise<void>;
}

export interface RunRuntime {
  writer: RunWriter;
  events: EventStore;
  wakeUps: WakeUps;
  leases: LeaseKeeper;
  answers: AnswerFeed;
  executing: Map<string, Executing>;
  /** No new runs are taken: the process is going. */
  closing: boolean;
  /** Settles when what was to be given up so far is given up. */
  releasing: Promise<void>;
  /** Called when a run has left this process; a worker takes the next one. */
  onPlaceFree: () => void;
}

// On globalThis: bundles may hold this module twice, and there must be one writer a process.
const holder: { weftRuns?: RunRuntime } = globalThis as { weftRuns?: RunRuntime };

function makeRuntime(): RunRuntime {
  const executing = new Map<string, Executing>();
  const held = () => {
    const tokens = new Map<string, number>();
    for (const [runId, run] of executing) if (run.accepted && !run.live.ended) tokens.set(runId, run.live.token);
    return tokens;
  };
  const leases = keepLeases(systemSql, ownProcess().id, systemClock, held);
  leases.start(
    (cancelled) => {
      for (const runId of cancelled) executing.get(runId)?.stop.abort("cancelled");
    },
    (lost) => {
      for (const runId of lost) {
        const run = executing.get(runId);
        if (!run || run.live.ended || run.live.ending) continue;
        log.warn({ runId }, "lost the lease of a run");
        run.stop.abort("interrupted");
      }
    },
  );
  getListener()
    .listen(cancelChannel, (runId) => executing.get(runId)?.stop.abort("cancelled"))
    // Renewing the leases tells of cancelled runs too, a little later.
    .catch((error) => log.warn({ err: error }, "could not listen for cancelled runs"));
  const answers = makeAnswerFeed(systemSql);
  getListener()
    .listen(wakeChannel, answers.look)
    // Runs that wait and go on in another branch look once a second by themselves.
    .catch((error) => log.warn({ err: error }, "could not listen for the ends of waits"));
  keepHeartbeat(ownProcess().kind).catch((error) => log.warn({ err: error }, "heartbeat failed"));
  // Others take the runs over at once instead of waiting for the leases to run out.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void releaseRuns());
  return {
    writer: makeRunWriter(async (batch) => {
      if (batch.nodes.length > 0) await callsNoted();
      return new Set((await writeBatch(systemSql(), batch)).map((row) => row.run_id));
    }),
    events: makeEventStore(systemSql),
    wakeUps: makeWakeUps(getListener, runChannel),
    leases,
    answers,
    executing,
    closing: false,
    releasing: Promise.resolve(),
    onPlaceFree: () => undefined,
  };
}

/** The runtime of this process. */
export function runRuntime(): RunRuntime {
  holder.weftRuns ??= makeRuntime();
  return holder.weftRuns;
}

/**
 * Gives every run of this process up, so that others take them over at once: they stop without an end, what they did
 * is stored, their leases are released.
 */
export function releaseRuns(): Promise<void> {
  const runtime = holder.weftRuns;
  if (!runtime) return Promise.resolve();
  runtime.closing = true;
  // At once: what a node tried in between would fail for a process that is going.
  for (const run of runtime.executing.values()) run.stop.abort("interrupted");
  // One after the other: whoever takes runs over skips those that a second one looks at in the same moment.
  const release = () => releaseAll(runtime);
  runtime.releasing = runtime.releasing.then(release, release);
  return runtime.releasing;
}

async function releaseAll(runtime: RunRuntime): Promise<void> {
  await Promise.allSettled([...runtime.executing.values()].map((run) => run.done));
  await runtime.writer.idle();
  await runtime.events.flush();
  await allNoted();
  runtime.leases.stop();
  await systemSql()`
    with released as (
      update run_leases set expires_at = now(), owner = null where owner = ${ownProcess().id} returning 1
    )
    select pg_notify(${queueChannel}, '') from released limit 1`;
}
