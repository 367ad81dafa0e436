// An answer under way as a store that components listen to: a run folds many times a frame, a view is made once a
// frame. Knows neither React nor how an answer is followed.

import type { AnswerConnection } from "@/lib/conversations/client";
import type { RunStatus, Wait } from "@/lib/run-log/events";
import type { RunState } from "@/lib/run-log/state";
import { summarizeThoughts, type ThoughtsSummary } from "@/lib/run-log/thoughts-summary";
import { answerText, type ThoughtPart, thoughtParts } from "@/lib/run-log/transcript";

export interface AnswerView {
  status: RunStatus;
  text: string;
  thoughts: ThoughtPart[];
  summary: ThoughtsSummary | null;
  /** What it waits for; nothing is known of waits of nodes that don't show themselves. */
  waits: { path: string; wait: Wait }[];
  connection: AnswerConnection;
  /** Why it can't be followed any more. */
  refusal: unknown;
}

export interface LiveAnswer {
  subscribe: (listener: () => void) => () => void;
  getView: () => AnswerView;
  /** Stops listening; the answer itself goes on. */
  leave: () => void;
}

export interface LiveAnswerOptions {
  follow: (onChange: (state: RunState, connection: AnswerConnection) => void, signal: AbortSignal) => Promise<RunState>;
  /** Called when the run has ended, before the last view is shown. */
  onEnd: (state: RunState) => void;
  onRefused: (error: unknown) => void;
  /** Calls back before the next frame. */
  onNextFrame: (draw: () => void) => void;
}

const begin: AnswerView = {
  status: "pending",
  text: "",
  thoughts: [],
  summary: null,
  waits: [],
  connection: "connecting",
  refusal: null,
};

function viewOf(state: RunState, connection: AnswerConnection): AnswerView {
  return {
    status: state.status,
    text: answerText(state),
    thoughts: thoughtParts(state),
    summary: summarizeThoughts(state, Date.now()),
    waits: [...state.nodes.values()].flatMap(({ path, wait }) => (wait ? [{ path, wait }] : [])),
    connection,
    refusal: null,
  };
}

/** Follows an answer and gives the store of what can be read of it. */
export function makeLiveAnswer({ follow, onEnd, onRefused, onNextFrame }: LiveAnswerOptions): LiveAnswer {
  const listeners = new Set<() => void>();
  const control = new AbortController();
  let view = begin;
  let latest: [RunState, AnswerConnection] | null = null;

  const show = (next: AnswerView) => {
    view = next;
    for (const listener of listeners) listener();
  };
  const draw = () => {
    if (!latest) return;
    const [state, connection] = latest;
    latest = null;
    show(viewOf(state, connection));
  };
  follow((state, connection) => {
    if (latest === null) onNextFrame(draw);
    latest = [state, connection];
  }, control.signal).then(
    (state) => {
      if (control.signal.aborted) return;
      latest = null;
      onEnd(state);
      show(viewOf(state, "ended"));
    },
    (error: unknown) => {
      if (control.signal.aborted) return;
      latest = null;
      onRefused(error);
      show({ ...view, connection: "ended", refusal: error });
    },
  );

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getView: () => view,
    leave: () => control.abort(),
  };
}
