// Makes one call through whatever can answer it: checks budgets, chooses among routes and keys, keeps limits, tries again
// and goes on with the next, and notes every try. What is sent and how it streams is the caller's business. Server only.

import type { ModelAccess } from "../ai/access";
import { ModelFailure } from "../ai/failure";
import { type Hold, holdBudgets } from "../budgets/check-budgets";
import type { Caller, CallRecord, CallStatus } from "../calls/call-record";
import { recordCall } from "../calls/record-call";
import type { Usage } from "../run-log/events";
import { AppError, toAppError } from "../shared/errors";
import { type CallLimits, isTaken, type Taken } from "./call-limits";
import type { CallPauses } from "./call-pauses";
import { type Attempt, planAttempts } from "./plan-attempts";
import type { Routing, Target, TargetKey } from "./read-routing";

export interface RoutedPorts {
  /** Does again what the database could not do because it was away. */
  patiently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>;
  limits: CallLimits;
  pauses: CallPauses;
  random(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** How long a call waits at most for a limit or a pause to be over. */
  longestWaitMs: number;
}

export interface RoutedCall<T> {
  caller: Caller;
  path: string | null;
  signal: AbortSignal;
  /** What it may use, before it is made. */
  estimate(model: ModelAccess): { tokens: number; cost: number };
  onNote(line: string): void;
  /** Whether a part of the answer was passed on: from then on nobody else can answer. */
  hasBegun(): boolean;
  attempt(model: ModelAccess): Promise<T>;
  usageOf(value: T): Usage;
  record(value: T | null): Pick<CallRecord, "parameters" | "bodies">;
}

type Option = Attempt<Target> & { key: TargetKey };

/** What the key is to blame for, what the model or its server, and what neither can mend. */
const keyCodes = new Set(["provider_rate_limited", "provider_quota", "provider_key_rejected"]);
const serverCodes = new Set([
  "provider_failed",
  "address_unreachable",
  "request_timeout",
  "provider_bad_answer",
  "provider_stream_broken",
  "certificate_invalid",
]);
/** Worth another try with the same key. */
const passingCodes = new Set(["provider_rate_limited", "provider_failed", "address_unreachable"]);

/** Makes the call; throws the last failure where nothing could answer. */
export async function callRouted<T>(routing: Routing, call: RoutedCall<T>, ports: RoutedPorts): Promise<T> {
  const deadline = performance.now() + ports.longestWaitMs;
  // Keys of a target are its keys, which the planning of their order does not know.
  let options = planAttempts(routing.targets, ports.random) as Option[];
  let tries = 0;
  let last: unknown;
  const notes = new Set<string>();
  const note = (line: string) => {
    if (notes.has(line)) return;
    notes.add(line);
    call.onNote(line);
  };
  for (;;) {
    const { option, taken } = await choose(routing, options, call, ports, deadline, last, note);
    const model = { ...option.target.model, provider: option.key.provider };
    const { failure, value } = await tryOnce(option, model, taken, tries, call, ports, note);
    if (failure === null) return value as T;
    last = failure;
    if (call.hasBegun() || call.signal.aborted) throw failure;
    const code = toAppError(failure).code;
    const others = options.filter(({ key, target }) =>
      keyCodes.has(code) ? key.limited.id !== option.key.limited.id : target !== option.target,
    );
    if (!keyCodes.has(code) && !serverCodes.has(code) && code !== "model_not_found") throw failure;
    const delay = delayBefore(failure, code, tries, option, ports, others.length > 0);
    if (delay !== null) {
      note(retryLine(failure, delay, tries + 1, option.key.provider.retryCount));
      tries += 1;
      options = [option, ...options.filter((one) => one !== option)];
      await ports.sleep(delay, call.signal).catch(() => {
        throw failure;
      });
      continue;
    }
    if (others.length === 0) throw failure;
    options = others;
    tries = 0;
    note(`${toAppError(failure).message} Going on with ${nameOf(others[0], option)}.`);
  }
}

function nameOf(next: Option | undefined, failed: Option): string {
  if (!next) return "another";
  return next.target === failed.target ? "another key" : next.target.model.name;
}

const longestRetryAfterS = 20;

/** Milliseconds until the same key is tried again; null where it is not. */
function delayBefore(
  failure: unknown,
  code: string,
  tries: number,
  option: Option,
  ports: RoutedPorts,
  hasOthers: boolean,
): number | null {
  if (tries >= option.key.provider.retryCount || !passingCodes.has(code)) return null;
  // Somebody else can answer at once.
  if (code === "provider_rate_limited" && hasOthers) return null;
  const seconds = failure instanceof ModelFailure ? failure.params.retryAfterS : undefined;
  if (typeof seconds === "number") return seconds <= longestRetryAfterS ? seconds * 1000 : null;
  return 400 * 2 ** tries * (1 + ports.random() / 2);
}

function retryLine(failure: unknown, delay: number, retry: number, retries: number): string {
  return `${toAppError(failure).message} Trying again in ${Math.round(delay / 100) / 10} s (${retry} of ${retries}).`;
}

interface Chosen {
  option: Option;
  taken: Taken;
}

/** The first that may be called: what is left alone comes last, and where limits refuse all it waits a little. */
async function choose<T>(
  routing: Routing,
  options: readonly Option[],
  call: RoutedCall<T>,
  ports: RoutedPorts,
  deadline: number,
  last: unknown,
  note: (line: string) => void,
): Promise<Chosen> {
  for (;;) {
    const { ready, soonestMs: pausedMs } = sortByPauses(options, ports, last !== undefined);
    let soonestMs = pausedMs;
    let refusing: string | null = null;
    for (const option of ready) {
      const subjects = [...option.target.limited, option.key.limited];
      const unique = subjects.filter((one, i) => subjects.findIndex(({ id }) => id === one.id) === i);
      const answer = await ports.patiently(
        () => ports.limits.take(unique, call.estimate(option.target.model).tokens),
        call.signal,
      );
      if (isTaken(answer)) return { option, taken: answer };
      refusing ??= answer.subject.name;
      // Whenever a call ends: look again soon, each at another moment.
      const waitMs = answer.waitMs ?? 40 + ports.random() * 60;
      soonestMs = Math.min(soonestMs, waitMs);
    }
    const now = performance.now();
    if (now + soonestMs > deadline) throw nothingLeft(routing, refusing, soonestMs, last);
    if (refusing !== null) note(`The limit of ${refusing} is reached. Waiting for it.`);
    else note(`${routing.chosen.name} asked for a pause. Waiting ${Math.ceil(soonestMs / 100) / 10} s.`);
    await ports.sleep(Math.max(5, soonestMs), call.signal).catch((cause: unknown) => {
      throw new AppError("run_cancelled", `The call of ${routing.chosen.name} was stopped.`, { cause });
    });
  }
}

/** Keys that asked for a pause get it; models that failed are tried again where nobody else is left. */
function sortByPauses(
  options: readonly Option[],
  ports: RoutedPorts,
  hasFailed: boolean,
): { ready: Option[]; soonestMs: number } {
  const now = performance.now();
  const healthy: Option[] = [];
  const failing: Option[] = [];
  let soonestMs = Number.POSITIVE_INFINITY;
  for (const option of options) {
    const ofKey = ports.pauses.of(option.key.limited.id);
    const ofModel = ports.pauses.of(option.target.model.id);
    // Whoever tries again has waited for as long as it was told.
    if (ofKey?.reason === "provider_rate_limited" && !(hasFailed && options.length === 1)) {
      soonestMs = Math.min(soonestMs, ofKey.until - now);
    } else if (ofKey || ofModel) failing.push(option);
    else healthy.push(option);
  }
  // Of those that failed, the one in the first place of the plan; without others only.
  return { ready: healthy.length > 0 ? [...healthy, ...failing] : failing, soonestMs: Math.max(0, soonestMs) };
}

function nothingLeft(routing: Routing, refusing: string | null, waitMs: number, last: unknown): unknown {
  const retryAfterS = Math.ceil(waitMs / 1000);
  const params = { model: routing.chosen.name, ...(Number.isFinite(retryAfterS) ? { retryAfterS } : {}) };
  if (refusing !== null) {
    const message = `The limit of ${refusing} is reached, and nothing else can answer for ${routing.chosen.name}.`;
    return new AppError("call_limit_reached", message, { params: { ...params, subject: refusing } });
  }
  if (last) return last;
  const provider = routing.targets[0]?.model.provider.name ?? routing.chosen.name;
  const message = `${provider} asked for a pause. It can be called again in ${retryAfterS} s.`;
  return new AppError("provider_rate_limited", message, { params: { ...params, provider, detail: message } });
}

async function tryOnce<T>(
  option: Option,
  model: ModelAccess,
  taken: Taken,
  tries: number,
  call: RoutedCall<T>,
  ports: RoutedPorts,
  note: (line: string) => void,
): Promise<{ failure: unknown; value: T | null }> {
  const { caller } = call;
  const estimate = call.estimate(model);
  let hold: Hold;
  try {
    const price = { cost: estimate.cost, currency: model.prices.currency ?? "USD" };
    hold = await ports.patiently(() => holdBudgets(caller, price, note), call.signal);
  } catch (error) {
    taken.release(0);
    throw error;
  }
  const begun = performance.now();
  let failure: unknown = null;
  let value: T | null = null;
  try {
    value = await call.attempt(model);
    ports.pauses.clear(option.key.limited.id);
    ports.pauses.clear(model.id);
  } catch (error) {
    failure = error;
    leaveAlone(error, option, call, ports);
  }
  const usage = value === null ? usageOfFailure(failure) : call.usageOf(value);
  taken.release(usage ? usage.promptTokens + usage.completionTokens : 0);
  const error = failure === null ? null : toAppError(failure);
  const stored = recordCall({
    caller,
    kind: "model",
    path: call.path,
    targetName: model.name,
    modelId: model.id,
    providerId: model.provider.id,
    keyId: option.key.id,
    status: statusOf(error, call.signal),
    ...(typeof error?.params.status === "number" ? { statusCode: error.params.status } : {}),
    ...(error ? { error: { code: error.code, message: error.message } } : {}),
    endedAt: Date.now(),
    latencyMs: performance.now() - begun,
    ...(usage ? { usage } : {}),
    retryCount: tries,
    ...call.record(value),
  });
  hold.settle(usage?.cost ?? 0, stored);
  return { failure, value };
}

const usageOfFailure = (failure: unknown) => (failure instanceof ModelFailure ? failure.usage : undefined);

function statusOf(error: AppError | null, signal: AbortSignal): CallStatus {
  if (!error) return "success";
  if (signal.aborted || error.code === "run_cancelled") return "cancelled";
  return error.code === "request_timeout" ? "timeout" : "error";
}

function leaveAlone<T>(failure: unknown, option: Option, call: RoutedCall<T>, { pauses }: RoutedPorts): void {
  if (call.signal.aborted) return;
  const { code, params } = toAppError(failure);
  const seconds = typeof params.retryAfterS === "number" ? params.retryAfterS : null;
  if (keyCodes.has(code)) pauses.pause(option.key.limited.id, code, seconds);
  else if (serverCodes.has(code)) pauses.pause(option.target.model.id, code, seconds);
}
