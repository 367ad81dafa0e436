// What the engine needs from outside: time, chance, somebody who runs a node, and word that something is stored.
// The engine itself stores nothing, reaches no network and knows no node type.

import type { Effect } from "../graph/node-type";
import type { GraphNode, RenderMode } from "../graph/schema";
import type { LargeValue, RunError, Usage, Wait } from "../run-log/events";
import type { Clock } from "../shared/clock";
import type { Json, JsonObject } from "../shared/json";

/** What a node may say while it runs. */
export interface NodeVoice {
  /** A piece of text: part of the answer or of its thought, by the node's render mode; ignored when hidden. */
  text(delta: string): void;
  /** A piece of reasoning, always shown as a thought, whatever the render mode. */
  thought(delta: string): void;
  summary(line: string): void;
  note(message: string): void;
}

/** A piece of a node's work that is stored by itself: a call of a model or of a tool, a task. */
export interface ActivitySpec {
  /** Unique in the node and the same in every attempt, such as `turn[1].call[2]`. */
  key: string;
  /** Shown to people. */
  name: string;
  /** Told as the type of its row, such as `tool-call`. */
  type: string;
  /** `write` is stored before it begins, so that one that a crash interrupted can be told. */
  effect: Effect;
  renderMode: RenderMode;
  inputs: JsonObject;
  /** A failure is a result that the node goes on with; otherwise it is run again whenever the node is. */
  keepsFailure?: boolean;
}

/** One start of an activity, or its going on after a wait. */
export interface ActivityCall {
  path: string;
  attempt: number;
  idempotencyKey: string;
  signal: AbortSignal;
  /** What ended its wait. */
  answer?: JsonObject;
  note(line: string): void;
}

export interface ActivityResult {
  outputs: JsonObject;
  usage?: Usage;
  summary?: string;
  /** What is kept of text and reasoning beside the outputs. */
  content?: string;
  thought?: string;
  /** It has not ended but waits; everything above is left unread. */
  wait?: Wait;
}

export type ActivityEnd =
  | { status: "succeeded"; outputs: JsonObject; content: string; thought: string; isReplayed: boolean }
  | { status: "failed"; error: RunError; isReplayed: boolean }
  /** The node lets its other activities settle and gives `{ wait: { kind: "activities" } }`. */
  | { status: "waiting" };

export interface NodeActivities {
  /** Runs an activity, or gives how it has ended before. Rejects only where the node itself is over. */
  run(spec: ActivitySpec, work: (call: ActivityCall) => Promise<ActivityResult>): Promise<ActivityEnd>;
}

/** One start of one node, with every template resolved. */
export interface NodeCall {
  node: GraphNode;
  path: string;
  attempt: number;
  config: JsonObject;
  inputs: JsonObject;
  /** Values of graph variables when the node starts; like config and inputs not to be changed in place. */
  vars: Readonly<Record<string, Json>>;
  signal: AbortSignal;
  /** The same for every attempt of one intent: (run, path). */
  idempotencyKey: string;
  /** When this start of the node began, by the wall clock; its waits lie between then and now. */
  startedAt: number;
  /** What ended the node's wait; absent when it has not waited yet, and where it failed since and is tried again. */
  answer?: JsonObject;
  /** How often it was tried before under this attempt and failed. */
  retries?: number;
  voice: NodeVoice;
  activities: NodeActivities;
}

export interface NodeResult {
  outputs: JsonObject;
  /** Source handles taken; absent = all of them but `error`. */
  handles?: string[];
  /** Graph variables set. */
  writes?: Record<string, Json>;
  usage?: Usage;
  summary?: string;
  /** The text it says where it did not stream it by its voice. */
  content?: string;
  /** It has not ended but waits; everything above is left unread. It is run again with the answer. */
  wait?: Wait;
}

/** Thrown by `runNode` when a node fails; anything else thrown is a bug and ends as `internal`. */
export class NodeFailure extends Error {
  override readonly name = "NodeFailure";
  readonly error: RunError;
  readonly usage: Usage | undefined;
  constructor(error: RunError, more: { cause?: unknown; usage?: Usage } = {}) {
    super(error.message, more.cause === undefined ? undefined : { cause: more.cause });
    this.error = error;
    this.usage = more.usage;
  }
}

export interface RunLimits {
  maxConcurrency: number;
  /** Of the whole run, waiting for people not counted. */
  timeoutMs: number;
  maxNodeExecutions: number;
  /** Bytes of the JSON text of one node's outputs. */
  maxOutputBytes: number;
  /** Bytes of outputs that a run keeps in memory at a time: those that something may still read. */
  maxRunBytes: number;
}

export const defaultRunLimits: RunLimits = {
  maxConcurrency: 10,
  timeoutMs: 600_000,
  maxNodeExecutions: 10_000,
  maxOutputBytes: 16_777_216,
  maxRunBytes: 268_435_456,
};

/** Bytes that graph variables set by one node may take: unlike outputs they stand in the log whole. */
export const maxVariableBytes = 1_048_576;

/** What a run begins with. The same again on every resume, but for `elapsedMs`. */
export interface RunStart {
  runId: string;
  inputs: JsonObject;
  /** Values of `sys`, by the names that expressions list; a run's moment is fixed, so that resuming reads the same. */
  sys: Readonly<Record<string, Json>>;
  /** Values of variables that live on between runs; every other begins with its default. */
  vars: Readonly<Record<string, Json>>;
  /** Time that earlier owners have spent on the run, waiting not counted. */
  elapsedMs?: number;
  /** What has ended waits of its paused nodes, by path. */
  answers?: ReadonlyMap<string, JsonObject>;
  /** Inputs that nodes get in place of resolved ones when they start, by path. */
  given?: ReadonlyMap<string, JsonObject>;
  /** Ids of nodes before which the run waits for somebody to let it go on. */
  breakpoints?: ReadonlySet<string>;
}

export interface EnginePorts {
  clock: Clock;
  /** From 0 up to 1, for the spread of retries. */
  random(): number;
  runNode(call: NodeCall): Promise<NodeResult>;
  /** Resolves when everything up to this sequence number is stored; rejects when the right to write was lost. */
  stored(seq: number): Promise<void>;
  /** Reads a value of the log that lies elsewhere, where the state that the run goes on from has any. */
  readLarge?(value: LargeValue): Promise<Json>;
  /** Hands over what ends waits from now on, while the run is executed; may call back at once. */
  onAnswer?(deliver: (path: string, answer: JsonObject) => void): void;
  /** Stands in for a secret inside resolved text, so that its value never enters a log; `undefined` = no such secret. */
  secretMark(name: string): string | undefined;
  /**
   * Aborted to cancel the run; with reason `interrupted` (the text, or an error with this code) it stops without an
   * end, to be resumed elsewhere.
   */
  signal: AbortSignal;
  limits: RunLimits;
}
