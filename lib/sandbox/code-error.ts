// Turns what the sandbox throws into our codes, with the line of the author's code where it is known.

import { AppError } from "../shared/errors";
import { tooLargeMark } from "./wrap-source";

export interface CodeLimits {
  timeoutMs: number;
  memoryBytes: number;
  resultChars: number;
  /** How long it ran. */
  elapsedMs: number;
}

/** Line in the author's code; null where the stack names none. */
function lineOf(error: Error): number | null {
  const match = /run\.js:(\d+)/.exec(error.stack ?? "");
  return match ? Number(match[1]) : null;
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

/** What running out of memory is called. */
export function outOfMemory(memoryBytes: number, cause?: unknown): AppError {
  const megabytes = Math.round(memoryBytes / 1_048_576);
  return new AppError("code_out_of_memory", `The code needed more than ${megabytes} MB of memory.`, {
    cause,
    params: { memoryMb: megabytes },
  });
}

/** What running out of time is called; the engine also counts steps, so a tight loop can end before its time is over. */
export function outOfTime({ timeoutMs, elapsedMs }: CodeLimits, cause: unknown): AppError {
  if (elapsedMs < timeoutMs - 100) {
    return new AppError("code_steps", "The code took more than about 100 million steps. Does a loop have no end?", {
      cause,
    });
  }
  return new AppError("code_timeout", `The code ran longer than ${timeoutMs} ms.`, { cause, params: { timeoutMs } });
}

/** The AppError for a failed run of code. */
export function codeError(error: unknown, limits: CodeLimits): AppError {
  if (!(error instanceof Error)) return failed(`The code threw ${String(error).slice(0, 500)}`, null, error);
  const code = codeOf(error);
  // The engine stops busy code from inside; the thread around it stops what only waits.
  if (code === "RUN_TIMEOUT" || /InternalError: interrupted$/.test(String(error))) return outOfTime(limits, error);
  if (/\b(out of memory|ERR_WORKER_OUT_OF_MEMORY)\b/.test(`${error.message} ${code}`)) {
    return outOfMemory(limits.memoryBytes, error);
  }
  if (error.message === tooLargeMark) {
    return failed(`The result is larger than ${limits.resultChars} characters.`, null, error);
  }
  const line = code === "RUN_USER_SOURCE_ERROR" ? lineOf(error) : null;
  const reason = `${error.name}: ${error.message}`.slice(0, 1_000);
  return failed(line === null ? reason : `${reason} (line ${line})`, line, error, reason);
}

function failed(message: string, line: number | null, cause: unknown, reason = message): AppError {
  return new AppError("code_failed", message, { cause, params: line === null ? { reason } : { line, reason } });
}
