// Runs one node: resolves its templates, waits for storage before an effect, tries and tries again, keeps its time
// limit, checks what it gives. Tells the scheduler how it ended and knows nothing of other nodes.

import type { NodePolicy } from "../graph/schema";
import type { RunError, Wait } from "../run-log/events";
import { isJsonObject, type JsonObject } from "../shared/json";
import { type ActivityHost, makeActivities, nodeStoppedError } from "./activities";
import { checkJson, type JsonFault } from "./check-json";
import { failureOf, outputFailure, runOutputsFailure, timeoutFailure } from "./failure";
import { retryDelay } from "./limits";
import { startedEvent } from "./node-events";
import { maxVariableBytes, type NodeCall, NodeFailure, type NodeResult } from "./ports";
import { resolveNode } from "./resolve-node";
import type { Run } from "./run";
import { Speech } from "./speech";
import { addUsage, type Ending, noWrites, type Task } from "./task";
import { finishSpeech, hiddenMark, makeVoice } from "./voice";

/** What running a node needs of whoever schedules it. */
export interface NodeHost extends ActivityHost {
  /** The node ended; its event is the host's to emit. */
  nodeEnded(task: Task, ending: Ending): void;
  /** The node waits; its event is the host's to emit. */
  nodePaused(task: Task, wait: Wait): void;
  /** Ends activities of the node at a path that have not ended. */
  endActivities(path: string, error: RunError): void;
}

/** Starts a node: from here on the host hears of its end, at once or later, exactly once. `known`: inputs of the log. */
export function startNode(host: NodeHost, task: Task, known: JsonObject | null): void {
  const { run } = host;
  const resolved = resolveNode(run, task.scope, task.plan, known);
  task.inputs = task.edits ? { ...resolved.inputs, ...task.edits } : resolved.inputs;
  const isEffect = resolved.ok && task.plan.effect === "write";
  const seq = isEffect ? run.nextSeq() : undefined;
  run.emit(startedEvent(task, seq));
  if (!resolved.ok) {
    endFailed(host, task, resolved.error);
    return;
  }
  task.config = resolved.config;
  if (seq === undefined) tryNode(host, task);
  else whenStored(host, task, seq);
}

/** Goes on with a node whose wait is over, under the attempt that waited, with the inputs that it had. */
export function resumeNode(host: NodeHost, task: Task): void {
  const { run } = host;
  const { path, attempt } = task;
  run.emit({ type: "node.resumed", path, attempt, at: run.ports.clock.now(), ...hiddenMark(task) });
  const resolved = resolveNode(run, task.scope, task.plan, task.inputs);
  if (!resolved.ok) {
    endFailed(host, task, resolved.error);
    return;
  }
  task.config = resolved.config;
  if (task.plan.effect === "write") whenStored(host, task, run.state.lastSeq);
  else tryNode(host, task);
}

/** Lets a node wait before it starts, so that somebody can look at its inputs first. */
export function pauseBefore(host: NodeHost, task: Task, known: JsonObject | null): void {
  const { run } = host;
  const resolved = resolveNode(run, task.scope, task.plan, known);
  task.inputs = resolved.inputs;
  run.emit(startedEvent(task, undefined));
  if (resolved.ok) pause(host, task, { kind: "breakpoint" });
  else endFailed(host, task, resolved.error);
}

/** Begins a container; false where it failed by what it needs to begin. Its start is stored, and nobody waits for that. */
export function startContainer(host: NodeHost, task: Task, known: JsonObject | null): boolean {
  const { run } = host;
  const resolved = resolveNode(run, task.scope, task.plan, known);
  task.inputs = task.edits ? { ...resolved.inputs, ...task.edits } : resolved.inputs;
  run.emit(startedEvent(task, resolved.ok ? run.nextSeq() : undefined));
  if (!resolved.ok) endFailed(host, task, resolved.error);
  return resolved.ok && host.mayTry();
}

/** Ends a node that is not to be tried any more, by its policy. */
export function endFailed(host: NodeHost, task: Task, error: RunError): void {
  const { policy } = task.plan.node;
  endNode(host, task, { status: "failed", writes: noWrites, error, ...afterFailure(policy, task, error) });
}

