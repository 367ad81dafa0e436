// A run's state told again as events: what a follower needs who joins while the run goes on, with the words that were
// said so far. Folding them gives a state that shows the same.

import type { NodeEnded, RunEvent } from "./events";
import type { NodeState, RunState } from "./state";

/** The events that lead to what the state shows: ended nodes in the order of their ends, then running ones. */
export function eventsOfState(state: RunState): RunEvent[] {
  const events: RunEvent[] = [];
  if (state.startedAt !== null) events.push({ type: "run.started", at: state.startedAt, inputs: state.inputs });
  for (const path of state.ends) {
    const node = state.nodes.get(path);
    if (node) events.push(endOf(node));
  }
  for (const node of state.nodes.values()) if (node.endedAt === null) tellRunning(node, events);
  // When it paused, and until when, is told by its nodes.
  if (state.status === "paused") events.push({ type: "run.paused", at: state.startedAt ?? 0, until: null });
  if (state.endedAt !== null && state.totals && isEnd(state.status)) {
    events.push({
      type: "run.ended",
      seq: state.lastSeq,
      at: state.endedAt,
      status: state.status,
      outputs: state.outputs,
      ...(state.large ? { large: state.large } : {}),
      error: state.error,
      response: state.response,
      totals: state.totals,
    });
  }
  return events;
}

function isEnd(status: RunState["status"]): status is "succeeded" | "failed" | "cancelled" {
  return status === "succeeded" || status === "failed" || status === "cancelled";
}

function placeOf(node: NodeState) {
  const { path, attempt, nodeId, name, nodeType, renderMode, rank, inputs, outer, large } = node;
  const place = { path, attempt, nodeId, name, nodeType, renderMode, rank, inputs };
  return outer || large ? { ...place, ...(outer ? { outer } : {}), ...(large ? { large } : {}) } : place;
}

function endOf(node: NodeState): NodeEnded {
  return {
    type: "node.ended",
    ...placeOf(node),
    seq: node.seq ?? 0,
    at: node.endedAt ?? node.startedAt,
    status: node.status === "failed" || node.status === "skipped" ? node.status : "succeeded",
    startedAt: node.startedAt,
    durationMs: node.durationMs ?? 0,
    retries: node.retries,
    outputs: node.outputs,
    handles: node.handles,
    writes: node.writes,
    error: node.error,
    usage: node.usage,
    summary: node.summary,
    content: node.content === "" ? null : node.content,
    thought: node.thought === "" ? null : node.thought,
    ...(node.shown ? {} : { held: true as const }),
    notes: node.notes,
  };
}

function tellRunning(node: NodeState, events: RunEvent[]): void {
  const place = { path: node.path, attempt: node.attempt };
  const hidden = node.renderMode === "hidden" ? { hidden: true as const } : {};
  events.push({
    type: "node.started",
    at: node.startedAt,
    ...placeOf(node),
    ...(node.seq === null ? {} : { seq: node.seq }),
  });
  for (let i = 0; i < node.retries && node.error; i++) {
    events.push({ type: "node.retrying", ...place, at: node.startedAt, delayMs: 0, error: node.error, ...hidden });
  }
  if (node.summary !== null) events.push({ type: "node.summary", ...place, summary: node.summary, ...hidden });
  if (node.thought !== "")
    events.push({ type: "node.text", ...place, channel: "thought", text: node.thought, ...hidden });
  if (node.content !== "") {
    const channel = node.renderMode === "thought" ? "thought" : "message";
    events.push({ type: "node.text", ...place, channel, text: node.content, ...hidden });
  }
  for (const note of node.notes) events.push({ type: "node.note", ...place, at: note.at, message: note.message });
  if (node.wait === null || node.seq === null) return;
  const { startedAt, durationMs, seq, wait } = node;
  events.push({
    type: "node.paused",
    ...placeOf(node),
    seq,
    at: startedAt,
    startedAt,
    durationMs: durationMs ?? 0,
    wait,
    ...(node.content === "" ? {} : { content: node.content }),
  });
}
