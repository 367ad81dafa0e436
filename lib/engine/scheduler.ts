// Decides which node of a run starts when: as soon as its ways are decided, in plan order, never more at once than the
// run may. Hears of ends, emits them, and ends the run when nothing is left to do or something stops it.

import type { PlanEdge, PlanNode } from "../graph/plan";
import type { RunEndStatus, RunError } from "../run-log/events";
import type { NodeState } from "../run-log/state";
import { countTotals } from "../run-log/totals";
import { answerText } from "../run-log/transcript";
import { inFlightFailure, isStopCode, stopError } from "./failure";
import { endedEvent, skippedEvent } from "./node-events";
import type { Consequences } from "./readiness";
import { ReadyQueue } from "./ready-queue";
import { isWayOpen } from "./resolve-node";
import type { Run } from "./run";
import { endFailed, type NodeHost, startNode, stopNode } from "./run-node";
import { openRootScope, pathOf, type ScopeRun } from "./scope-run";
import { type Ending, newTask, type Task } from "./task";

interface ReadyNode {
  order: number;
  scope: ScopeRun;
  node: PlanNode;
}

export class Scheduler implements NodeHost {
  readonly run: Run;
  readonly root: ScopeRun;
  /** Tries of this and earlier owners. */
  executions = 0;
  private readonly queue = new ReadyQueue<ReadyNode>();
  private readonly live = new Set<Task>();
  private isPumping = false;
  private isStopping = false;

  constructor(run: Run) {
    this.run = run;
    this.root = openRootScope(run);
    run.abort.signal.addEventListener("abort", () => {
      for (const task of this.live) task.controller?.abort(run.abort.signal.reason);
    });
  }

  /** Starts what the nodes that ended so far have made possible. */
  proceed(scope: ScopeRun, consequences: Consequences): void {
    for (const node of consequences.skipped) this.skip(scope, node);
    for (const node of consequences.ready) this.queue.push({ order: node.index, scope, node });
    this.pump();
  }

  mayTry(): boolean {
    const max = this.run.limits.maxNodeExecutions;
    if (this.executions < max) {
      this.executions += 1;
      return true;
    }
    this.stop("failed", stopError("run_limit_reached", { maxNodeExecutions: max }));
    return false;
  }

  nodeEnded(task: Task, ending: Ending): void {
    this.live.delete(task);
    const { run } = this;
    const { scope, plan } = task;
    run.emit(endedEvent(run, task, ending));
    run.setVars(ending.writes);
    if (this.isStopping) return;
    endSpeaking(scope, plan);
    if (ending.error && endsRun(run, plan)) {
      this.stop("failed", ending.error);
      return;
    }
    const consequences = this.follow(scope, plan, ending.handles);
    if (consequences) this.proceed(scope, consequences);
  }

  /** Decides the ways out of a node that ended; null where that stopped the run. */
  follow(scope: ScopeRun, node: PlanNode, handles: readonly string[]): Consequences | null {
    const consequences: Consequences = { ready: [], skipped: [] };
    let fault: RunError | null = null;
    const isTaken = (edge: PlanEdge) => {
      if (!handles.includes(edge.sourceHandle)) return false;
      const open = isWayOpen(scope, edge);
      if (typeof open === "boolean") return open;
      fault ??= open;
      return false;
    };
    scope.readiness.end(node, isTaken, consequences);
    if (!fault) return consequences;
    this.stop("failed", fault);
    return null;
  }

  /** Ends the run before all of its nodes have: those that run are stopped, and what was said is kept. */
  stop(status: RunEndStatus, error: RunError): void {
    if (this.run.closed || this.isStopping) return;
    this.isStopping = true;
    const cause = isStopCode(error.code) ? error : stopError("run_cancelled");
    for (const task of [...this.live]) stopNode(this, task, cause);
    // Starts that an earlier owner stored, and whose end it did not live to see.
    for (const node of [...this.run.state.nodes.values()]) {
      const plan = this.run.plan.nodes.get(node.nodeId);
      if (node.status === "running" && plan) stopNode(this, this.takeOver(node, plan), cause);
    }
    this.endRun(status, error);
  }

