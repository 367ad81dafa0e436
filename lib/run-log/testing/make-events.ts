// Events for tests: every field has a plausible value, a test names only those it is about.

import type { NodeEnded, NodePaused, NodeStarted, RunEnded, RunStarted } from "../events";

const place = (path: string) => ({
  path,
  attempt: 1,
  nodeId: path.split("/").at(-1) ?? path,
  name: path,
  nodeType: "work",
  renderMode: "hidden" as const,
  rank: 1,
});

/** The start of a run. */
export function runStarted(more: Partial<RunStarted> = {}): RunStarted {
  return { type: "run.started", at: 0, inputs: {}, ...more };
}

/** The start of the node at a path. */
export function started(path: string, more: Partial<NodeStarted> = {}): NodeStarted {
  return { type: "node.started", at: 0, inputs: {}, ...place(path), ...more };
}

/** The pause of the node at a path, until a moment. */
export function paused(path: string, seq: number, more: Partial<NodePaused> = {}): NodePaused {
  return {
    type: "node.paused",
    ...place(path),
    seq,
    at: 5,
    startedAt: 0,
    durationMs: 5,
    inputs: {},
    wait: { kind: "time", until: 9 },
    ...more,
  };
}

/** The end of the node at a path. */
export function ended(path: string, seq: number, more: Partial<NodeEnded> = {}): NodeEnded {
  return {
    type: "node.ended",
    ...place(path),
    seq,
    at: 10,
    status: "succeeded",
    startedAt: 0,
    durationMs: 10,
    retries: 0,
    inputs: {},
    outputs: {},
    handles: [],
    writes: {},
    error: null,
    usage: null,
    summary: null,
    content: null,
    thought: null,
    notes: [],
    ...more,
  };
}

/** A piece of what a node says, by default of its message. */
export function said(path: string, text: string, channel: "message" | "thought" = "message", attempt = 1) {
  return { type: "node.text" as const, path, attempt, channel, text };
}

/** The end of a run. */
export function runEnded(seq: number, more: Partial<RunEnded> = {}): RunEnded {
  return {
    type: "run.ended",
    seq,
    at: 20,
    status: "succeeded",
    outputs: null,
    error: null,
    response: "",
    totals: { promptTokens: 0, completionTokens: 0, cost: 0, currency: null, nodeExecutions: 1, durationMs: 20 },
    ...more,
  };
}
