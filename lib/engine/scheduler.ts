// Decides which node of a run starts when: as soon as its ways are decided, in plan order, never more at once than the
// run may. Hears of ends and waits, emits them, and ends or pauses the run when nothing is left to do.

import type { PlanEdge, PlanNode } from "../graph/plan";
import { isActivity, ownerOf } from "../run-log/activity-path";
import type { RunEndStatus, RunError, Wait } from "../run-log/events";
import type { NodeState } from "../run-log/state";
import { isJsonObject, type JsonObject } from "../shared/json";
import type { ContainerRun } from "./container-run";
import { endRun, finishRun, pauseRun } from "./end-run";
import { inFlightFailure, isStopCode, stopError, turnOverError } from "./failure";
import { listInside } from "./list-inside";
import { endedEvent, pausedEvent, skippedEvent } from "./node-events";
import type { Consequences } from "./readiness";
import { ReadyQueue } from "./ready-queue";
import { isWayOpen } from "./resolve-node";
import type { Run } from "./run";
import {
  endFailed,
  endSucceeded,
  type NodeHost,
  pauseBefore,
  resumeNode,
  startContainer,
  startNode,
  stopNode,
  stoppedEnding,
} from "./run-node";
import { openRootScope, pathOf, type ScopeRun } from "./scope-run";
import { loadForStart } from "./stored-values";
import { type Ending, newTask, type Task } from "./task";
import { Turns, type TurnsHost } from "./turns";

/** Bytes of outputs that were told and not dealt with, beyond which no further node starts. */
const maxUnheardBytes = 8_388_608;

interface ReadyNode {
  order: number;
  index: number;
  scope: ScopeRun;
  node: PlanNode;
  /** What ended its wait. */
  answer?: JsonObject;
}

/** A node that is in the log and not at work in this process: it waits, or an earlier owner had started it. */
interface IdleNode {
  scope: ScopeRun;
  plan: PlanNode;
}

export class Scheduler implements NodeHost, TurnsHost {
  readonly run: Run;
  readonly root: ScopeRun;
  readonly turns: Turns;
  /** Tries of this and earlier owners. */
  executions = 0;
  private readonly queue = new ReadyQueue<ReadyNode>();
  private readonly live = new Set<Task>();
  private readonly idle = new Map<string, IdleNode>();
  private readonly answers: Map<string, JsonObject>;
  /** Containers that are done, in the order in which they were; their ends are next. */
  private readonly done: { container: ContainerRun; error: RunError | null }[] = [];
  /** What the log does not have yet of what followed from its last events. */
  private readonly missing: (() => void)[] = [];
  /** Nodes that start as soon as values of the log have been read. */
  private loading = 0;
  private isPumping = false;
  private isStopping = false;

  constructor(run: Run) {
    this.run = run;
    this.root = openRootScope(run);
    this.turns = new Turns(this, this.root);
    this.answers = new Map(run.start.answers);
    run.abort.signal.addEventListener("abort", () => {
      for (const task of this.live) task.controller?.abort(run.abort.signal.reason);
    });
  }

  enqueue(scope: ScopeRun, node: PlanNode): void {
    // What has happened by the end of the log does not happen again.
    if (this.run.replaying && this.isInLog(pathOf(scope, node), node)) return;
    this.queue.push({ order: scope.order, index: node.index, scope, node });
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
    run.emit(endedEvent(run, task, ending));
    run.releaseInputs(task.path);
    run.setVars(ending.writes);
    if (this.isStopping || task.scope.over) return;
    this.follow(task.scope, task.plan, ending);
    this.pump();
  }

  nodePaused(task: Task, wait: Wait): void {
    this.live.delete(task);
    this.run.emit(pausedEvent(this.run, task, wait));
    this.idle.set(task.path, { scope: task.scope, plan: task.plan });
    this.wakeIdle(task.path);
    this.pump();
  }

  containerDone(container: ContainerRun, error: RunError | null): void {
    // In a replay the log has the end, or it is told afterwards.
    if (!this.run.replaying || !this.hasEndInLog(container.task.path)) this.done.push({ container, error });
  }

  takeAnswer(path: string): JsonObject | null {
    const answer = this.answers.get(path) ?? null;
    this.answers.delete(path);
    return answer;
  }

  endActivities(path: string, error: RunError): void {
    for (const activity of this.run.activitiesOf(path)) {
      const known = this.run.state.nodes.get(activity);
      const plan = known && this.run.plan.nodes.get(known.nodeId);
      if (plan && (known.status === "running" || known.status === "paused")) this.tellStopped(known, plan, error);
      this.answers.delete(activity);
    }
  }

