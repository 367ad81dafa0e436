// One message that stands for everything a run has told so far, made from its stored log. A stream begins with it
// where the events are gone, and a new owner of a run sends it first; a follower forgets what it had and goes on from it.

import { applyEvent } from "./apply-event";
import type { EventId, RunEvent } from "./events";
import { initialState, type RunState } from "./state";
import { eventsOfRows, type StoredEvent, type StoredRun } from "./stored-rows";
import { type Audience, viewEvent } from "./view-event";

export interface RunSnapshot {
  type: "run.snapshot";
  /** The last event that it stands for; a follower takes what comes after. */
  id: EventId;
  events: RunEvent[];
}

/** The stored log of a run as one message, with only what the audience may see. */
export function makeSnapshot(
  id: EventId,
  run: StoredRun,
  rows: readonly StoredEvent[],
  audience: Audience,
): RunSnapshot {
  const events: RunEvent[] = [];
  for (const event of eventsOfRows(run, rows)) {
    const seen = viewEvent(event, audience);
    if (seen) events.push(seen);
  }
  return { type: "run.snapshot", id, events };
}

/** The state that a follower has after a snapshot, in place of the one before. */
export function stateOfSnapshot(snapshot: RunSnapshot): RunState {
  return snapshot.events.reduce(applyEvent, initialState());
}
