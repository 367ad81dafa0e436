// Executes one run in this process: takes the engine's events, has the durable ones stored, tells the others to whoever
// follows. The engine decides what happens next; here it is only made lasting and visible.

import { execute } from "../engine/execute";
import { defaultRunLimits, type EnginePorts, type NodeCall, type NodeResult, type RunLimits } from "../engine/ports";
import { log } from "../log";
import type { NodePaused, RunEnded, RunEvent, RunPaused } from "../run-log/events";
import type { RunState } from "../run-log/state";
import type { Clock } from "../shared/clock";
import { AppError, toAppError } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import type { AnswerFeed } from "./answer-feed";
import type { EventStore } from "./event-store";
import { LargeValueFilter } from "./large-values";
import type { LiveRun } from "./live-run";
import { rowOfEnd, rowOfPause, rowOfRunEnd, rowOfStart } from "./node-rows";
import { OpenWaits } from "./open-waits";
import { lastingVariables, type RunSpec, systemValuesOf } from "./run-spec";
import type { StoreValues } from "./run-values";
import type { RunWriter, WaitRows } from "./run-writer";
import { isAway } from "./until-available";
import { rowOfWait } from "./wait-rows";
import type { NodeRow } from "./write-statement";

export interface DrivePorts {
  clock: Clock;
  writer: RunWriter;
  events: EventStore;
  /** Stores values that are too large for rows, before the rows that name them. */
  storeValues: StoreValues;
  /** Reads one of them again, where a run goes on whose values lie elsewhere. */
  readLarge?: NonNullable<EnginePorts["readLarge"]>;
  /** Runs a node with the world it may see. */
  runNode(call: NodeCall): Promise<NodeResult>;
  secretMark(name: string): string | undefined;
  /** Tells what ends waits while the run is executed here. */
  answers: AnswerFeed;
  /** Whether nodes of the run have started others in this process. */
  hasStartedRuns?(): boolean;
  /** Asks for the end of everything that the run has started; durable when it resolves. */
  cancelChildren(runId: string): Promise<void>;
  /** Whether this process may still act for the run; told by a clock that never goes back. */
  holdsLease(): boolean;
  limits?: Partial<RunLimits>;
}

/** What a run goes on with that has a past; nothing for a new one. */
export interface Past {
  /** Time that it has worked; waiting is not counted. */
  elapsedMs: number;
  /** What has ended waits of its paused nodes, by path. */
  answers: ReadonlyMap<string, JsonObject>;
}

export const noPast: Past = { elapsedMs: 0, answers: new Map() };

/** Follows what is stored, for the engine to wait on. */
class StoredLog {
  private seen: number;
  private last: Promise<void>;
  private waiting: { seq: number; go: () => void }[] = [];

  /** Everything up to `seen` was stored by earlier owners. */
  constructor(accepted: Promise<void>, seen: number) {
    this.last = accepted;
    this.seen = seen;
  }

  /** Everything of the run up to `seq` has been handed to the writer, whose promise this is. */
  handedOver(seq: number, stored: Promise<void>): void {
    this.seen = Math.max(this.seen, seq);
    this.last = stored;
    // Whoever waits gets the rejection; nobody may be waiting.
    stored.catch(() => undefined);
    if (this.waiting.length === 0) return;
    const ready = this.waiting.filter((waiter) => waiter.seq <= this.seen);
    this.waiting = this.waiting.filter((waiter) => waiter.seq > this.seen);
    for (const waiter of ready) waiter.go();
  }

  /** The writer stores in order, so that the newest promise covers everything before. */
  async upTo(seq: number): Promise<void> {
    if (seq > this.seen) await new Promise<void>((go) => this.waiting.push({ seq, go }));
    await this.last;
  }
}

/** The model that a run used most recently, for its row. */
function modelOf(state: RunState): { model_id: string | null; model_name: string | null } {
  for (const path of [...state.ends].reverse()) {
    const usage = state.nodes.get(path)?.usage;
    if (usage?.modelId) return { model_id: usage.modelId, model_name: usage.modelName ?? null };
  }
  return { model_id: null, model_name: null };
}

/** How a run ends whose rows can't be stored as they are. */
function unstorableEnd(event: RunEvent | null, at: number, state: RunState, error: unknown): RunEnded {
  log.error({ err: error }, "a run could not be stored");
  const totals = { promptTokens: 0, completionTokens: 0, cost: 0, currency: null, nodeExecutions: 0, durationMs: 0 };
  return {
    type: "run.ended",
    seq: state.lastSeq + 1,
    at,
    status: "failed",
    outputs: null,
    error: { code: "internal", message: "What the run produced could not be stored." },
    response: "",
    totals: event?.type === "run.ended" ? event.totals : totals,
  };
}

/**
 * Executes the run from `state` until it has ended and its end is stored, until it waits and nothing else is left to do,
 * or until it must stop here without an end (its lease is lost, the process is going). Never throws.
 */
