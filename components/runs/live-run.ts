// A run under way as a store that components listen to: events fold many times a frame, a view is made once a frame
// and while time passes. Knows neither React nor how a run is followed.

import type { RunStatus, RunTotals, Wait } from "@/lib/run-log/events";
import { initialState, type NodeState, type RunState } from "@/lib/run-log/state";
import { type Timeline, timelineOf } from "@/lib/run-log/timeline";
import { totalsOf } from "@/lib/run-log/totals";
import { answerText } from "@/lib/run-log/transcript";
import type { Connection } from "@/lib/runs/follow-client";
import type { Failure } from "./node-view";

export interface LiveView {
  connection: Connection;
  /** Why it can't be followed any more. */
  refusal: unknown;
  status: RunStatus;
  startedAt: number | null;
  endedAt: number | null;
  timeline: Timeline;
  skipped: { path: string; name: string }[];
  /** Folded in place: read them while drawing this view, don't keep them. */
  nodes: ReadonlyMap<string, NodeState>;
  answer: string;
  outputs: RunState["outputs"];
  totals: RunTotals;
  error: Failure | null;
  /** What the run waits for, and where. */
  waits: { path: string; name: string; wait: Wait }[];
}

export interface LiveRun {
  subscribe: (listener: () => void) => () => void;
  /** Null before anything was heard. */
  getView: () => LiveView | null;
  /** Makes the view of the present moment, though nothing has happened. */
  refresh: () => void;
  /** Stops listening; the run itself goes on. */
  leave: () => void;
}

export interface LiveRunOptions {
  follow: (onChange: (state: RunState, connection: Connection) => void, signal: AbortSignal) => Promise<RunState>;
  /** The present on the server's clock. */
  now: () => number;
  /** Calls back before the next frame. */
  onNextFrame: (draw: () => void) => void;
  /** Called when it has ended, or can't be followed. */
  onEnd: () => void;
}

/** What can be seen of a run at a moment. */
function viewOfRun(state: RunState, connection: Connection, now: number): LiveView {
  const nodes = [...state.nodes.values()];
  return {
    connection,
    refusal: null,
    status: state.status,
    startedAt: state.startedAt,
    endedAt: state.endedAt,
    timeline: timelineOf(state, now),
    skipped: nodes.filter(({ status }) => status === "skipped").map(({ path, name }) => ({ path, name })),
    nodes: new Map(state.nodes),
    answer: state.response || answerText(state),
    outputs: state.outputs,
    totals: totalsOf(state, now),
    error: state.error,
    waits: nodes.flatMap(({ path, name, wait }) => (wait ? [{ path, name, wait }] : [])),
  };
}

/** Follows a run and gives the store of what can be seen of it. */
export function makeLiveRun({ follow, now, onNextFrame, onEnd }: LiveRunOptions): LiveRun {
  const listeners = new Set<() => void>();
  const control = new AbortController();
  let view: LiveView | null = null;
  let latest: { state: RunState; connection: Connection } | null = null;
  let waiting = false;

  const show = (next: LiveView) => {
    view = next;
    for (const listener of listeners) listener();
  };
  const draw = () => {
    waiting = false;
    // Nothing is known before the first event: an empty timeline would only flash.
    if (control.signal.aborted || !latest || latest.state.startedAt === null) return;
    show(viewOfRun(latest.state, latest.connection, now()));
  };
  const drawSoon = () => {
    if (waiting) return;
    waiting = true;
    onNextFrame(draw);
  };

  follow((state, connection) => {
    latest = { state, connection };
    drawSoon();
  }, control.signal).then(
    (state) => {
      if (control.signal.aborted) return;
      latest = { state, connection: "ended" };
      show(viewOfRun(state, "ended", now()));
      onEnd();
    },
    (refusal: unknown) => {
      if (control.signal.aborted) return;
      show({ ...(view ?? viewOfRun(initialState(), "ended", now())), connection: "ended", refusal });
      latest = null;
      onEnd();
    },
  );

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getView: () => view,
    refresh: draw,
    leave: () => control.abort(),
  };
}
