// Between the durable events of a run and their rows. The round trip is exact: what resuming reads is what was told.

import type { NodeEnded, NodePaused, NodeStarted, RunEnded, Usage, Wait } from "../run-log/events";
import type { StoredEvent } from "../run-log/stored-rows";
import { storableText } from "../shared/json";
import { boundNotes, boundText } from "./bound-log";
import { storableWait } from "./wait-rows";
import type { NodeRow, RunEnd } from "./write-statement";

const iso = (time: number) => new Date(time).toISOString();
const storable = (text: string | null | undefined) => (text === null || text === undefined ? null : storableText(text));

/** The row of a node's end. */
export function rowOfEnd(run: { id: string; workspaceId: string }, event: NodeEnded): NodeRow {
  return {
    run_id: run.id,
    workspace_id: run.workspaceId,
    path: event.path,
    attempt: event.attempt,
    seq: event.seq,
    rank: event.rank,
    node_id: event.nodeId,
    node_name: storableText(event.name),
    node_type: event.nodeType,
    render_mode: event.renderMode,
    status: event.status,
    summary: storable(event.summary),
    content: event.content === null ? null : boundText(event.content),
    thought: event.thought === null ? null : boundText(event.thought),
    held: event.held === true,
    started_at: iso(event.startedAt),
    finished_at: iso(event.at),
    duration_ms: Math.round(event.durationMs),
    tokens: event.usage ? event.usage.promptTokens + event.usage.completionTokens : 0,
    cost: event.usage?.cost ?? null,
    retry_count: event.retries,
    inputs: event.inputs,
    outputs: event.outputs,
    handles: event.handles,
    writes: event.writes,
    error: event.error,
    usage: event.usage,
    events: event.notes.length > 0 ? boundNotes(event.notes) : null,
    ...(event.large ? { large: event.large } : {}),
  };
}

/** The row of a start that is stored before its effect begins. */
export function rowOfStart(run: { id: string; workspaceId: string }, event: NodeStarted & { seq: number }): NodeRow {
  return {
    run_id: run.id,
    workspace_id: run.workspaceId,
    path: event.path,
    attempt: event.attempt,
    seq: event.seq,
    rank: event.rank,
    node_id: event.nodeId,
    node_name: storableText(event.name),
    node_type: event.nodeType,
    render_mode: event.renderMode,
    status: "running",
    summary: null,
    content: null,
    thought: null,
    held: false,
    started_at: iso(event.at),
    finished_at: null,
    duration_ms: null,
    tokens: 0,
    cost: null,
    retry_count: 0,
    inputs: event.inputs,
    outputs: null,
    handles: null,
    writes: null,
    error: null,
    usage: null,
    events: null,
    ...(event.large ? { large: event.large } : {}),
  };
}

/** The row of a node that waits: it has worked for a while and not ended. */
export function rowOfPause(run: { id: string; workspaceId: string }, event: NodePaused): NodeRow {
  const start = { ...event, type: "node.started" as const, at: event.startedAt };
  return {
    ...rowOfStart(run, start),
    status: "paused",
    content: event.content ? boundText(event.content) : null,
    duration_ms: Math.round(event.durationMs),
    wait: storableWait(event.wait),
  };
}

/** A log row as it is read: times as dates, JSON as values. */
type ChangedByReading = "started_at" | "finished_at" | "run_id" | "workspace_id" | "usage" | "cost" | "wait";
export type ReadNodeRow = Omit<NodeRow, ChangedByReading> & {
  started_at: Date;
  finished_at: Date | null;
  usage: Usage | null;
  wait: Wait | null;
};

/** The durable event of a row. */
export function eventOfRow(row: ReadNodeRow): StoredEvent {
  const place = {
    path: row.path,
    attempt: row.attempt,
    seq: row.seq,
    nodeId: row.node_id,
    name: row.node_name,
    nodeType: row.node_type,
    renderMode: row.render_mode as NodeEnded["renderMode"],
    rank: row.rank,
    inputs: row.inputs ?? {},
    ...(row.large ? { large: row.large } : {}),
  };
  if (row.status === "paused" && row.wait) {
    const startedAt = row.started_at.getTime();
    const durationMs = row.duration_ms ?? 0;
    const said = row.content === null ? {} : { content: row.content };
    return {
      type: "node.paused",
      at: startedAt + durationMs,
      ...place,
      startedAt,
      durationMs,
      wait: row.wait,
      ...said,
    };
  }
  if (row.status === "running" || row.status === "paused" || row.finished_at === null) {
    return { type: "node.started", at: row.started_at.getTime(), ...place };
  }
  return {
    type: "node.ended",
    at: row.finished_at.getTime(),
    ...place,
    status: row.status as NodeEnded["status"],
    startedAt: row.started_at.getTime(),
    durationMs: row.duration_ms ?? 0,
    retries: row.retry_count,
    outputs: row.outputs,
    handles: row.handles ?? [],
    writes: row.writes ?? {},
    error: row.error,
    usage: row.usage,
    summary: row.summary,
    content: row.content,
    thought: row.thought,
    ...(row.held ? { held: true as const } : {}),
    notes: (row.events ?? []) as NodeEnded["notes"],
  };
}

/** The columns of an ended run. */
export function rowOfRunEnd(
  runId: string,
  event: RunEnded,
  more: Pick<RunEnd, "model_id" | "model_name" | "first_token_ms" | "variables">,
): RunEnd {
  return {
    id: runId,
    status: event.status,
    final_response: event.response === "" ? null : boundText(event.response),
    outputs: event.outputs,
    ...(event.large ? { large_outputs: event.large } : {}),
    error: event.error,
    prompt_tokens: event.totals.promptTokens,
    completion_tokens: event.totals.completionTokens,
    cost: event.totals.cost,
    currency: event.totals.currency,
    node_executions: event.totals.nodeExecutions,
    finished_at: iso(event.at),
    ...more,
  };
}