export async function driveRun(
  spec: RunSpec,
  live: LiveRun,
  state: RunState,
  stop: AbortController,
  ports: DrivePorts,
  { elapsedMs, answers }: Past = noPast,
): Promise<void> {
  const run = { id: spec.id, workspaceId: spec.workspaceId };
  const stored = new StoredLog(live.accepted, state.lastSeq);
  const begun = ports.clock.monotonic();
  const waits = new OpenWaits(spec.id, state, ports.answers);
  for (const path of answers.keys()) waits.close(path);
  live.accepted.catch(() => stop.abort("interrupted"));

  const enginePorts: EnginePorts = {
    clock: ports.clock,
    random: Math.random,
    runNode: ports.runNode,
    secretMark: ports.secretMark,
    signal: stop.signal,
    limits: { ...defaultRunLimits, ...ports.limits },
    ...(ports.readLarge ? { readLarge: ports.readLarge } : {}),
    onAnswer: (deliver) => waits.deliverTo(deliver),
    async stored(seq) {
      await stored.upTo(seq);
      if (!ports.holdsLease()) throw new AppError("interrupted", "This process has lost the run.");
    },
  };

  const large = new LargeValueFilter((nodeId) => Boolean(spec.plan.nodes.get(nodeId)?.container));
  /** Whoever calls waits for it before writing rows, so that these keep their order. */
  async function storeLarge(): Promise<void> {
    const files = large.take();
    if (files.length > 0) await ports.storeValues(run, files);
  }

  /** Runs that wait, have waited or are waited for are stored with what only they need. */
  const write = (rows: Parameters<RunWriter["write"]>[2]) =>
    ports.writer.write(spec.id, live.token, {
      ...rows,
      ...(rows.waits || waits.everWaited || spec.parentRunId ? { waits: rows.waits ?? {} } : {}),
    });

  async function end(whole: RunEnded, nodes: NodeRow[], despiteFailure = false): Promise<void> {
    const event = large.filter(whole) as RunEnded;
    await storeLarge();
    live.outputs = whole.outputs;
    const more = {
      ...modelOf(live.state),
      first_token_ms: live.firstTextMs,
      variables: event.status === "succeeded" ? lastingVariables(spec, live.state.vars) : null,
    };
    // Before its own end is stored, so that dying in between leaves nobody running who belongs to it.
    if ((waits.everStartedRuns || ports.hasStartedRuns?.()) && event.status !== "succeeded")
      await ports.cancelChildren(spec.id);
    live.ending = true;
    const row = rowOfRunEnd(spec.id, event, more);
    if (spec.parentRunId) row.parent_run_id = spec.parentRunId;
    const finished = write({ nodes, end: row, despiteFailure });
    stored.handedOver(event.seq, finished);
    await finished;
    // Those who follow elsewhere were told something already, so they have to hear of the end too.
    const followed = ports.events.close(live);
    live.publish(event);
    if (followed) ports.events.wake(spec.id);
  }

  /** Stores that a node waits, with everything before it, and tells it only then: somebody may decide at once. */
  async function waitFor(event: NodePaused, nodes: NodeRow[]): Promise<void> {
    const { id, ...rows } = rowOfWait(run, event);
    await storeLarge();
    const stores = write({ nodes: [...nodes, rowOfPause(run, event)], waits: rows });
    stored.handedOver(event.seq, stores);
    await stores;
    live.publish(event);
    waits.open(event, id);
  }

  /** Gives the run up until a wait is over: from here on it is nobody's. */
  async function sleep(event: RunPaused): Promise<void> {
    // The statement that inserts a run does not pause it.
    await live.accepted;
    live.ending = true;
    const until = event.until === null ? null : new Date(event.until).toISOString();
    const pause: WaitRows = { pause: { until } };
    await write({ waits: pause });
    ports.events.close(live);
    live.publish(event);
    ports.events.wake(spec.id);
  }

  /** Hands the durable part of a batch to the writer in one piece and tells the rest. */
  async function take(events: readonly RunEvent[]): Promise<void> {
    let nodes: NodeRow[] = [];
    let seq = 0;
    let ended: RunEnded | null = null;
    let paused: RunPaused | null = null;
    for (const whole of events) {
      if (whole.type === "run.ended") {
        ended = whole;
        break;
      }
      const event = large.filter(whole);
      if (event.type === "run.paused") {
        paused = event;
        break;
      }
      if (event.type === "node.paused") {
        await waitFor(event, nodes);
        nodes = [];
        continue;
      }
      if (event.type === "node.ended") {
        nodes.push(rowOfEnd(run, event));
        waits.close(event.path);
      } else if (event.type === "node.started" && event.seq !== undefined) {
        nodes.push(rowOfStart(run, { ...event, seq: event.seq }));
      }
      if ("seq" in event && event.seq !== undefined) seq = event.seq;
      if (event.type === "node.text" && event.channel === "message") {
        live.firstTextMs ??= Math.round(ports.clock.monotonic() - begun);
      }
      live.publish(event);
    }
    if (ended) await end(ended, nodes);
    else if (nodes.length > 0) {
      await storeLarge();
      const done = write({ nodes });
      // Whoever reads the log goes on from there; what this process still did would be done twice.
      done.catch((error) => {
        if (toAppError(error).kind === "transient") stop.abort("interrupted");
      });
      stored.handedOver(seq, done);
    }
    if (paused) await sleep(paused);
  }

  let last: RunEvent | null = null;
  ports.events.open(live);
  try {
    const start = {
      runId: spec.id,
      inputs: spec.inputs,
      sys: systemValuesOf(spec),
      vars: spec.vars,
      elapsedMs,
      answers,
      breakpoints: new Set(spec.options?.breakpoints),
      given: new Map(Object.entries(spec.options?.given ?? {})),
    };
    for await (const events of execute(spec.plan, state, enginePorts, start)) {
      last = events.at(-1) ?? last;
      if (ports.holdsLease()) await take(events);
      else stop.abort("interrupted");
    }
  } catch (error) {
    const failure = toAppError(error);
    // A database that is away says nothing of what the run produced.
    if (failure.code === "interrupted" || failure.kind === "transient" || isAway(error)) {
      log.info({ runId: spec.id, code: failure.code }, "a run goes on elsewhere");
      return;
    }
    await end(unstorableEnd(last, ports.clock.now(), live.state, error), [], true).catch((again) =>
      log.error({ err: again, runId: spec.id }, "a run could not be ended"),
    );
  } finally {
    waits.leave();
    ports.events.close(live);
  }
}