  /** What ends the wait of a node; kept for one that has yet to wait. */
  answer(path: string, answer: JsonObject): void {
    if (this.run.closed) return;
    this.answers.set(path, answer);
    if (this.wakeIdle(path)) this.pump();
  }

  /** Goes on in a scope from the end of one of its nodes. */
  follow(scope: ScopeRun, plan: PlanNode, { handles, error }: Pick<Ending, "handles" | "error">): void {
    endSpeaking(scope, plan);
    if (plan.container) this.turns.forget(pathOf(scope, plan));
    if (error && endsScope(this.run, plan)) {
      this.failScope(scope, error);
      return;
    }
    const { role } = plan;
    if (scope.turn && !error && (role === "break" || role === "continue")) {
      scope.readiness.endSkipped(plan);
      this.turns.endTurn(scope, { by: role });
      return;
    }
    const consequences: Consequences = { ready: [], skipped: [] };
    let fault: RunError | null = null;
    const isTaken = (edge: PlanEdge) => {
      if (!handles.includes(edge.sourceHandle)) return false;
      const open = isWayOpen(scope, edge);
      if (typeof open === "boolean") return open;
      fault ??= open;
      return false;
    };
    scope.readiness.end(plan, isTaken, consequences);
    if (fault) {
      this.failScope(scope, fault);
      return;
    }
    for (const node of consequences.skipped) {
      if (!this.run.replaying) this.skip(scope, node);
      else if (!this.hasEndInLog(pathOf(scope, node))) this.missing.push(() => this.skip(scope, node));
    }
    for (const node of consequences.ready) this.enqueue(scope, node);
    this.endWhereDone(scope);
  }

  /** A skipped node that the log has. */
  followSkipped(scope: ScopeRun, plan: PlanNode): void {
    scope.readiness.endSkipped(plan);
    endSpeaking(scope, plan);
    this.endWhereDone(scope);
  }

  /** The past has been replayed: tells what the log does not have yet, and goes on. */
  proceed(): void {
    const { run } = this;
    this.isPumping = true;
    for (const node of [...run.state.nodes.values()]) {
      if (node.status !== "running" && node.status !== "paused") continue;
      const plan = run.plan.nodes.get(node.nodeId);
      if (!plan || this.turns.containers.has(node.path)) continue;
      const scope = this.turns.scopes.get(node.path.slice(0, node.path.lastIndexOf("/") + 1));
      if (isActivity(node.path)) {
        // Its node goes on with it, where that can still be run.
        if (!scope) this.tellStopped(node, plan, turnOverError());
        else this.executions += 1;
        continue;
      }
      if (scope) this.idle.set(node.path, { scope, plan });
      else this.tellStopped(node, plan, turnOverError());
      if (node.wait && node.wait.kind !== "breakpoint") this.executions += 1;
    }
    for (const tell of this.missing.splice(0)) tell();
    this.turns.wake();
    for (const path of this.idle.keys()) this.wakeIdle(path);
    this.isPumping = false;
    this.pump();
  }

  /** Ends the run before all of its nodes have: those that run are stopped, and what was said is kept. */
  stop(status: RunEndStatus, error: RunError): void {
    const { run } = this;
    if (run.closed || this.isStopping) return;
    this.isStopping = true;
    run.replaying = false;
    run.horizon = Number.POSITIVE_INFINITY;
    const cause = isStopCode(error.code) ? error : stopError("run_cancelled");
    for (const task of [...this.live]) stopNode(this, task, cause);
    // Starts and waits that an earlier owner stored, and whose end it did not live to see; containers come after them.
    for (const node of [...run.state.nodes.values()].reverse()) {
      const plan = run.plan.nodes.get(node.nodeId);
      if (!plan || (node.status !== "running" && node.status !== "paused")) continue;
      const container = this.turns.containers.get(node.path);
      if (container) stopNode(this, container.task, cause);
      else this.tellStopped(node, plan, cause);
    }
    this.turns.finishSpeaking();
    endRun(run, this.root, status, error);
  }

