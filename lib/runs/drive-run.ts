// Executes one run in this process: takes the engine's events, has the durable ones stored, tells the others to whoever
// follows. The engine decides what happens next; here it is only made lasting and visible.

import { execute } from "../engine/execute";
import { defaultRunLimits, type EnginePorts, type NodeCall, type NodeResult, type RunLimits } from "../engine/ports";
import { log } from "../log";
import type { RunEnded, RunEvent } from "../run-log/events";
import type { RunState } from "../run-log/state";
import type { Clock } from "../shared/clock";
import { AppError, toAppError } from "../shared/errors";
import type { EventStore } from "./event-store";
import type { LiveRun } from "./live-run";
import { rowOfEnd, rowOfRunEnd, rowOfStart } from "./node-rows";
import { lastingVariables, type RunSpec, systemValuesOf } from "./run-spec";
import type { RunWriter } from "./run-writer";
import type { NodeRow } from "./write-statement";

export interface DrivePorts {
  clock: Clock;
  writer: RunWriter;
  events: EventStore;
  /** Runs a node with the world it may see. */
  runNode(call: NodeCall): Promise<NodeResult>;
  secretMark(name: string): string | undefined;
  /** Whether this process may still act for the run; told by a clock that never goes back. */
  holdsLease(): boolean;
  limits?: Partial<RunLimits>;
}

/** Follows what is stored, for the engine to wait on. */
class StoredLog {
  private seen = 0;
  private last: Promise<void>;
  private waiting: { seq: number; go: () => void }[] = [];

  constructor(accepted: Promise<void>) {
    this.last = accepted;
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
 * Executes the run from `state` until it has ended and its end is stored, or until it must stop here without an end
 * (its lease is lost, the process is going). Never throws.
 */
export async function driveRun(
  spec: RunSpec,
  live: LiveRun,
  state: RunState,
  stop: AbortController,
  ports: DrivePorts,
  elapsedMs = 0,
): Promise<void> {
  const run = { id: spec.id, workspaceId: spec.workspaceId };
  const stored = new StoredLog(live.accepted);
  const begun = ports.clock.monotonic();
  live.accepted.catch(() => stop.abort("interrupted"));

  const enginePorts: EnginePorts = {
    clock: ports.clock,
    random: Math.random,
    runNode: ports.runNode,
    secretMark: ports.secretMark,
    signal: stop.signal,
    limits: { ...defaultRunLimits, ...ports.limits },
    async stored(seq) {
      await stored.upTo(seq);
      if (!ports.holdsLease()) throw new AppError("interrupted", "This process has lost the run.");
    },
  };

  const write = (rows: Parameters<RunWriter["write"]>[2]) => ports.writer.write(spec.id, live.token, rows);

  async function end(event: RunEnded, nodes: NodeRow[], despiteFailure = false): Promise<void> {
    const more = {
      ...modelOf(live.state),
      first_token_ms: live.firstTextMs,
      variables: event.status === "succeeded" ? lastingVariables(spec, live.state.vars) : null,
    };
    live.ending = true;
    const finished = write({ nodes, end: rowOfRunEnd(spec.id, event, more), despiteFailure });
    stored.handedOver(event.seq, finished);
    await finished;
    // Those who follow elsewhere were told something already, so they have to hear of the end too.
    const followed = ports.events.close(live);
    live.publish(event);
    if (followed) ports.events.wake(spec.id);
  }

  /** Hands the durable part of a batch to the writer in one piece and tells the rest. */
  async function take(events: readonly RunEvent[]): Promise<void> {
    const nodes: NodeRow[] = [];
    let seq = 0;
    let ended: RunEnded | null = null;
    for (const event of events) {
      if (event.type === "run.ended") {
        ended = event;
        break;
      }
      if (event.type === "node.ended") nodes.push(rowOfEnd(run, event));
      else if (event.type === "node.started" && event.seq !== undefined) {
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
      const done = write({ nodes });
      // Whoever reads the log goes on from there; what this process still did would be done twice.
      done.catch((error) => {
        if (toAppError(error).kind === "transient") stop.abort("interrupted");
      });
      stored.handedOver(seq, done);
    }
  }

  let last: RunEvent | null = null;
  ports.events.open(live);
  try {
    const start = { runId: spec.id, inputs: spec.inputs, sys: systemValuesOf(spec), vars: spec.vars, elapsedMs };
    for await (const events of execute(spec.plan, state, enginePorts, start)) {
      last = events.at(-1) ?? last;
      if (ports.holdsLease()) await take(events);
      else stop.abort("interrupted");
    }
  } catch (error) {
    const failure = toAppError(error);
    if (failure.code === "interrupted" || failure.kind === "transient") {
      log.info({ runId: spec.id, code: failure.code }, "a run goes on elsewhere");
      return;
    }
    await end(unstorableEnd(last, ports.clock.now(), live.state, error), [], true).catch((again) =>
      log.error({ err: again, runId: spec.id }, "a run could not be ended"),
    );
  } finally {
    ports.events.close(live);
  }
}
