// Activities: pieces of a node's work that are stored by themselves, so that a node that asks models and calls tools in
// a loop goes on where it was. One that has ended is never run again; one that waits holds no process. Knows neither
// models nor tools.

import { activityKeyPattern, activityPath } from "../run-log/activity-path";
import type { NodeFacts, RunError, Usage } from "../run-log/events";
import type { NodeState } from "../run-log/state";
import { isJsonObject, type JsonObject } from "../shared/json";
import { checkJson } from "./check-json";
import { failureOf, inFlightFailure, outputFailure, runOutputsFailure } from "./failure";
import { type ActivityEnd, type ActivityResult, type ActivitySpec, type NodeActivities, NodeFailure } from "./ports";
import type { Run } from "./run";
import { Speech } from "./speech";
import { loadOutputs } from "./stored-values";
import { addUsage, noWrites, type Task } from "./task";

/** Thrown into an executor that goes on although its node is over; nobody hears of it. */
class NodeOver extends Error {
  override readonly name = "NodeOver";
}

/** What activities need of whoever schedules their node. */
export interface ActivityHost {
  run: Run;
  /** Counts a try; false where the run may start no more, and is stopped for that. */
  mayTry(): boolean;
  /** What has ended the wait of an activity, once. */
  takeAnswer(path: string): JsonObject | null;
}

interface Started {
  path: string;
  attempt: number;
  startedAt: number;
  /** By the clock that never goes back. */
  begunAt: number;
  inputs: JsonObject;
  facts: Omit<NodeFacts, "inputs">;
  speech: Speech;
  /** Of earlier tries. */
  usage: Usage | null;
  answer: JsonObject | null;
}

