// The closed union of what can happen in a run, in the order it happened. The engine yields these, the runner stores
// and sends them, clients fold them. Knows neither storage nor nodes.

import type { Field, RenderMode } from "../graph/schema";
import type { ErrorCode } from "../shared/errors";
import type { Json, JsonObject } from "../shared/json";

/** Tokens and money; `cost` in `currency`, null where no price is known. */
export interface Usage {
  promptTokens: number;
  completionTokens: number;
  cachedTokens?: number;
  cost: number | null;
  currency: string | null;
  modelId?: string;
  modelName?: string;
}

/** Why a node or a run failed. `message` is a plain sentence without secrets. */
export interface RunError {
  code: ErrorCode;
  message: string;
  nodeId?: string;
  path?: string;
  /** The field of the node at fault, dotted. */
  field?: string;
  params?: Record<string, string | number>;
  retryable?: boolean;
}

export const nodeEndStatuses = ["succeeded", "failed", "skipped"] as const;
export type NodeEndStatus = (typeof nodeEndStatuses)[number];
export const nodeStatuses = ["running", "paused", ...nodeEndStatuses] as const;
export type NodeStatus = (typeof nodeStatuses)[number];
export const runStatuses = ["pending", "running", "paused", "succeeded", "failed", "cancelled"] as const;
export type RunStatus = (typeof runStatuses)[number];
export type RunEndStatus = Extract<RunStatus, "succeeded" | "failed" | "cancelled">;

/** Where a node ran (`fetch`, or `loop[3]/fetch` inside a container) and the how-manieth start it was, from 1. */
interface Place {
  path: string;
  attempt: number;
}

/**
 * Ranks of the containers around a node, outermost first, so that its order of speaking is told without them; absent
 * outside of containers. Storage need not keep it: it is found again from the rows of the containers.
 */
type OuterRanks = readonly number[];

/** What events that are stored of a node tell of it, whatever happened to it. */
export interface NodeFacts extends Place {
  nodeId: string;
  name: string;
  nodeType: string;
  renderMode: RenderMode;
  /** Order of speaking: plan rank. */
  rank: number;
  outer?: OuterRanks;
  inputs: JsonObject;
  /** Of inputs and outputs as others are told; the engine knows everything whole. */
  large?: LargeValues;
}

export interface RunStarted {
  type: "run.started";
  at: number;
  inputs: JsonObject;
}

export interface NodeStarted extends NodeFacts {
  type: "node.started";
  /** Present where the start itself is stored: before an effect (`write`), and of containers. */
  seq?: number;
  at: number;
}

/** A value that is too large to stand in the log: null stands in its place, and this tells of it. */
export interface LargeValue {
  /** Of the text itself, or of the JSON of anything else. */
  bytes: number;
  /** Its first characters. */
  preview: string;
  isText: boolean;
  /** Where it lies whole; absent where only its beginning was kept, because nothing depends on it any more. */
  fileId?: string | undefined;
}

/** Large values by the names of the members whose place they take. */
export type LargeMembers = Record<string, LargeValue>;

export interface LargeValues {
  inputs?: LargeMembers;
  outputs?: LargeMembers;
}

/** A piece of text that the node says: in the answer (already in the order of speaking) or in its thought. */
export interface NodeText extends Place {
  type: "node.text";
  channel: "message" | "thought";
  text: string;
  /** Said by a hidden node: for the debugger alone. */
  hidden?: true;
}

/** The line shown for the node while it works and afterwards. */
export interface NodeSummary extends Place {
  type: "node.summary";
  summary: string;
  /** Of a hidden node: for the debugger alone. */
  hidden?: true;
}

/** A line for the debugger, such as a line that code printed. */
export interface NodeNote extends Place {
  type: "node.note";
  at: number;
  message: string;
}

/** The attempt failed and a further one begins after `delayMs`; what it had shown is dropped. */
export interface NodeRetrying extends Place {
  type: "node.retrying";
  at: number;
  delayMs: number;
  error: RunError;
  /** Of a hidden node: for the debugger alone. */
  hidden?: true;
}

