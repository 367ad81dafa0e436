// The open containers of a run and their turns: opens turns as their container decides, ends them, and tells the
// scheduler when a container itself ends. Runs no node.

import type { PlanNode } from "../graph/plan";
import type { RunError } from "../run-log/events";
import { AnswerOrder } from "./answer-order";
import { type ContainerRun, type TurnEnd, workOf } from "./container-run";
import { timeoutFailure } from "./failure";
import type { Consequences } from "./readiness";
import type { Run } from "./run";
import { openTurnScope, pathOf, type ScopeRun } from "./scope-run";
import type { Task } from "./task";

/** Turns that open before everything else gets a chance: a loop must not hold up its process. */
const turnsBeforeRest = 256;

/** What turns need of the scheduler. */
export interface TurnsHost {
  run: Run;
  /** A node of a turn may start. */
  enqueue(scope: ScopeRun, node: PlanNode): void;
  /** Stops and forgets everything that goes on in a scope. */
  clear(scope: ScopeRun): void;
  /** A container has nothing left to do, or failed. */
  containerDone(container: ContainerRun, error: RunError | null): void;
  /** Goes on after something happened outside of any node. */
  pump(): void;
}

export class Turns {
  /** Containers that have begun and whose end was not told yet, by path, in the order of their beginning. */
  readonly containers = new Map<string, ContainerRun>();
  /** Turns that go on, by the prefix of their paths; the root under the empty one. */
  readonly scopes = new Map<string, ScopeRun>();
  private readonly owners = new Map<ScopeRun, ContainerRun>();
  private count = 0;
  private sinceRest = 0;
  /** Containers of which a turn is due. */
  resting = 0;

  constructor(
    private readonly host: TurnsHost,
    root: ScopeRun,
  ) {
    this.scopes.set(root.prefix, root);
  }

  /** Begins a container; `isProven` where a log tells that its first turn was opened. */
  begin(task: Task, isProven = false): void {
    const { plan, path, scope } = task;
    const { children, container: spec } = plan;
    if (!children || !spec) return;
    const container: ContainerRun = {
      task,
      children,
      turns: new AnswerOrder((text) => scope.answers.say(plan.speakerIndex, text)),
      work: workOf(task, plan, spec, this.host.run.limits.maxOutputBytes),
      open: new Map(),
      opened: 0,
      last: null,
      resting: false,
      late: false,
      over: false,
    };
    this.containers.set(path, container);
    const refusal = container.work.refuse();
    if (refusal) this.fail(container, refusal);
    else if (this.host.run.replaying) {
      // Turns in which nothing runs left no trace; they are gone through when the past is over.
      if (children.nodes.length > 0) this.goOn(container, isProven);
    } else {
      this.keepTime(container);
      this.goOn(container, isProven);
    }
  }

  /** The past has been replayed: what is open goes on. */
  wake(): void {
    for (const container of [...this.containers.values()]) {
      if (container.over) continue;
      if (container.late) this.failLate(container);
      else {
        this.keepTime(container);
        this.goOn(container, false);
      }
    }
  }

  /**
   * In the past a node was stopped because its turn was over, and nothing before tells why: so the time of a container
   * around it was, the only reason that is no event of a node.
   */
  noteLate(scope: ScopeRun): void {
    for (let at: ScopeRun | null = scope; at; at = at.parent) {
      const container = this.owners.get(at);
      if (container?.task.plan.node.policy?.timeoutMs === undefined) continue;
      container.late = true;
      return;
    }
  }

  /** A turn has ended; whatever else goes on in it is stopped. */
  endTurn(scope: ScopeRun, end: TurnEnd): void {
    const container = this.owners.get(scope);
    if (!container || scope.over) return;
    this.settle(container, scope, end);
    this.goOn(container, false);
  }

  /** Fails a container, whatever of it still goes on. */
  fail(container: ContainerRun, error: RunError): void {
    if (container.over) return;
    container.over = true;
    this.closeTurns(container);
    this.host.containerDone(container, error);
  }

  /** Forgets a container that has ended. */
  forget(path: string): void {
    const container = this.containers.get(path);
    if (!container) return;
    container.over = true;
    this.closeTurns(container);
    this.release(container.last);
    this.containers.delete(path);
  }