/** What the current try of a node runs its activities with. */
export function makeActivities(host: ActivityHost, task: Task, signal: AbortSignal): NodeActivities {
  const { run } = host;
  const round = task.round;
  const open = new Set<string>();
  const failsOnCrash = task.plan.node.policy?.onCrash === "fail";
  const checkOver = () => {
    if (task.over || task.round !== round || run.closed) throw new NodeOver("The node is over.");
  };

  async function runActivity(
    spec: ActivitySpec,
    work: Parameters<NodeActivities["run"]>[1],
    path: string,
  ): Promise<ActivityEnd> {
    const known = run.state.nodes.get(path);
    if (known?.large?.outputs && known.endedAt !== null) await read(known);
    checkOver();
    const past = known ? pastEnd(known, spec) : null;
    if (past) return past;
    // Read before it goes on, which changes what is known of it.
    const isCaught = failsOnCrash && known?.status === "running" && known.seq !== null;
    const started = known?.status === "paused" ? resume(known, spec) : begin(known, spec, path);
    if (!started) return { status: "waiting" };
    if (isCaught) {
      return fail(started, inFlightFailure(placeOf(path)), undefined);
    }
    if (spec.effect === "write") {
      await run.ports.stored(run.state.lastSeq).catch(() => run.close("interrupted"));
      checkOver();
    }
    try {
      const result = await work({
        path,
        attempt: started.attempt,
        idempotencyKey: `${run.start.runId}:${path}`,
        signal,
        ...(started.answer ? { answer: started.answer } : {}),
        note: (line) => note(started, line),
      });
      checkOver();
      return accept(started, result);
    } catch (thrown) {
      checkOver();
      const usage = thrown instanceof NodeFailure ? thrown.usage : undefined;
      return fail(started, failureOf(thrown, placeOf(path)), usage);
    }
  }

  async function read(known: NodeState): Promise<void> {
    try {
      await loadOutputs(run, known);
    } catch {
      run.close("interrupted");
    }
  }

  function begin(known: NodeState | undefined, spec: ActivitySpec, path: string): Started {
    if (!host.mayTry()) throw new NodeOver("The run may start no more.");
    const { clock } = run.ports;
    const checked = checkJson(spec.inputs, run.limits.maxOutputBytes);
    const inputs = checked.ok && isJsonObject(checked.value) ? checked.value : {};
    const started: Started = {
      path,
      attempt: (known?.attempt ?? 0) + 1,
      startedAt: clock.now(),
      begunAt: clock.monotonic(),
      inputs,
      facts: factsOf(task, spec, path, (known?.attempt ?? 0) + 1),
      speech: new Speech([]),
      usage: known?.usage ?? null,
      answer: null,
    };
    const seq = spec.effect === "write" ? { seq: run.nextSeq() } : {};
    run.noteActivity(task.path, path);
    run.emit({ type: "node.started", at: started.startedAt, ...started.facts, inputs, ...seq });
    return started;
  }

  /** Goes on with an activity that waits; null where nothing has ended its wait. */
  function resume(known: NodeState, spec: ActivitySpec): Started | null {
    const { path, attempt, startedAt, inputs } = known;
    const isOuter = known.wait?.kind === "activities";
    const answer = isOuter ? null : host.takeAnswer(path);
    if (!isOuter && !answer) return null;
    const { clock } = run.ports;
    // Once what it waited for is there it has its effect: a log that still showed it as waiting could not tell the
    // next owner that it was caught in flight.
    if (failsOnCrash && answer && spec.effect === "write") {
      const facts = factsOf(task, spec, path, attempt);
      run.emit({ type: "node.started", at: clock.now(), ...facts, inputs, seq: run.nextSeq() });
    } else run.emit({ type: "node.resumed", path, attempt, at: clock.now(), ...hiddenMark(spec) });
    return {
      path,
      attempt,
      startedAt,
      begunAt: clock.monotonic() - (known.durationMs ?? 0),
      inputs,
      facts: factsOf(task, spec, path, attempt),
      speech: new Speech([...known.notes]),
      usage: known.usage,
      answer,
    };
  }

  function accept(started: Started, result: ActivityResult): ActivityEnd {
    const { path } = started;
    if (result.wait) {
      const { facts, inputs, startedAt } = started;
      const { wait } = result;
      const durationMs = workedMs(started);
      const [seq, at] = [run.nextSeq(), run.ports.clock.now()];
      run.emit({ type: "node.paused", ...facts, inputs, seq, at, startedAt, durationMs, wait });
      return { status: "waiting" };
    }
    const { maxOutputBytes, maxRunBytes } = run.limits;
    const checked = checkJson(result.outputs, maxOutputBytes);
    if (!checked.ok || !isJsonObject(checked.value)) {
      const fault = checked.ok ? "not_json" : checked.fault;
      return fail(started, outputFailure(fault, maxOutputBytes, placeOf(path), result.outputs), result.usage);
    }
    if (run.outputBytes + checked.bytes > maxRunBytes) {
      const error = runOutputsFailure(run.outputBytes + checked.bytes, maxRunBytes, placeOf(path));
      return fail(started, error, result.usage);
    }
    run.keep(path, checked.bytes);
    run.unheardBytes += checked.bytes;
    const { content = "", thought = "" } = result;
    if (result.summary !== undefined) started.speech.summarize(result.summary);
    started.speech.content.add(content);
    started.speech.thought.add(thought);
    end(started, { status: "succeeded", outputs: checked.value, error: null }, result.usage);
    return { status: "succeeded", outputs: checked.value, content, thought, isReplayed: false };
  }

  function fail(started: Started, error: RunError, usage: Usage | undefined): ActivityEnd {
    end(started, { status: "failed", outputs: null, error }, usage);
    return { status: "failed", error, isReplayed: false };
  }

  function end(
    started: Started,
    ending: { status: "succeeded" | "failed"; outputs: JsonObject | null; error: RunError | null },
    usage: Usage | undefined,
  ): void {
    const { facts, inputs, startedAt, speech } = started;
    speech.content.flush();
    speech.thought.flush();
    run.emit({
      type: "node.ended",
      ...facts,
      inputs,
      seq: run.nextSeq(),
      at: run.ports.clock.now(),
      ...ending,
      startedAt,
      durationMs: workedMs(started),
      retries: 0,
      handles: [],
      writes: noWrites,
      usage: addUsage(started.usage, usage),
      summary: speech.summary,
      content: speech.content.text || null,
      thought: speech.thought.text || null,
      notes: speech.notes,
    });
  }

  function note({ path, attempt, speech }: Started, message: string): void {
    if (task.over || task.round !== round || run.closed) return;
    const at = run.ports.clock.now();
    const line = speech.note(at, message);
    if (line !== null) run.emit({ type: "node.note", path, attempt, at, message: line });
  }

  const workedMs = ({ begunAt }: Started) => Math.max(0, Math.round(run.ports.clock.monotonic() - begunAt));
  const placeOf = (path: string) => ({ nodeId: task.plan.id, path });

  return {
    async run(spec, work) {
      checkOver();
      if (!activityKeyPattern.test(spec.key)) throw new Error(`${spec.key} is no key of an activity`);
      const path = activityPath(task.path, spec.key);
      if (open.has(path)) throw new Error(`the activity ${path} runs already`);
      open.add(path);
      try {
        return await runActivity(spec, work, path);
      } finally {
        open.delete(path);
      }
    },
  };
}

/** How an activity ended that is not run again. */
function pastEnd(known: NodeState, { keepsFailure }: ActivitySpec): ActivityEnd | null {
  const { outputs, error, content, thought } = known;
  if (known.status === "succeeded" && outputs) {
    return { status: "succeeded", outputs, content, thought, isReplayed: true };
  }
  // One that was stopped with its node has no end of its own.
  if (known.status !== "failed" || !keepsFailure || !error || error.code === "interrupted") return null;
  return { status: "failed", error, isReplayed: true };
}

function factsOf(task: Task, spec: ActivitySpec, path: string, attempt: number): Omit<NodeFacts, "inputs"> {
  const { id, rank } = task.plan;
  const { name, type: nodeType, renderMode } = spec;
  const facts = { path, attempt, nodeId: id, name, nodeType, renderMode, rank };
  return task.scope.outer ? { ...facts, outer: task.scope.outer } : facts;
}

const hiddenMark = ({ renderMode }: ActivitySpec) => (renderMode === "hidden" ? { hidden: true as const } : {});

/** Why an activity ended that its node did not wait for. */
export function nodeStoppedError(): RunError {
  return { code: "interrupted", message: "Stopped because its node was over." };
}

/** What the activities of a node have used, and the node beside them. */
export function usageWithActivities(run: Run, path: string, own: Usage | null): Usage | null {
  let usage: Usage | null = null;
  for (const activity of run.activitiesOf(path)) {
    usage = addUsage(usage, run.state.nodes.get(activity)?.usage ?? undefined);
  }
  return usage ? addUsage(usage, own ?? undefined) : own;
}
