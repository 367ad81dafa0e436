// Brings a fresh scheduler to where the stored log of a run ends, by following the ends of its nodes in the order in
// which they happened. Each way and each turn is decided again with exactly what was visible then. On a new run it
// finds the start.

import type { PlanNode } from "../graph/plan";
import { isActivity } from "../run-log/activity-path";
import type { LargeValues } from "../run-log/events";
import type { NodeState } from "../run-log/state";
import type { JsonObject } from "../shared/json";
import { checkJson } from "./check-json";
import { isStopCode, stopError } from "./failure";
import type { Consequences } from "./readiness";
import type { Run } from "./run";
import type { Scheduler } from "./scheduler";
import type { ScopeRun } from "./scope-run";
import { loadForReplay } from "./stored-values";

/**
 * Replays the log and goes on from there; stops the run where the log tells that it stops. Takes time only where values
 * of the log have to be read first.
 */
export function replay(scheduler: Scheduler): Promise<void> | null {
  const { run, root } = scheduler;
  run.replaying = true;
  const first: Consequences = { ready: [], skipped: [] };
  root.readiness.begin(first);
  for (const node of first.ready) scheduler.enqueue(root, node);
  const past = pastOf(run);
  if (run.hasStoredValues) return replayReading(scheduler, past);
  for (const node of past) {
    const plan = run.plan.nodes.get(node.nodeId);
    if (plan) replayNode(scheduler, plan, node);
    if (run.closed) return null;
  }
  finishReplay(scheduler);
  return null;
}

/** The same, with everything read before it is needed; lost by a process that can't read it. */
async function replayReading(scheduler: Scheduler, past: readonly NodeState[]): Promise<void> {
  const { run } = scheduler;
  for (const node of past) {
    const plan = run.plan.nodes.get(node.nodeId);
    if (!plan) continue;
    run.horizon = node.seq ?? 0;
    try {
      if (!isActivity(node.path)) await loadForReplay(run, node.path, plan);
    } catch {
      run.close("interrupted");
    }
    if (run.closed) return;
    replayNode(scheduler, plan, node);
    if (run.closed) return;
  }
  finishReplay(scheduler);
}

function replayNode(scheduler: Scheduler, plan: PlanNode, node: NodeState): void {
  const { run } = scheduler;
  if (isActivity(node.path)) {
    scheduler.executions += 1;
    if (node.outputs) run.keep(node.path, bytesOf(node.outputs, node.large));
    return;
  }
  run.horizon = node.seq ?? 0;
  const scope = findScope(scheduler, node.path);
  if (node.endedAt === null) {
    scheduler.executions += 1;
    if (scope) scheduler.resumeContainer(scope, plan, node, false);
    return;
  }
  follow(scheduler, scope, plan, node);
  if (scope) run.releaseInputs(node.path);
  else run.release(node.path);
}

function finishReplay(scheduler: Scheduler): void {
  const { run } = scheduler;
  run.horizon = Number.POSITIVE_INFINITY;
  run.replaying = false;
  scheduler.proceed();
}

/** Ended nodes in the order of their ends, and among them the starts of containers that have not ended. */
function pastOf(run: Run): NodeState[] {
  const { nodes, ends } = run.state;
  const past = ends.flatMap((path) => nodes.get(path) ?? []);
  const open: NodeState[] = [];
  for (const node of nodes.values()) {
    if (node.status === "running" && node.seq !== null && run.plan.nodes.get(node.nodeId)?.container) open.push(node);
  }
  return open.length === 0 ? past : [...past, ...open].sort((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
}

function follow(scheduler: Scheduler, scope: ScopeRun | null, plan: PlanNode, node: NodeState): void {
  const { run } = scheduler;
  if (node.status === "skipped") {
    if (scope) scheduler.followSkipped(scope, plan);
    return;
  }
  run.setVars(node.writes);
  if (scope && node.status === "succeeded" && node.outputs) run.keep(node.path, bytesOf(node.outputs, node.large));
  scheduler.executions += 1 + node.retries;
  if (plan.speaks && node.content !== "") sayAgain(scheduler, scope, plan, node);
  const { error } = node;
  if (error && isStopCode(error.code)) {
    scheduler.stop(error.code === "run_cancelled" ? "cancelled" : "failed", stopError(error.code));
  } else if (scope && error?.code === "turn_over") {
    scheduler.turns.forget(node.path);
    scheduler.turns.noteLate(scope);
  } else if (scope) scheduler.follow(scope, plan, node);
}

/** As they counted when the node ended. */
function bytesOf(outputs: JsonObject, large: LargeValues | undefined): number {
  const checked = checkJson(outputs, Number.POSITIVE_INFINITY);
  const elsewhere = Object.values(large?.outputs ?? {}).reduce((sum, { bytes }) => sum + bytes, 0);
  return (checked.ok ? checked.bytes : 0) + elsewhere;
}

/** What a node said in a turn that was over by then comes after everything else of that turn. */
function sayAgain(scheduler: Scheduler, scope: ScopeRun | null, plan: PlanNode, node: NodeState): void {
  const { run, turns, root } = scheduler;
  const text = { path: node.path, attempt: node.attempt, text: node.content };
  if (scope) {
    run.texts.say(scope.answers, plan.speakerIndex, text);
    return;
  }
  for (let path = node.path; path.includes("/"); ) {
    const { containerPath, turn } = turnAround(path);
    const container = turns.containers.get(containerPath);
    if (container) {
      run.texts.say(container.turns, turn, text);
      return;
    }
    path = containerPath;
    const around = turns.scopes.get(prefixOf(path));
    const speaker = run.plan.nodes.get(run.state.nodes.get(path)?.nodeId ?? "");
    if (around && speaker) {
      run.texts.say(around.answers, speaker.speakerIndex, text);
      return;
    }
  }
  run.texts.say(root.answers, -1, text);
}

/**
 * The open scope that a node lies in; null where that is over. The start of a container that has ended is not in the
 * state any more, so such a one begins when the first end inside of it is met, which proves that its first turn did.
 */
function findScope(scheduler: Scheduler, path: string): ScopeRun | null {
  const { turns, run } = scheduler;
  const closed: string[] = [];
  let prefix = prefixOf(path);
  while (!turns.scopes.has(prefix)) {
    closed.push(prefix);
    prefix = prefixOf(turnAround(prefix).containerPath);
  }
  for (let inner = closed.pop(); inner !== undefined; inner = closed.pop()) {
    const { containerPath } = turnAround(inner);
    const around = turns.scopes.get(prefixOf(containerPath));
    const known = run.state.nodes.get(containerPath);
    const plan = known && run.plan.nodes.get(known.nodeId);
    if (!around || !known || !plan?.container || turns.containers.has(containerPath)) return null;
    if ((plan.node.parentId ?? null) !== around.plan.containerId || around.readiness.hasEnded(plan)) return null;
    scheduler.resumeContainer(around, plan, known, true);
    if (!turns.scopes.has(inner)) return null;
  }
  return turns.scopes.get(prefixOf(path)) ?? null;
}

function prefixOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/", path.length - 2) + 1);
}

function turnAround(path: string): { containerPath: string; turn: number } {
  const prefix = path.endsWith("/") ? path : prefixOf(path);
  const at = prefix.lastIndexOf("[");
  return { containerPath: prefix.slice(0, at), turn: Number(prefix.slice(at + 1, -2)) };
}