  /** Forgets a turn: nothing of it goes on any more. */
  drop(scope: ScopeRun): void {
    scope.over = true;
    scope.answers.finish();
    this.scopes.delete(scope.prefix);
    const owner = this.owners.get(scope);
    this.owners.delete(scope);
    if (scope.turn) owner?.open.delete(scope.turn.index);
  }

  /** Lets everything be told that waits for its turn somewhere. */
  finishSpeaking(): void {
    // Later ones may lie in earlier ones.
    for (const container of [...this.containers.values()].reverse()) {
      for (const scope of container.open.values()) scope.answers.finish();
      container.turns.finish();
    }
  }

  private closeTurns(container: ContainerRun): void {
    for (const [, scope] of [...container.open].sort((a, b) => a[0] - b[0])) {
      this.host.clear(scope);
      this.drop(scope);
      this.release(scope);
    }
    container.turns.finish();
  }

  private settle(container: ContainerRun, scope: ScopeRun, end: TurnEnd): void {
    if (!scope.readiness.done) this.host.clear(scope);
    this.drop(scope);
    if (scope.turn) container.turns.end(scope.turn.index);
    if (container.last?.prefix !== scope.prefix) this.release(container.last);
    container.last = scope;
    const error = container.work.take(scope, end);
    if (error) this.fail(container, error);
  }

  /** Opens what may be opened; a loop instead of recursion, since turns may end at once. */
  private goOn(container: ContainerRun, isProven: boolean): void {
    while (!container.over && !container.resting) {
      container.last ??= this.makeTurn(container, 0);
      const next = container.work.next(container.opened, container.open.size, container.last, isProven);
      if (next === "wait") return;
      if (next === "end") {
        container.over = true;
        this.host.containerDone(container, null);
        return;
      }
      if (next !== "open") {
        this.fail(container, next.error);
        return;
      }
      // Rested only after the decision, which belongs to the moment that brought it about.
      if (this.mustRest()) this.rest(container);
      else this.openTurn(container);
    }
  }

  /** What the nodes of a turn gave is read by nobody once it is over and its container has decided what comes next. */
  private release(scope: ScopeRun | null): void {
    if (!scope?.over) return;
    for (const node of scope.plan.nodes) this.host.run.release(pathOf(scope, node));
  }

  private openTurn(container: ContainerRun): void {
    this.release(container.last);
    const index = container.opened;
    container.opened += 1;
    const scope = this.makeTurn(container, index);
    this.scopes.set(scope.prefix, scope);
    this.owners.set(scope, container);
    container.open.set(index, scope);
    const first: Consequences = { ready: [], skipped: [] };
    scope.readiness.begin(first);
    for (const node of first.ready) this.host.enqueue(scope, node);
    if (scope.plan.nodes.length === 0) this.settle(container, scope, { by: "done" });
  }

  private makeTurn(container: ContainerRun, index: number): ScopeRun {
    const { task, children, turns, work } = container;
    this.count += 1;
    return openTurnScope(this.host.run, task.scope, {
      container: task.plan,
      children,
      index,
      values: work.valuesOf(index),
      order: this.count,
      turns,
    });
  }

  private mustRest(): boolean {
    if (this.host.run.replaying) return false;
    this.sinceRest += 1;
    return this.sinceRest > turnsBeforeRest;
  }

  private rest(container: ContainerRun): void {
    container.resting = true;
    this.resting += 1;
    this.host.run.deadlines.add(0, () => {
      this.sinceRest = 0;
      this.resting -= 1;
      container.resting = false;
      if (!container.over) {
        this.openTurn(container);
        this.goOn(container, false);
      }
      this.host.pump();
    });
  }

  private keepTime(container: ContainerRun): void {
    const { task } = container;
    const timeoutMs = task.plan.node.policy?.timeoutMs;
    if (timeoutMs === undefined) return;
    task.deadline = this.host.run.deadlines.add(timeoutMs, () => {
      this.failLate(container);
      this.host.pump();
    });
  }

  private failLate(container: ContainerRun): void {
    const { plan, path } = container.task;
    this.fail(container, timeoutFailure(plan.node.policy?.timeoutMs ?? 0, { nodeId: plan.id, path }));
  }
}
