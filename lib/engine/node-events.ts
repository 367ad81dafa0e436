// The events of a node's start and end, as the log keeps them. Only puts together what task and plan know.
// The start and the end, which every node has, write all of it out: copying would be a tenth of what a node costs here.

import type { PlanNode } from "../graph/plan";
import type { NodeEnded, NodeFacts, NodePaused, NodeStarted, Wait } from "../run-log/events";
import { usageWithActivities } from "./activities";
import type { Run } from "./run";
import { pathOf, type ScopeRun } from "./scope-run";
import { type Ending, noWrites, type Task } from "./task";

/** The start of a node; with a number where it is stored before the node goes on. */
export function startedEvent(task: Task, seq: number | undefined): NodeStarted {
  const { node } = task.plan;
  const event: NodeStarted = {
    type: "node.started",
    path: task.path,
    attempt: task.attempt,
    at: task.startedAt,
    nodeId: node.id,
    name: node.name,
    nodeType: node.type,
    renderMode: node.renderMode,
    rank: task.plan.rank,
    inputs: task.inputs,
  };
  if (task.scope.outer) event.outer = task.scope.outer;
  if (seq !== undefined) event.seq = seq;
  return event;
}

/** The end of a node that was started. */
export function endedEvent(run: Run, task: Task, ending: Ending): NodeEnded {
  const { speech, plan } = task;
  const { node } = plan;
  const event: NodeEnded = {
    type: "node.ended",
    path: task.path,
    attempt: task.attempt,
    seq: run.nextSeq(),
    at: run.ports.clock.now(),
    nodeId: node.id,
    name: node.name,
    nodeType: node.type,
    renderMode: node.renderMode,
    rank: plan.rank,
    status: ending.status,
    startedAt: task.startedAt,
    durationMs: workedMs(run, task),
    retries: task.retries,
    inputs: task.inputs,
    outputs: ending.outputs,
    handles: ending.handles,
    writes: ending.writes,
    error: ending.error,
    usage: usageWithActivities(run, task.path, task.usage),
    summary: speech.summary,
    content: speech.content.text || null,
    thought: speech.thought.text || null,
    notes: speech.notes,
  };
  if (task.scope.outer) event.outer = task.scope.outer;
  if (plan.speaks && run.texts.isHeld(task.path)) event.held = true;
  return event;
}

type Placed = Pick<Task, "scope" | "plan" | "path" | "attempt" | "inputs">;

/** What is told of the node itself, by the events that few nodes have. */
function factsOf({ scope, plan, path, attempt, inputs }: Placed): NodeFacts {
  const { id, name, type, renderMode } = plan.node;
  const facts: NodeFacts = { path, attempt, nodeId: id, name, nodeType: type, renderMode, rank: plan.rank, inputs };
  if (scope.outer) facts.outer = scope.outer;
  return facts;
}

/** The pause of a node that waits. */
export function pausedEvent(run: Run, task: Task, wait: Wait): NodePaused {
  const said = wait.kind === "activities" && task.plan.speaks ? { content: task.speech.content.text } : {};
  return {
    ...said,
    ...factsOf(task),
    type: "node.paused",
    seq: run.nextSeq(),
    at: run.ports.clock.now(),
    startedAt: task.startedAt,
    durationMs: workedMs(run, task),
    wait,
  };
}

function workedMs(run: Run, task: Task): number {
  return Math.max(0, Math.round(run.ports.clock.monotonic() - task.begunAt));
}

/** The end of a node that no way led to. */
export function skippedEvent(run: Run, scope: ScopeRun, plan: PlanNode): NodeEnded {
  const path = pathOf(scope, plan);
  const attempt = (run.state.nodes.get(path)?.attempt ?? 0) + 1;
  const at = run.ports.clock.now();
  return {
    ...factsOf({ scope, plan, path, attempt, inputs: {} }),
    type: "node.ended",
    seq: run.nextSeq(),
    at,
    status: "skipped",
    startedAt: at,
    durationMs: 0,
    retries: 0,
    outputs: null,
    handles: [],
    writes: noWrites,
    error: null,
    usage: null,
    summary: null,
    content: null,
    thought: null,
    notes: [],
  };
}
