// Runs JavaScript that somebody typed: in a WebAssembly engine of its own inside a worker thread, with a fresh context
// for each run. It has no process, files, network, timers or modules; what it may take is capped, and the main loop
// stays free whatever it does. Knows no node.

import { availableParallelism } from "node:os";
import { createRunner, setMaxWorkers } from "run";
import type { CodeCall } from "../nodes/contract";
import { systemClock } from "../shared/clock";
import { AppError } from "../shared/errors";
import type { Json } from "../shared/json";
import { codeError, outOfMemory, outOfTime } from "./code-error";
import { makeSlots } from "./slots";
import { bridgeName, type GuestLimits, wrapSource } from "./wrap-source";

const guestLimits: GuestLimits = { resultChars: 1_048_576, prints: 200, printChars: 2_000 };

/** Threads: as many as there are cores, within reason; each holds its engine, so they stay few. */
const workers = Math.max(2, Math.min(4, availableParallelism()));
// One more than is used at once, since a thread that is being stopped still counts.
setMaxWorkers(workers + 1);
const slots = makeSlots(workers);

const fixedLimits = {
  maxStackSizeBytes: 1_048_576,
  maxSourceBytes: 1_048_576,
  // Above what the wrapper lets through, so that its clearer error comes first.
  maxResultBytes: 4 * guestLimits.resultChars,
  // Not a line of the engine's own console, which would go to the process's output: the wrapper has another.
  maxConsoleOutputBytes: 1,
  maxHostFunctionArgumentsBytes: 16_384,
  maxBridgeRequests: guestLimits.prints + 10,
};

/** How long a thread may take to be ready, in milliseconds: many times what it takes on a busy machine. */
const patience = 20_000;

/** Aborts when code that has begun has had its time. */
function makeDeadline(timeoutMs: number) {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let begunAt: number | undefined;
  return {
    signal: late.signal,
    begin() {
      if (timer) return;
      begunAt = systemClock.monotonic();
      timer = setTimeout(() => late.abort(), timeoutMs);
    },
    /** Milliseconds since it began; infinite where it never did. */
    elapsed: () => (begunAt === undefined ? Number.POSITIVE_INFINITY : systemClock.monotonic() - begunAt),
    clear: () => clearTimeout(timer),
  };
}

/**
 * Runs a function body with `inputs` in scope and gives what it returns, as JSON. Throws `code_failed`,
 * `code_timeout`, `code_steps` or `code_out_of_memory`, or the signal's reason. Its time begins when the code does: neither
 * waiting for a free thread nor starting one counts.
 */
export async function runCode(call: CodeCall): Promise<Json> {
  const inputs = JSON.stringify(call.inputs);
  const inputBytes = Buffer.byteLength(JSON.stringify(inputs));
  if (inputBytes > call.memoryBytes / 4) throw outOfMemory(call.memoryBytes);
  const leave = await slots.enter(call.signal);
  const deadline = makeDeadline(call.timeoutMs);
  try {
    // Both are answered while the code stands still, so a line is out before the code goes on, or never ends.
    const bridge = {
      // The first thing the code's wrapper does is to ask for them.
      inputs: () => {
        deadline.begin();
        return inputs;
      },
      print: (line: unknown) => call.onPrint(String(line).slice(0, guestLimits.printChars)),
    };
    const result = await createRunner({ syncHostFunctions: { [bridgeName]: bridge } }).run<string>({
      source: wrapSource(call.source, guestLimits),
      abortSignal: AbortSignal.any([call.signal, deadline.signal]),
      limits: {
        ...fixedLimits,
        timeoutMs: call.timeoutMs + patience,
        memoryLimitBytes: call.memoryBytes,
        maxHostFunctionOutputBytes: Math.max(16_384, inputBytes + 1_024),
      },
    });
    if (result.status !== "completed") throw new AppError("code_failed", "The code was interrupted.");
    return parseResult(result.value);
  } catch (error) {
    if (call.signal.aborted) throw call.signal.reason;
    if (error instanceof AppError) throw error;
    const limits = { ...call, elapsedMs: deadline.elapsed(), resultChars: guestLimits.resultChars };
    throw deadline.signal.aborted ? outOfTime(limits, error) : codeError(error, limits);
  } finally {
    deadline.clear();
    leave();
  }
}

/** What the wrapper returned; code that replaced the wrapper's tools can make it anything. */
function parseResult(value: unknown): Json {
  try {
    if (typeof value === "string") return JSON.parse(value);
  } catch {
    // Falls through to the same answer as for what is no text.
  }
  throw new AppError("code_failed", "The code returned something that is not JSON.");
}
