// How a started run is answered: when it has ended, at once, or as a stream that begins with its ids. Shared by runs of
// workflows and by chat; what the audience may see differs, the way does not.

import { systemSql } from "@/db/system";
import { problemResponse } from "../http/problem-details";
import { type SseMessage, sseResponse } from "../http/sse";
import { type EventId, formatEventId, parseEventId, type RunEvent } from "../run-log/events";
import { type Audience, viewEvent } from "../run-log/view-event";
import { systemClock } from "../shared/clock";
import { toAppError } from "../shared/errors";
import { explainBusy } from "./explain-busy";
import { withMeaningsOf } from "./run-faults";
import { type Executing, runRuntime } from "./runtime";
import { type Accepted, acceptedEvent, endEvent, errorEvent, runEvent, snapshotEvent } from "./stream-protocol";
import { tellRun } from "./tell-run";

function live(runId: string) {
  return runRuntime().executing.get(runId)?.live;
}

async function* messages(
  runId: string,
  audience: Audience,
  cursor: EventId | null,
  signal: AbortSignal,
  accepted: Accepted | null,
): AsyncGenerator<SseMessage> {
  if (accepted) yield { event: acceptedEvent, data: JSON.stringify(accepted) };
  const ports = { sql: systemSql(), wakeUps: runRuntime().wakeUps, live };
  for await (const told of tellRun(runId, cursor, signal, ports)) {
    const id = formatEventId(told.id);
    if (told.kind === "event") {
      const seen = viewEvent(told.event, audience);
      if (seen) yield { id, event: runEvent, data: JSON.stringify(seen) };
      continue;
    }
    const events = told.events.flatMap((event) => viewEvent(event, audience) ?? []);
    yield { id, event: snapshotEvent, data: JSON.stringify(events) };
  }
  if (!signal.aborted) yield { event: endEvent, data: "{}" };
}

const onError = (error: unknown): SseMessage => {
  const failure = toAppError(error);
  return { event: errorEvent, data: JSON.stringify({ code: failure.code, detail: failure.message }) };
};

/** A stream of what is told of a run after the last event that the caller saw. */
export function followResponse(runId: string, audience: Audience, lastEventId: string | null): Response {
  const cursor = lastEventId === null ? null : parseEventId(lastEventId);
  return sseResponse((signal) => messages(runId, audience, cursor, signal, null), onError);
}

/** A stream of a run that was just started; refused as problem details where the run is not accepted. */
export async function startedResponse(
  executing: Executing,
  audience: Audience,
  conversationId: string | null,
  requestId: string,
): Promise<Response> {
  try {
    await accepted(executing);
  } catch (error) {
    return problemResponse(error, requestId);
  }
  const { runId } = executing.live;
  return sseResponse((signal) => messages(runId, audience, null, signal, { runId, conversationId }), onError, {
    "weft-run-id": runId,
  });
}

/** Waits until the run is stored; throws what keeps it from being. */
export async function accepted(executing: Executing): Promise<void> {
  const spec = executing.started?.spec;
  await withMeaningsOf(() => executing.live.accepted).catch(async (error: unknown) => {
    throw spec?.conversationId ? await explainBusy(error, spec.workspaceId, spec.conversationId) : error;
  });
}

/** How soon a pause has to end by itself for somebody to be kept waiting for it. */
const shortPauseMs = 60_000;

const isLongPause = (event: RunEvent) =>
  event.type === "run.paused" && (event.until === null || event.until - systemClock.now() > shortPauseMs);

/**
 * Waits until the run has ended, wherever it does, or waits itself for somebody or for long: then false. Stops waiting
 * when the caller leaves.
 */
export async function ended(executing: Executing, signal: AbortSignal): Promise<boolean> {
  await accepted(executing);
  await executing.done;
  if (executing.live.ended) return true;
  // Another process goes on with it, or it sleeps.
  const ports = { sql: systemSql(), wakeUps: runRuntime().wakeUps, live };
  for await (const told of tellRun(executing.live.runId, executing.live.lastId, signal, ports)) {
    const events = told.kind === "event" ? [told.event] : told.events;
    if (events.some(isLongPause)) return false;
  }
  return true;
}