  /** Stops and forgets everything that goes on in a scope: its turn is over. */
  clear(scope: ScopeRun): void {
    const inside = listInside(scope, this.live, this.turns.containers.values());
    for (const { scope: inner } of inside.scopes) inner.over = true;
    for (const { task } of inside.tasks) stopNode(this, task, turnOverError());
    for (const [path, { scope: around, plan }] of [...this.idle]) {
      const node = this.run.state.nodes.get(path);
      if (!around.over || !node) continue;
      this.idle.delete(path);
      this.tellStopped(node, plan, turnOverError());
    }
    for (const { container } of inside.containers.reverse()) {
      this.turns.forget(container.task.path);
      if (!this.run.replaying) stopNode(this, container.task, turnOverError());
    }
  }

  pump(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    const { run } = this;
    while (!run.closed) {
      if (this.done.length > 0) {
        this.endNextContainer();
        continue;
      }
      if (this.live.size + this.loading >= run.limits.maxConcurrency) break;
      // A run never gets further ahead of its log than this, or all of it would wait in memory to be stored.
      if (run.unheardBytes > maxUnheardBytes) break;
      const next = this.queue.pop();
      if (!next) break;
      this.startOne(next);
    }
    this.isPumping = false;
    const left = this.live.size + this.queue.size + this.loading + this.turns.resting;
    if (left === 0 && !run.closed) this.finish();
  }

  /** Starts a node once everything that it reads is there; false where that takes time. */
  private readFirst(ready: ReadyNode): boolean {
    const { run } = this;
    const loads = run.hasStoredValues ? loadForStart(run, pathOf(ready.scope, ready.node), ready.node) : null;
    if (!loads) return true;
    this.loading += 1;
    const goOn = () => {
      this.loading -= 1;
      this.queue.push(ready);
      this.pump();
    };
    loads.then(goOn).catch(() => run.close("interrupted"));
    return false;
  }

  private startOne(ready: ReadyNode): void {
    const { scope, node: plan, answer } = ready;
    const path = pathOf(scope, plan);
    const known = this.run.state.nodes.get(path);
    // Its turn may have ended since it was queued, or it may have been answered twice.
    if (scope.over || !this.readFirst(ready)) return;
    if (answer) {
      if (known?.status === "paused") this.goOn(scope, plan, known, answer);
      return;
    }
    if (this.idle.size > 0) this.idle.delete(path);
    const isRepeated = known?.status === "running" && known.seq !== null;
    // Its start was stored and its end was not: the effect may have happened.
    if (isRepeated && plan.node.policy?.onCrash === "fail") {
      endFailed(this, this.takeOver(known, plan, scope), inFlightFailure({ nodeId: plan.id, path }));
      return;
    }
    const { clock } = this.run.ports;
    const moment = { now: clock.now(), monotonic: clock.monotonic() };
    const task = newTask(scope, plan, path, (known?.attempt ?? 0) + 1, moment);
    const given = this.run.start.given?.get(path) ?? null;
    if (known === undefined && this.run.start.breakpoints?.has(plan.id)) {
      const released = this.answers.get(path);
      this.answers.delete(path);
      if (!released) {
        pauseBefore(this, task, given);
        return;
      }
      task.edits = editsOf(released);
    }
    this.begin(task, isRepeated ? known.inputs : given);
  }

  /** Goes on with a node whose wait is over; one that had not started yet starts now. */
  private goOn(scope: ScopeRun, plan: PlanNode, known: NodeState, answer: JsonObject): void {
    this.idle.delete(known.path);
    const task = this.takeOver(known, plan, scope);
    if (known.wait?.kind !== "breakpoint") {
      task.answer = answer;
      this.live.add(task);
      resumeNode(this, task);
      return;
    }
    task.edits = editsOf(answer);
    this.begin(task, known.inputs);
  }

  private begin(task: Task, known: JsonObject | null): void {
    if (task.plan.container === null) {
      this.live.add(task);
      startNode(this, task, known);
    } else if (startContainer(this, task, known)) this.turns.begin(task);
  }

  /** A start of an earlier owner, or one that waited, to be gone on with or ended in its place. */
  private takeOver(known: NodeState, plan: PlanNode, scope: ScopeRun): Task {
    const { clock } = this.run.ports;
    const workedMs = known.durationMs ?? Math.max(0, clock.now() - known.startedAt);
    const moment = { now: known.startedAt, monotonic: clock.monotonic() - workedMs };
    const task = newTask(scope, plan, known.path, known.attempt, moment);
    task.inputs = known.inputs;
    return task;
  }