/** Ends a container by what its turns gave. */
export function endSucceeded(host: NodeHost, task: Task, outputs: JsonObject): void {
  const { run } = host;
  const { maxRunBytes } = run.limits;
  const checked = checkJson(outputs, Number.POSITIVE_INFINITY);
  const bytes = checked.ok ? checked.bytes : 0;
  if (run.outputBytes + bytes > maxRunBytes) {
    endFailed(host, task, runOutputsFailure(run.outputBytes + bytes, maxRunBytes, placeOf(task)));
    return;
  }
  run.keep(task.path, bytes);
  run.unheardBytes += bytes;
  endNode(host, task, { status: "succeeded", outputs, handles: usualHandles(task), writes: noWrites, error: null });
}

/** Stops a node because the run or its turn does: what it has said so far stays, whatever it still does is ignored. */
export function stopNode(host: NodeHost, task: Task, error: RunError): void {
  endNode(host, task, stoppedEnding(task, error));
}

/** How a node ends that is stopped. */
export function stoppedEnding(task: Task, error: RunError): Ending {
  const stopped = { ...error, nodeId: task.plan.id, path: task.path };
  return { status: "failed", outputs: null, handles: [], writes: noWrites, error: stopped };
}

function whenStored(host: NodeHost, task: Task, seq: number): void {
  const { run } = host;
  run.ports.stored(seq).then(
    () => guarded(run, () => tryNode(host, task)),
    // Who may not write any more may cause no effect either; the run goes on elsewhere.
    () => run.close("interrupted"),
  );
}

function afterFailure(
  policy: NodePolicy | undefined,
  task: Task,
  error: RunError,
): Pick<Ending, "outputs" | "handles"> {
  if (policy?.onError === "branch") {
    return { outputs: { error: { code: error.code, message: error.message } }, handles: ["error"] };
  }
  if (policy?.onError === "default") return { outputs: policy.defaultOutputs ?? {}, handles: usualHandles(task) };
  return { outputs: null, handles: [] };
}

function tryNode(host: NodeHost, task: Task): void {
  const { run } = host;
  if (task.over || run.closed) return;
  // Going on after a wait is the same try.
  if ((task.answer === null || task.retries > 0) && !host.mayTry()) return;
  const round = task.round;
  const { node } = task.plan;
  const timeoutMs = node.policy?.timeoutMs;
  // A try that can be given up before the run ends, and may be waiting for the outside then, is told to stop.
  if (timeoutMs !== undefined || task.plan.effect !== "pure") task.controller = new AbortController();
  if (timeoutMs !== undefined) {
    const action = () => failTry(host, task, round, timeoutFailure(timeoutMs, placeOf(task)));
    task.deadline = run.deadlines.add(timeoutMs, action);
  }
  const tooMuch = () =>
    failTry(host, task, round, outputFailure("too_large", run.limits.maxOutputBytes, placeOf(task)));
  const signal = task.controller?.signal ?? run.abort.signal;
  const call: NodeCall = {
    node,
    path: task.path,
    attempt: task.attempt,
    config: task.config,
    inputs: task.inputs,
    vars: run.vars,
    signal,
    idempotencyKey: `${run.start.runId}:${task.path}`,
    startedAt: task.startedAt,
    retries: task.retries,
    voice: makeVoice(run, task, tooMuch),
    activities: makeActivities(host, task, signal),
  };
  // A further try begins anew: what it waited for then has failed.
  if (task.answer && task.retries === 0) call.answer = task.answer;
  try {
    run.ports.runNode(call).then(
      (result) => guarded(run, () => acceptResult(host, task, round, result)),
      (thrown: unknown) => guarded(run, () => acceptFailure(host, task, round, thrown)),
    );
  } catch (thrown) {
    acceptFailure(host, task, round, thrown);
  }
}

