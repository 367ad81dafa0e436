// One node of a run as people look into it, the same from a stored log and from a run that is being followed. Pure.

import type { RenderMode } from "@/lib/graph/schema";
import type { LargeMembers, NodeStatus, Wait } from "@/lib/run-log/events";
import type { NodeState } from "@/lib/run-log/state";
import type { NodeLogDetail } from "@/lib/runs/contract";
import { isJsonObject, type Json } from "@/lib/shared/json";

/** A failure of a run or a node with what its wording needs. */
export interface Failure {
  code: string;
  message: string;
  nodeId?: string | undefined;
  path?: string | undefined;
  field?: string | undefined;
  params?: Record<string, string | number> | undefined;
}

export interface NodeView {
  path: string;
  attempt: number;
  nodeId: string;
  name: string;
  type: string;
  renderMode: RenderMode;
  status: NodeStatus;
  startedAt: number;
  /** Null while it goes on. */
  durationMs: number | null;
  retries: number;
  usage: {
    promptTokens: number;
    completionTokens: number;
    cost: number | null;
    currency: string | null;
    modelName?: string | undefined;
  } | null;
  summary: string | null;
  content: string | null;
  thought: string | null;
  inputs: Json | null;
  outputs: Json | null;
  /** Members of both that are too large to be told: null stands in their place. */
  large?: { inputs?: LargeMembers | undefined; outputs?: LargeMembers | undefined } | null | undefined;
  writes: Record<string, Json>;
  handles: readonly string[];
  notes: readonly { at: number; message: string }[];
  error: Failure | null;
  /** What it waits for, as far as it is known. */
  wait: Wait | null;
}

/** The run that a node has started and gave; null for every other node. */
export function childOf({ type, outputs }: NodeView): string | null {
  if (type !== "sub-workflow" && type !== "agent-call" && type !== "tool-call") return null;
  // A workflow that was called as a tool gave its value among others.
  const given = isJsonObject(outputs) && type === "tool-call" ? outputs.value : outputs;
  const id = isJsonObject(given) ? given.run_id : null;
  return typeof id === "string" ? id : null;
}

/** A node of a run that is being followed. */
export function viewOfState(node: NodeState): NodeView {
  const { nodeType, content, thought, endedAt: _e, seq: _s, rank: _r, shown: _w, ...same } = node;
  return { ...same, type: nodeType, content: content || null, thought: thought || null };
}

/** A node from its stored log. */
export function viewOfLog(log: NodeLogDetail): NodeView {
  const { seq: _s, finishedAt: _f, tokens: _t, cost: _c, startedAt, ...same } = log;
  return { ...same, startedAt: Date.parse(startedAt), wait: null };
}
