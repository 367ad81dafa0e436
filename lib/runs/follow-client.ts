// Follows a run in the browser: folds its events into a state, and after a lost connection goes on from the last one it
// saw, so that nothing is lost or shown twice. Knows no page; chat, test panel and run page show what it folds.

import { readSse } from "../http/read-sse";
import { applyEvent } from "../run-log/apply-event";
import { type EventId, formatEventId, parseEventId, type RunEvent } from "../run-log/events";
import { acceptEvent } from "../run-log/follow";
import { initialState, type RunState } from "../run-log/state";
import { type Clock, systemClock } from "../shared/clock";
import { AppError, isErrorCode } from "../shared/errors";
import { type Accepted, acceptedEvent, endEvent, errorEvent, runEvent, snapshotEvent } from "./stream-protocol";

/** `lost`: the connection is gone and will be tried again by itself. */
export type Connection = "connecting" | "live" | "lost" | "ended";

export interface FollowOptions {
  /** Opens the stream after the given event; throws AppError for a refusal. */
  open(lastEventId: string | null, signal: AbortSignal): Promise<Response>;
  onAccepted?(accepted: Accepted): void;
  /** Called after every change, perhaps many times a frame: the state is folded in place, so show it, don't keep it. */
  onChange(state: RunState, connection: Connection): void;
  signal: AbortSignal;
  clock?: Clock;
}

const retryDelaysMs = [250, 500, 1_000, 2_000, 4_000, 8_000];

function thrownError(data: string): AppError {
  const problem = JSON.parse(data) as { code?: unknown; detail?: unknown };
  const code = typeof problem.code === "string" && isErrorCode(problem.code) ? problem.code : "internal";
  return new AppError(code, String(problem.detail ?? code));
}

/**
 * Follows until the run has ended or the signal aborts and gives the last state. Refusals (AppError of kind `user`)
 * are thrown; everything else is tried again with growing pauses.
 */
export async function followRun(options: FollowOptions): Promise<RunState> {
  const { signal, onChange, clock = systemClock } = options;
  let state = initialState();
  let cursor: EventId | null = null;
  /** Since something new has come. */
  let failures = 0;

  async function readOnce(): Promise<boolean> {
    const response = await options.open(cursor && formatEventId(cursor), signal);
    if (!response.body) throw new AppError("unavailable", "The stream has no body.");
    onChange(state, "live");
    for await (const message of readSse(response.body)) {
      if (message.event === endEvent) return true;
      if (message.event === errorEvent) throw thrownError(message.data);
      if (message.event === acceptedEvent) {
        options.onAccepted?.(JSON.parse(message.data) as Accepted);
        continue;
      }
      const id = message.id === null ? null : parseEventId(message.id);
      if (!id) continue;
      if (message.event === snapshotEvent) {
        // Another owner's snapshot stands for everything, also where its number is the one we have.
        if (cursor && id.token < cursor.token) continue;
        if (acceptEvent(cursor, { id })) failures = 0;
        cursor = id;
        state = (JSON.parse(message.data) as RunEvent[]).reduce(applyEvent, initialState());
        onChange(state, "live");
      } else if (message.event === runEvent) {
        const next = acceptEvent(cursor, { id });
        if (!next) continue;
        cursor = next;
        failures = 0;
        state = applyEvent(state, JSON.parse(message.data) as RunEvent);
        onChange(state, "live");
      }
    }
    return false;
  }

  onChange(state, "connecting");
  while (!signal.aborted) {
    try {
      if (await readOnce()) {
        onChange(state, "ended");
        return state;
      }
    } catch (error) {
      if (signal.aborted) break;
      if (error instanceof AppError && error.kind === "user") throw error;
    }
    if (signal.aborted) break;
    onChange(state, "lost");
    const pauseMs = retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)] ?? 8_000;
    // The end of the loop hears of the signal.
    await clock.sleep(pauseMs, signal).catch(() => undefined);
    failures += 1;
  }
  return state;
}
