// What a run looks like at one moment: the engine schedules from it, and run page, debugger and chat show it.
// Only its shape and its beginning; how events change it is in apply-event.

import type { RenderMode } from "../graph/schema";
import type { Json, JsonObject } from "../shared/json";
import type { LargeMembers, LargeValues, NodeStatus, RunError, RunStatus, RunTotals, Usage, Wait } from "./events";

export interface NodeState {
  path: string;
  attempt: number;
  nodeId: string;
  name: string;
  nodeType: string;
  renderMode: RenderMode;
  rank: number;
  /** Ranks of the containers around it, outermost first; absent outside of containers. */
  outer?: readonly number[];
  status: NodeStatus;
  startedAt: number;
  endedAt: number | null;
  durationMs: number | null;
  /** What it waits for while it is paused. */
  wait: Wait | null;
  /** Of its end or its pause; of its start while it runs, where that was stored before it went on. */
  seq: number | null;
  retries: number;
  inputs: JsonObject;
  outputs: JsonObject | null;
  /** Members of inputs and outputs that are too large to be told: null stands in their place. */
  large?: LargeValues;
  handles: string[];
  writes: Record<string, Json>;
  error: RunError | null;
  usage: Usage | null;
  summary: string | null;
  /** What it said in its render mode's channel, so far. */
  content: string;
  /** Reasoning beside what it said. */
  thought: string;
  /** False while its finished message waits for earlier speakers. */
  shown: boolean;
  notes: { at: number; message: string }[];
}

export interface RunState {
  status: RunStatus;
  startedAt: number | null;
  endedAt: number | null;
  inputs: JsonObject;
  /** Graph variables that nodes of this run have set, without the values it began with. */
  vars: Record<string, Json>;
  /** By path, in the order in which they were first heard of. */
  nodes: Map<string, NodeState>;
  /** Paths of ended nodes in the order of their ends. */
  ends: string[];
  /** The greatest sequence number seen; 0 before the first. */
  lastSeq: number;
  outputs: JsonObject | null;
  large?: LargeMembers;
  error: RunError | null;
  /** The whole answer of an ended run. */
  response: string;
  /** Totals of an ended run; until then they are counted from the nodes. */
  totals: RunTotals | null;
}

/** A run of which nothing has happened yet. */
export function initialState(): RunState {
  return {
    status: "pending",
    startedAt: null,
    endedAt: null,
    inputs: {},
    // No prototype: a variable may have any name, `__proto__` too.
    vars: Object.create(null),
    nodes: new Map(),
    ends: [],
    lastSeq: 0,
    outputs: null,
    error: null,
    response: "",
    totals: null,
  };
}