  /** Goes on with a container whose start the log has. */
  resumeContainer(scope: ScopeRun, plan: PlanNode, known: NodeState, isProven: boolean): void {
    const { run } = this;
    const task = this.takeOver(known, plan, scope);
    // How long it waited meanwhile is not known; it can't have worked longer than the run.
    const workedMs = Math.min(run.ports.clock.now() - known.startedAt, run.elapsedMs());
    task.begunAt = run.ports.clock.monotonic() - Math.max(0, workedMs);
    this.turns.begin(task, isProven);
  }

  /** Ends in the log what this process never had at work. */
  private tellStopped(known: NodeState, plan: PlanNode, error: RunError): void {
    this.endActivities(known.path, error);
    const task = this.takeOver(known, plan, this.root);
    const event = endedEvent(this.run, task, stoppedEnding(task, error));
    const inputs = known.large?.inputs;
    this.run.emit({
      ...event,
      name: known.name,
      nodeType: known.nodeType,
      renderMode: known.renderMode,
      usage: event.usage ?? known.usage,
      content: known.content || null,
      thought: known.thought || null,
      ...(known.outer ? { outer: known.outer } : {}),
      ...(inputs ? { large: { inputs } } : {}),
    });
  }

  private endNextContainer(): void {
    const done = this.done.shift();
    if (!done) return;
    const { task, work } = done.container;
    if (done.error) endFailed(this, task, done.error);
    else endSucceeded(this, task, work.outputs());
  }

  /** Queues a node that waits and whose answer is there. */
  private wakeIdle(place: string): boolean {
    const path = ownerOf(place) ?? place;
    const idle = this.idle.get(path);
    const known = this.run.state.nodes.get(path);
    if (!idle || known?.status !== "paused") return false;
    const answer = known.wait?.kind === "activities" ? this.answerOfActivities(path) : this.takeAnswer(path);
    if (!answer) return false;
    const { scope, plan } = idle;
    this.queue.push({ order: scope.order, index: plan.index, scope, node: plan, answer });
    return true;
  }

  /** Not an answer itself, which its activity takes: that there is one, or that one was taken when a process died. */
  private answerOfActivities(path: string): JsonObject | null {
    const { nodes } = this.run.state;
    const pausedAt = nodes.get(path)?.seq ?? 0;
    for (const activity of this.run.activitiesOf(path)) {
      const known = nodes.get(activity);
      const isAnswered = known?.status === "paused" && this.answers.has(activity);
      if (isAnswered || (known?.seq ?? 0) > pausedAt) return {};
    }
    return null;
  }

  private skip(scope: ScopeRun, plan: PlanNode): void {
    if (scope.over) return;
    this.run.emit(skippedEvent(this.run, scope, plan));
    this.followSkipped(scope, plan);
  }

  private endWhereDone(scope: ScopeRun): void {
    if (scope.turn && scope.readiness.done) this.turns.endTurn(scope, { by: "done" });
  }

  private failScope(scope: ScopeRun, error: RunError): void {
    if (scope.turn) this.turns.endTurn(scope, { by: "failure", error });
    else this.stop("failed", error);
  }

  /** Whether a node has ended, waits, or is a container that was begun. */
  private isInLog(path: string, plan: PlanNode): boolean {
    const known = this.run.state.nodes.get(path);
    if (!known) return false;
    return known.status !== "running" || (plan.container !== null && known.seq !== null);
  }

  private hasEndInLog(path: string): boolean {
    return (this.run.state.nodes.get(path)?.endedAt ?? null) !== null;
  }

  /** Nothing runs and nothing is ready. */
  private finish(): void {
    const waitOf = (path: string) => this.run.state.nodes.get(path)?.wait ?? [];
    const waits = [...this.idle.keys()].flatMap((path) => [path, ...this.run.activitiesOf(path)].flatMap(waitOf));
    if (waits.length > 0) pauseRun(this.run, waits);
    else finishRun(this.run, this.root, (error) => this.stop("failed", error));
  }
}

/** Whether a failure of a node is one of its scope: neither the node nor the graph says how to go on. */
function endsScope(run: Run, plan: PlanNode): boolean {
  const onError = plan.node.policy?.onError ?? "stop";
  return onError === "stop" && run.plan.settings.onError !== "continue";
}

/** A container speaks by what is in it, so its end may be what others wait for. */
function endSpeaking(scope: ScopeRun, plan: PlanNode): void {
  if (plan.speakerIndex >= 0) scope.answers.end(plan.speakerIndex);
}

/** What somebody changed about a node's inputs while it waited before its start. */
function editsOf(answer: JsonObject): JsonObject | null {
  return isJsonObject(answer.inputs) ? answer.inputs : null;
}
