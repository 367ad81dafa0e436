// One start of one node, from its first try to its end. Only what is remembered meanwhile; what happens to it is in
// run-node.

import type { PlanNode } from "../graph/plan";
import type { NodeEnded, Usage } from "../run-log/events";
import type { Json, JsonObject } from "../shared/json";
import type { Deadline } from "./deadlines";
import type { ScopeRun } from "./scope-run";
import { Speech } from "./speech";

export interface Task {
  scope: ScopeRun;
  plan: PlanNode;
  path: string;
  attempt: number;
  startedAt: number;
  /** By the clock that never goes back. */
  begunAt: number;
  inputs: JsonObject;
  config: JsonObject;
  /** What ended its wait. */
  answer: JsonObject | null;
  /** What somebody puts over its inputs before it starts. */
  edits: JsonObject | null;
  /** Tells tries apart: whatever arrives from an earlier one is ignored. */
  round: number;
  retries: number;
  speech: Speech;
  usage: Usage | null;
  /** Stops the current try, where that can end before the run does. */
  controller: AbortController | null;
  deadline: Deadline | null;
  over: boolean;
}

/** How a node ended, as far as the node itself decides. */
export type Ending = Pick<NodeEnded, "status" | "outputs" | "handles" | "writes" | "error">;

export const noWrites: Record<string, Json> = {};

/** A start of a node at a moment. */
export function newTask(
  scope: ScopeRun,
  plan: PlanNode,
  path: string,
  attempt: number,
  moment: { now: number; monotonic: number },
): Task {
  return {
    scope,
    plan,
    path,
    attempt,
    startedAt: moment.now,
    begunAt: moment.monotonic,
    inputs: {},
    config: {},
    answer: null,
    edits: null,
    round: 0,
    retries: 0,
    speech: new Speech([]),
    usage: null,
    controller: null,
    deadline: null,
    over: false,
  };
}

/** Usage of all tries together; a price that is unknown adds nothing. */
export function addUsage(known: Usage | null, more: Usage | undefined): Usage | null {
  if (!more) return known;
  if (!known) return more;
  return {
    ...known,
    ...more,
    promptTokens: known.promptTokens + more.promptTokens,
    completionTokens: known.completionTokens + more.completionTokens,
    ...(known.cachedTokens === undefined && more.cachedTokens === undefined
      ? {}
      : { cachedTokens: (known.cachedTokens ?? 0) + (more.cachedTokens ?? 0) }),
    cost: known.cost === null && more.cost === null ? null : (known.cost ?? 0) + (more.cost ?? 0),
    currency: more.currency ?? known.currency,
  };
}