  private pump(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    while (this.live.size < this.run.limits.maxConcurrency && !this.run.closed) {
      const next = this.queue.pop();
      if (!next) break;
      this.startOne(next.scope, next.node);
    }
    this.isPumping = false;
    if (this.live.size === 0 && this.queue.size === 0 && !this.run.closed) this.finish();
  }

  private startOne(scope: ScopeRun, plan: PlanNode): void {
    const path = pathOf(scope, plan);
    const known = this.run.state.nodes.get(path);
    // Its start was stored and its end was not: the effect may have happened.
    if (known?.status === "running" && known.seq !== null && plan.node.policy?.onCrash === "fail") {
      endFailed(this, this.takeOver(known, plan), inFlightFailure({ nodeId: plan.id, path }));
      return;
    }
    const { clock } = this.run.ports;
    const moment = { now: clock.now(), monotonic: clock.monotonic() };
    const task = newTask(scope, plan, path, (known?.attempt ?? 0) + 1, moment);
    this.live.add(task);
    startNode(this, task);
  }

  /** The start of an earlier owner, to be ended in its place. */
  private takeOver(known: NodeState, plan: PlanNode): Task {
    const { clock } = this.run.ports;
    const monotonic = clock.monotonic() - Math.max(0, clock.now() - known.startedAt);
    const task = newTask(this.root, plan, known.path, known.attempt, { now: known.startedAt, monotonic });
    task.inputs = known.inputs;
    return task;
  }

  private skip(scope: ScopeRun, plan: PlanNode): void {
    this.run.emit(skippedEvent(this.run, scope, plan));
    scope.readiness.endSkipped(plan);
    endSpeaking(scope, plan);
  }

  /** Nothing runs and nothing is ready. */
  private finish(): void {
    const { readiness, plan } = this.root;
    if (plan.nodes.length === 0) {
      this.stop("failed", { code: "graph_invalid", message: "There is no start node, so there is nothing to run." });
      return;
    }
    if (!readiness.done) {
      const message = "Some nodes wait for each other, so that none of them can ever start.";
      this.stop("failed", { code: "graph_invalid", message });
      return;
    }
    const error = this.firstLeftFailure();
    const goals = plan.ends.length > 0 ? plan.ends : plan.nodes.filter((node) => node.outgoing.length === 0);
    const isReached = () => goals.some((node) => this.stateOf(node)?.status === "succeeded");
    if (error && !isReached()) this.endRun("failed", error);
    else this.endRun("succeeded", null);
  }

  /** The first failure that no policy of its node takes care of; there are such only where the graph says to go on. */
  private firstLeftFailure(): RunError | null {
    if (this.run.plan.settings.onError !== "continue") return null;
    for (const path of this.run.state.ends) {
      const node = this.run.state.nodes.get(path);
      const plan = node && this.run.plan.nodes.get(node.nodeId);
      if (node?.error && plan && (plan.node.policy?.onError ?? "stop") === "stop") return node.error;
    }
    return null;
  }

  private stateOf(node: PlanNode): NodeState | undefined {
    return this.run.state.nodes.get(pathOf(this.root, node));
  }

  private endRun(status: RunEndStatus, error: RunError | null): void {
    const { run, root } = this;
    root.answers.finish();
    const durationMs = run.elapsedMs();
    const ends = root.plan.ends.map((node) => this.stateOf(node));
    const reached = ends.filter((node) => node?.status === "succeeded");
    run.emit({
      type: "run.ended",
      seq: run.nextSeq(),
      at: run.ports.clock.now(),
      status,
      outputs: reached.length === 0 ? null : Object.assign({}, ...reached.map((node) => node?.outputs)),
      error,
      response: answerText(run.state),
      totals: countTotals(run.state, durationMs),
    });
    run.close(status);
  }
}

/** Whether a failure of a node is one of the run: neither the node nor the graph says how to go on. */
export function endsRun(run: Run, plan: PlanNode): boolean {
  const onError = plan.node.policy?.onError ?? "stop";
  return onError === "stop" && run.plan.settings.onError !== "continue";
}

/** A container speaks by what is in it, so its end may be what others wait for. */
function endSpeaking(scope: ScopeRun, plan: PlanNode): void {
  if (plan.speaks || plan.children !== null) scope.answers.end(plan);
}
