// One run while this process executes it: its state, the events that nobody has taken yet, and the numbers they get.
// Everything that happens goes through `emit`. Decides nothing about the order in which nodes run.

import type { Plan } from "../graph/plan";
import { ownerOf } from "../run-log/activity-path";
import { applyEvent } from "../run-log/apply-event";
import type { RunEvent } from "../run-log/events";
import type { RunState } from "../run-log/state";
import type { Json } from "../shared/json";
import { Deadlines } from "./deadlines";
import { HeldTexts } from "./held-texts";
import { limitsOf } from "./limits";
import type { EnginePorts, RunLimits, RunStart } from "./ports";

const nothing = {};
const none: readonly string[] = [];

export class Run {
  readonly plan: Plan;
  readonly state: RunState;
  readonly ports: EnginePorts;
  readonly start: RunStart;
  readonly limits: RunLimits;
  readonly deadlines: Deadlines;
  /** Aborted when the run stops, for whatever reason: the signal of every node without a time limit of its own. */
  readonly abort = new AbortController();
  /** Values of graph variables; replaced as a whole, so that a node keeps those it started with. */
  vars: Readonly<Record<string, Json>>;
  /** What speaking nodes have said and nobody has heard yet. */
  readonly texts: HeldTexts;
  /** Bytes of outputs that are kept, since something may still read them. */
  outputBytes = 0;
  /** Bytes of outputs that were told and that whoever executes the run has not dealt with yet. */
  unheardBytes = 0;
  /** Values of the log lie elsewhere until something needs them. */
  readonly hasStoredValues: boolean;
  /** The past is being replayed: nothing of it happens again, so nothing is emitted. */
  replaying = false;
  /** While the past is replayed: the sequence number up to which it is visible. */
  horizon = Number.POSITIVE_INFINITY;
  /** Nothing is emitted any more. */
  closed = false;
  /** A fault of the engine itself, to be thrown to who runs it. */
  fault: { error: unknown } | null = null;
  private readonly begunAt: number;
  /** Bytes of what each node gave, as far as it is kept. */
  private readonly kept = new Map<string, number>();
  /** Paths of the activities of nodes, by those of the nodes. */
  private readonly activities = new Map<string, Set<string>>();
  private events: RunEvent[] = [];
  private wake: (() => void) | null = null;

  constructor(plan: Plan, state: RunState, ports: EnginePorts, start: RunStart) {
    this.plan = plan;
    this.state = state;
    this.ports = ports;
    this.start = start;
    this.limits = limitsOf(plan, ports.limits);
    this.deadlines = new Deadlines(ports.clock, (error) => this.crash(error));
    this.texts = new HeldTexts(({ path, attempt, text }) => {
      // What had its turn in the past has been told then.
      if (!this.replaying) this.emit({ type: "node.text", path, attempt, channel: "message", text });
    });
    this.begunAt = ports.clock.monotonic();
    this.hasStoredValues = [...state.nodes.values()].some((node) => node.large !== undefined);
    for (const path of state.nodes.keys()) {
      const owner = ownerOf(path);
      if (owner !== null) this.noteActivity(owner, path);
    }
    const vars: Record<string, Json> = Object.create(null);
    for (const variable of plan.variables) vars[variable.name] = variable.default ?? null;
    for (const [name, value] of Object.entries(start.vars)) vars[name] = value;
    this.vars = vars;
  }

  /** Folds an event into the state and hands it out; it counts as having happened at once. */
  emit(event: RunEvent): void {
    if (this.closed) return;
    applyEvent(this.state, event);
    this.events.push(event);
    this.wakeUp();
  }

  /** The number of the next event that is stored. */
  nextSeq(): number {
    return this.state.lastSeq + 1;
  }

  /** Time spent on the run by this and earlier owners. */
  elapsedMs(): number {
    return Math.round((this.start.elapsedMs ?? 0) + this.ports.clock.monotonic() - this.begunAt);
  }

  /** Counts what a node gave as kept. */
  keep(path: string, bytes: number): void {
    this.kept.set(path, bytes);
    this.outputBytes += bytes;
  }

  /** Lets go of what ended nodes were given and gave; nothing can read it any more. */
  release(path: string): void {
    this.releaseInputs(path);
    const node = this.state.nodes.get(path);
    if (!node || node.endedAt === null) return;
    for (const activity of this.activitiesOf(path)) this.release(activity);
    if (node.outputs) node.outputs = nothing;
    if (node.large) delete node.large;
    node.notes = [];
    this.outputBytes -= this.kept.get(path) ?? 0;
    this.kept.delete(path);
  }

  /** Lets go of what an ended node was given: others read what it gave. */
  releaseInputs(path: string): void {
    const node = this.state.nodes.get(path);
    if (node && node.endedAt !== null) node.inputs = nothing;
  }

  noteActivity(owner: string, path: string): void {
    const known = this.activities.get(owner);
    if (known) known.add(path);
    else this.activities.set(owner, new Set([path]));
  }

  /** Paths of what the node at a path has begun, in their order. */
  activitiesOf(path: string): Iterable<string> {
    return this.activities.get(path) ?? none;
  }

  setVars(writes: Readonly<Record<string, Json>>): void {
    const names = Object.keys(writes);
    if (names.length === 0) return;
    const vars: Record<string, Json> = Object.assign(Object.create(null), this.vars);
    for (const name of names) vars[name] = writes[name] ?? null;
    this.vars = vars;
  }

  /** Ends everything in this process; whatever nodes still say is ignored from here on. */
  close(reason: unknown): void {
    if (this.closed) return;
    this.closed = true;
    this.deadlines.stop();
    this.abort.abort(reason);
    this.wakeUp();
  }

  /** Stops because the engine itself is at fault. */
  crash(error: unknown): void {
    this.fault ??= { error };
    this.close("interrupted");
  }

  /** What has happened since the last time. */
  take(): RunEvent[] {
    const events = this.events;
    if (events.length > 0) this.events = [];
    return events;
  }

  /** Resolves when something happens or the run is closed. */
  happening(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private wakeUp(): void {
    const wake = this.wake;
    this.wake = null;
    wake?.();
  }
}