function acceptResult(host: NodeHost, task: Task, round: number, result: NodeResult): void {
  if (task.over || task.round !== round) return;
  if (result.wait) {
    pause(host, task, result.wait);
    return;
  }
  const { run } = host;
  const { maxOutputBytes, maxRunBytes } = run.limits;
  const outputs = checkMembers(result.outputs, maxOutputBytes);
  if ("fault" in outputs) {
    failTry(host, task, round, outputFailure(outputs.fault, maxOutputBytes, placeOf(task), result.outputs));
    return;
  }
  const maxWritten = Math.min(maxOutputBytes, maxVariableBytes);
  const writes = result.writes ? checkMembers(result.writes, maxWritten) : { value: noWrites };
  if ("fault" in writes) {
    failTry(host, task, round, outputFailure(writes.fault, maxWritten, placeOf(task), result.writes));
    return;
  }
  if (run.outputBytes + outputs.bytes > maxRunBytes) {
    failTry(host, task, round, runOutputsFailure(run.outputBytes + outputs.bytes, maxRunBytes, placeOf(task)));
    return;
  }
  run.keep(task.path, outputs.bytes);
  run.unheardBytes += outputs.bytes;
  if (result.summary !== undefined) task.speech.summarize(result.summary);
  finishSpeech(run, task, result.content);
  task.usage = addUsage(task.usage, result.usage);
  const handles = result.handles ?? usualHandles(task);
  endNode(host, task, {
    status: "succeeded",
    outputs: outputs.value,
    handles,
    writes: writes.value,
    error: null,
  });
}

/** An object as it can be stored, or what is wrong with it. */
function checkMembers(value: unknown, maxBytes: number): { value: JsonObject; bytes: number } | { fault: JsonFault } {
  const checked = checkJson(value, maxBytes);
  if (!checked.ok) return { fault: checked.fault };
  return isJsonObject(checked.value) ? { value: checked.value, bytes: checked.bytes } : { fault: "not_json" };
}

function acceptFailure(host: NodeHost, task: Task, round: number, thrown: unknown): void {
  if (task.over || task.round !== round) return;
  if (thrown instanceof NodeFailure) task.usage = addUsage(task.usage, thrown.usage);
  failTry(host, task, round, failureOf(thrown, placeOf(task)));
}

/** A try failed: another one follows after a while, or the node has failed. */
function failTry(host: NodeHost, task: Task, round: number, error: RunError): void {
  if (task.over || task.round !== round) return;
  const { run } = host;
  const retry = task.plan.node.policy?.retry;
  if (!retry || task.retries >= retry.max || error.retryable === false) {
    finishSpeech(run, task, undefined);
    endFailed(host, task, error);
    return;
  }
  stopTry(run, task);
  host.endActivities(task.path, nodeStoppedError());
  task.round += 1;
  task.retries += 1;
  task.speech = new Speech(task.speech.notes);
  run.texts.drop(task.path);
  const delayMs = retryDelay(retry, task.retries, run.ports.random());
  const at = run.ports.clock.now();
  const { path, attempt } = task;
  run.emit({ type: "node.retrying", path, attempt, at, delayMs, error, ...hiddenMark(task) });
  task.deadline = run.deadlines.add(delayMs, () => tryNode(host, task));
}

/** The task is over for this process: whatever the node still says is not heard. */
function pause(host: NodeHost, task: Task, wait: Wait): void {
  if (task.over) return;
  task.over = true;
  stopTry(host.run, task);
  // What nobody has heard yet is not shown while it waits either: others speak first.
  if (host.run.texts.isHeld(task.path)) task.speech = new Speech(task.speech.notes);
  host.run.texts.drop(task.path);
  host.nodePaused(task, wait);
}

function endNode(host: NodeHost, task: Task, ending: Ending): void {
  if (task.over) return;
  task.over = true;
  if (ending.status === "failed") stopTry(host.run, task);
  else if (task.deadline) host.run.deadlines.cancel(task.deadline);
  host.endActivities(task.path, nodeStoppedError());
  host.nodeEnded(task, ending);
}

/** Tells the current try to stop; one that does not listen is simply not heard any more. */
function stopTry(run: Run, task: Task): void {
  if (task.deadline) run.deadlines.cancel(task.deadline);
  task.controller?.abort();
  task.controller = null;
}

function usualHandles(task: Task): string[] {
  return task.plan.sourceHandles.filter((handle) => handle !== "error");
}

function placeOf(task: Task): { nodeId: string; path: string } {
  return { nodeId: task.plan.id, path: task.path };
}

/** Inside of callbacks nobody awaits: a fault of the engine reaches who runs it instead of the process. */
function guarded(run: Run, body: () => void): void {
  try {
    body();
  } catch (error) {
    run.crash(error);
  }
}
