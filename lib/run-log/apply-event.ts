// The fold: one event of a run into the state of that run. It is the only place where a run's state changes, for the
// engine, the server and the browser alike. Works in place, so that a run of a thousand nodes costs no copies: callers
// must not use the old state again. Knows neither storage nor the order in which nodes run.

import type { NodeEnded, NodePaused, NodeStarted, RunEnded, RunEvent } from "./events";
import type { NodeState, RunState } from "./state";

/** Folds one event into the state and returns it; what belongs to an earlier attempt of a node changes nothing. */
export function applyEvent(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case "run.started":
      state.status = "running";
      state.startedAt = event.at;
      state.inputs = event.inputs;
      return state;
    case "node.started":
      return startNode(state, event);
    case "node.text": {
      const node = currentAttempt(state, event);
      if (!node) return state;
      if (node.status !== "running") {
        // The end already brought the whole text; this only tells that its turn has come.
        if (event.channel === "message") node.shown = true;
      } else if (event.channel === "message" || node.renderMode === "thought") node.content += event.text;
      else node.thought += event.text;
      return state;
    }
    case "node.summary": {
      const node = currentAttempt(state, event);
      if (node?.status === "running") node.summary = event.summary;
      return state;
    }
    case "node.note": {
      const node = currentAttempt(state, event);
      if (node?.status === "running") node.notes.push({ at: event.at, message: event.message });
      return state;
    }
    case "node.retrying": {
      const node = currentAttempt(state, event);
      if (node?.status !== "running") return state;
      node.retries += 1;
      node.error = event.error;
      node.content = "";
      node.thought = "";
      node.summary = null;
      return state;
    }
    case "node.ended":
      return endNode(state, event);
    case "node.paused":
      return pauseNode(state, event);
    case "node.resumed":
      return resumeNode(state, currentAttempt(state, event));
    case "run.paused":
      state.status = "paused";
      return state;
    case "run.resumed":
      if (state.status === "paused") state.status = "running";
      return state;
    case "run.ended":
      return endRun(state, event);
  }
}

function currentAttempt(state: RunState, event: { path: string; attempt: number }): NodeState | undefined {
  const node = state.nodes.get(event.path);
  return node?.attempt === event.attempt ? node : undefined;
}

function noteSeq(state: RunState, seq: number): void {
  if (seq > state.lastSeq) state.lastSeq = seq;
}

function startNode(state: RunState, event: NodeStarted): RunState {
  if (event.seq !== undefined) noteSeq(state, event.seq);
  const known = state.nodes.get(event.path);
  if (known && known.attempt > event.attempt) return state;
  if (known) forgetEnd(state, known);
  const node = newNode(event, event.at);
  node.seq = event.seq ?? null;
  state.nodes.set(event.path, node);
  return state;
}

function endNode(state: RunState, event: NodeEnded): RunState {
  noteSeq(state, event.seq);
  const known = state.nodes.get(event.path);
  if (known && known.attempt > event.attempt) return state;
  let node = known;
  if (!node || node.attempt !== event.attempt) {
    node = newNode(event, event.startedAt);
    state.nodes.set(event.path, node);
  }
  if (known) forgetEnd(state, known);
  node.status = event.status;
  node.wait = null;
  node.startedAt = event.startedAt;
  node.endedAt = event.at;
  node.durationMs = event.durationMs;
  node.seq = event.seq;
  node.retries = event.retries;
  node.inputs = event.inputs;
  node.outputs = event.outputs;
  if (event.large) node.large = event.large;
  else if (node.large) delete node.large;
  node.handles = event.handles;
  node.writes = event.writes;
  node.error = event.error;
  node.usage = event.usage;
  node.summary = event.summary;
  node.content = event.content ?? "";
  node.thought = event.thought ?? "";
  node.shown = event.held !== true;
  node.notes = event.notes;
  state.ends.push(event.path);
  for (const name in event.writes) {
    const value = event.writes[name];
    if (value !== undefined) state.vars[name] = value;
  }
  return state;
}

/** What a node said before it waits is void: it is run again, and storage does not have it either. */
function pauseNode(state: RunState, event: NodePaused): RunState {
  noteSeq(state, event.seq);
  const known = state.nodes.get(event.path);
  if (known && known.attempt > event.attempt) return state;
  if (known) forgetEnd(state, known);
  const node = newNode(event, event.startedAt);
  node.status = "paused";
  node.wait = event.wait;
  node.seq = event.seq;
  node.durationMs = event.durationMs;
  node.content = event.content ?? "";
  state.nodes.set(event.path, node);
  return state;
}

function resumeNode(state: RunState, node: NodeState | undefined): RunState {
  if (node?.status !== "paused") return state;
  node.status = "running";
  node.wait = null;
  node.durationMs = null;
  node.content = "";
  return state;
}

function newNode(event: NodeStarted | NodeEnded | NodePaused, startedAt: number): NodeState {
  const node: NodeState = {
    path: event.path,
    attempt: event.attempt,
    nodeId: event.nodeId,
    name: event.name,
    nodeType: event.nodeType,
    renderMode: event.renderMode,
    rank: event.rank,
    status: "running",
    startedAt,
    endedAt: null,
    durationMs: null,
    wait: null,
    seq: null,
    retries: 0,
    inputs: event.inputs,
    outputs: null,
    handles: [],
    writes: {},
    error: null,
    usage: null,
    summary: null,
    content: "",
    thought: "",
    shown: true,
    notes: [],
  };
  if (event.outer) node.outer = event.outer;
  if (event.large) node.large = event.large;
  return node;
}

/** An end that was never stored is void when the node starts or ends once more. */
function forgetEnd(state: RunState, node: NodeState): void {
  if (node.endedAt !== null) state.ends.splice(state.ends.lastIndexOf(node.path), 1);
}

function endRun(state: RunState, event: RunEnded): RunState {
  noteSeq(state, event.seq);
  state.status = event.status;
  state.endedAt = event.at;
  state.outputs = event.outputs;
  if (event.large) state.large = event.large;
  state.error = event.error;
  state.response = event.response;
  state.totals = event.totals;
  for (const node of state.nodes.values()) node.shown = true;
  return state;
}
