// Executes a run: takes its plan and state, yields what happens, stores nothing. Resuming is calling it again with the
// state that was stored. This is the whole surface of the engine for who runs it.

import type { Plan } from "../graph/plan";
import type { RunEvent } from "../run-log/events";
import type { RunState } from "../run-log/state";
import { stopError } from "./failure";
import type { EnginePorts, RunStart } from "./ports";
import { replay } from "./replay";
import { Run } from "./run";
import { Scheduler } from "./scheduler";

/**
 * Runs or goes on with a run until it ends, pauses because all that is left waits, or is interrupted; yields what has happened since the last time,
 * in order. The state belongs to the engine until then: it is changed in place and is always as far as the events are.
 * Throws only where the engine itself is at fault.
 */
export async function* execute(
  plan: Plan,
  state: RunState,
  ports: EnginePorts,
  start: RunStart,
): AsyncGenerator<RunEvent[]> {
  if (state.status === "succeeded" || state.status === "failed" || state.status === "cancelled") return;
  const run = new Run(plan, state, ports, start);
  const scheduler = new Scheduler(run);
  const onAbort = () => {
    if (isInterruption(ports.signal.reason)) run.close("interrupted");
    else if (!run.replaying) scheduler.stop("cancelled", stopError("run_cancelled"));
  };
  ports.signal.addEventListener("abort", onAbort, { once: true });
  try {
    const past = begin(scheduler);
    if (past) await past;
    for (;;) {
      const { unheardBytes } = run;
      const events = run.take();
      if (events.length > 0) {
        yield events;
        run.unheardBytes -= unheardBytes;
        if (unheardBytes > 0) scheduler.pump();
      } else if (run.closed) break;
      else await run.happening();
    }
    if (run.fault) throw run.fault.error;
  } finally {
    ports.signal.removeEventListener("abort", onAbort);
    // Whoever stops listening has interrupted the run.
    run.close("interrupted");
  }
}

function begin(scheduler: Scheduler): Promise<void> | null {
  const { run } = scheduler;
  const { signal, clock } = run.ports;
  if (signal.aborted && isInterruption(signal.reason)) {
    run.close("interrupted");
    return null;
  }
  if (run.state.status === "pending") run.emit({ type: "run.started", at: clock.now(), inputs: run.start.inputs });
  if (signal.aborted) {
    scheduler.stop("cancelled", stopError("run_cancelled"));
    return null;
  }
  const { timeoutMs } = run.limits;
  let isLate = false;
  const endLate = () => scheduler.stop("failed", stopError("run_timeout", { timeoutMs }));
  run.deadlines.add(timeoutMs - run.elapsedMs(), () => {
    if (run.replaying) isLate = true;
    else endLate();
  });
  if (run.state.status === "paused") run.emit({ type: "run.resumed", at: clock.now() });
  run.ports.onAnswer?.((path, answer) => {
    try {
      scheduler.answer(path, answer);
    } catch (error) {
      run.crash(error);
    }
  });
  const past = replay(scheduler);
  if (!past) return null;
  // What came while the past was being read.
  return past.then(() => {
    if (signal.aborted && !isInterruption(signal.reason)) scheduler.stop("cancelled", stopError("run_cancelled"));
    else if (isLate) endLate();
  });
}

function isInterruption(reason: unknown): boolean {
  if (reason === "interrupted") return true;
  return typeof reason === "object" && reason !== null && "code" in reason && reason.code === "interrupted";
}