/** The durable one: everything that resuming needs to know of a node. */
export interface NodeEnded extends NodeFacts {
  type: "node.ended";
  seq: number;
  at: number;
  status: NodeEndStatus;
  startedAt: number;
  /** Time it has worked; waiting is not counted. */
  durationMs: number;
  /** How often it was tried again within this run's process. */
  retries: number;
  /** Null for a skipped node. */
  outputs: JsonObject | null;
  /** Source handles that were taken; every other one died. */
  handles: string[];
  /** Graph variables set. */
  writes: Record<string, Json>;
  error: RunError | null;
  usage: Usage | null;
  summary: string | null;
  /** The whole text it said, in its render mode's channel. */
  content: string | null;
  /** Reasoning beside what it said; a node that is a thought as a whole has all of it in `content`. */
  thought: string | null;
  /** Its message waits for earlier speakers; `node.text` shows it later. Never stored. */
  held?: true;
  notes: { at: number; message: string }[];
}

/** Who may decide: ids of users and of roles; nobody named = everybody who may approve in the workspace. */
export interface Assignees {
  users: string[];
  roles: string[];
}

/** What a node waits for while no process is held. Times are milliseconds since 1970. */
export type Wait =
  | {
      kind: "approval";
      title: string;
      body: string;
      /** What whoever decides fills in. */
      form: Field[];
      /** A text that whoever decides may change; null where there is none. */
      draft: string | null;
      assignees: Assignees;
      /** The call of a tool that is to be approved. */
      toolCall?: { toolId: string; name: string; arguments: JsonObject };
      /** The deadline; what happens then is the node's business. */
      until: number | null;
    }
  | { kind: "time"; until: number }
  /** A message from outside that names the key. */
  | { kind: "event"; key: string; until: number | null }
  /** The end of a run that the node started. */
  | { kind: "run"; runId: string }
  /** What activities of the node wait for. */
  | { kind: "activities" }
  /** Somebody who looks at the run in a test and lets it go on. */
  | { kind: "breakpoint" };

/**
 * The node waits: durable like an end, and nothing of it runs any more. It goes on under the same attempt when its
 * wait is over.
 */
export interface NodePaused extends NodeFacts {
  type: "node.paused";
  seq: number;
  at: number;
  startedAt: number;
  /** Time it has worked so far. */
  durationMs: number;
  wait: Wait;
  /** What it had said, where only its activities wait; said again when it goes on. */
  content?: string;
}

/** The wait is over and the node works on. Never stored: until its next end or pause a log shows it as waiting. */
export interface NodeResumed extends Place {
  type: "node.resumed";
  at: number;
  /** Of a hidden node: for the debugger alone. */
  hidden?: true;
}

/** Nothing is left to do until a wait is over; the run is stored and no process holds it. */
export interface RunPaused {
  type: "run.paused";
  at: number;
  /** When the earliest wait ends by itself; null = none does. */
  until: number | null;
}

/** A wait of the paused run is over. */
export interface RunResumed {
  type: "run.resumed";
  at: number;
}

export interface RunEnded {
  type: "run.ended";
  seq: number;
  at: number;
  status: RunEndStatus;
  outputs: JsonObject | null;
  /** Of the outputs as others are told. */
  large?: LargeMembers;
  error: RunError | null;
  /** What all speaking nodes said, in order. */
  response: string;
  totals: RunTotals;
}

export interface RunTotals {
  promptTokens: number;
  completionTokens: number;
  cost: number;
  currency: string | null;
  nodeExecutions: number;
  durationMs: number;
}

export type RunEvent =
  | RunStarted
  | NodeStarted
  | NodeText
  | NodeSummary
  | NodeNote
  | NodeRetrying
  | NodeEnded
  | NodePaused
  | NodeResumed
  | RunPaused
  | RunResumed
  | RunEnded;

/** The number of an event: tokens only grow over the owners of a run, n counts up from 1 for each owner. */
export interface EventId {
  token: number;
  n: number;
}

export interface NumberedEvent {
  id: EventId;
  event: RunEvent;
}

/** Text form used as the id of a server-sent event: `token-n`. */
export function formatEventId(id: EventId): string {
  return `${id.token}-${id.n}`;
}

/** Reads the text form back; null when it is not one. */
export function parseEventId(text: string): EventId | null {
  const match = /^(\d{1,15})-(\d{1,15})$/.exec(text);
  return match ? { token: Number(match[1]), n: Number(match[2]) } : null;
}

/** Negative when a comes before b, as compare functions do. */
export function compareEventIds(a: EventId, b: EventId): number {
  return a.token - b.token || a.n - b.n;
}
