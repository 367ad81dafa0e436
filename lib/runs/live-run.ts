// A run that this process executes, as those see it who follow it: its events numbered, the newest kept for whoever
// comes back after a lost connection, its state for whoever comes late. Knows neither storage nor audiences.

import { applyEvent } from "../run-log/apply-event";
import { compareEventIds, type EventId, type NumberedEvent, type RunEvent } from "../run-log/events";
import { initialState, type RunState } from "../run-log/state";
import { eventsOfState } from "../run-log/state-events";
import type { JsonObject } from "../shared/json";

/** What a follower gets: first perhaps a snapshot in place of all before it, then events. */
export type Told = { kind: "snapshot"; id: EventId; events: RunEvent[] } | ({ kind: "event" } & NumberedEvent);
export type Listener = (told: Told) => void;

/** How many events a returning follower can be given one by one; before that it gets a snapshot. */
const kept = 2_000;

export class LiveRun {
  readonly runId: string;
  readonly workspaceId: string;
  readonly token: number;
  /** Settles when the run is stored: nothing may be told to anybody before. */
  readonly accepted: Promise<void>;
  state: RunState;
  ended = false;
  /** Its end is on the way to storage, which tells by itself whether the run was still ours. */
  ending = false;
  /** Milliseconds from the start to the first text of the answer. */
  firstTextMs: number | null = null;
  /** The outputs of its end, of which the state may tell only the beginnings. */
  outputs: JsonObject | null = null;
  /** This process no longer executes it, though it has not ended. */
  released = false;
  private n = 0;
  private recent: NumberedEvent[] = [];
  private readonly listeners = new Set<Listener>();
  private readonly releaseListeners = new Set<() => void>();

  constructor(run: { runId: string; workspaceId: string; token: number; accepted: Promise<void> }, state?: RunState) {
    this.runId = run.runId;
    this.workspaceId = run.workspaceId;
    this.token = run.token;
    this.accepted = run.accepted;
    this.state = initialState();
    // A resumed run has a past: it is told by the first snapshot. The engine owns its state, so ours is a fold of its own.
    if (state) for (const event of eventsOfState(state)) this.state = applyEvent(this.state, event);
  }

  get lastId(): EventId {
    return { token: this.token, n: this.n };
  }

  /** Numbers an event, folds it and tells everybody; gives the number. */
  publish(event: RunEvent): NumberedEvent {
    this.n += 1;
    const numbered = { id: { token: this.token, n: this.n }, event };
    this.state = applyEvent(this.state, event);
    if (this.recent.length >= 2 * kept) this.recent = this.recent.slice(-kept);
    this.recent.push(numbered);
    if (event.type === "run.ended") this.ended = true;
    for (const listener of this.listeners) listener({ kind: "event", ...numbered });
    return numbered;
  }

  /** The events after a number, as far as they are kept. */
  eventsAfter(n: number): NumberedEvent[] {
    return this.recent.slice(Math.max(0, n - this.n + this.recent.length));
  }

  /** The whole run so far as one message. */
  snapshot(): Told {
    return { kind: "snapshot", id: this.lastId, events: eventsOfState(this.state) };
  }

  /** Tells what the listener missed after `cursor`, then everything that comes; gives the way to leave. */
  listen(cursor: EventId | null, listener: Listener): () => void {
    const first = this.recent[0];
    if (cursor && first && compareEventIds(cursor, { token: first.id.token, n: first.id.n - 1 }) >= 0) {
      for (const numbered of this.recent) {
        if (compareEventIds(numbered.id, cursor) > 0) listener({ kind: "event", ...numbered });
      }
    } else if (this.n > 0 || this.state.startedAt !== null) {
      listener(this.snapshot());
    }
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls back when this process gives the run up. */
  onRelease(listener: () => void): () => void {
    this.releaseListeners.add(listener);
    return () => this.releaseListeners.delete(listener);
  }

  /** The run goes on elsewhere: followers have to look there. */
  release(): void {
    this.released = true;
    for (const listener of this.releaseListeners) listener();
  }
}
