// Turns whatever went wrong with a node into the error its end carries: coded, placed, safe to show. Knows no node type.

import type { ExpressionError } from "../expressions/ast";
import { itemsInput } from "../graph/container";
import type { RunError } from "../run-log/events";
import { AppError, type ErrorCode } from "../shared/errors";
import { storableText } from "../shared/json";
import { checkJson, type JsonFault } from "./check-json";
import { NodeFailure } from "./ports";

/** Codes by which the engine itself says why a node was stopped; a node that failed by itself never has one. */
const stopCodes = ["run_cancelled", "run_timeout", "run_limit_reached"] as const satisfies readonly ErrorCode[];
export type StopCode = (typeof stopCodes)[number];

/** Whether a node's error says that the whole run was stopped. */
export function isStopCode(code: ErrorCode): code is StopCode {
  return (stopCodes as readonly ErrorCode[]).includes(code);
}

/** Whether the engine stopped a node for a reason of its own: the whole run, or the turn of a container around it. */
export function isStopped(code: ErrorCode): boolean {
  return code === "turn_over" || isStopCode(code);
}

export interface Place {
  nodeId: string;
  path: string;
}

/** The error of a node for what its executor threw. */
export function failureOf(thrown: unknown, place: Place): RunError {
  if (thrown instanceof NodeFailure) return placed(thrown.error, place);
  if (!(thrown instanceof AppError)) {
    return { code: "internal", message: "Something went wrong on our side while this node ran.", ...place };
  }
  const error: RunError = { code: thrown.code, message: thrown.message };
  if (Object.keys(thrown.params).length > 0) error.params = thrown.params;
  if (thrown.kind === "transient") error.retryable = true;
  const field = thrown.details[0]?.path;
  if (field !== undefined) error.field = field;
  return placed(error, place);
}

function placed(error: RunError, place: Place): RunError {
  // A run inside of this one may have been stopped; that does not stop this run.
  const code = isStopped(error.code) ? "node_failed" : error.code;
  const whole: RunError = { ...error, code, message: storableText(error.message), ...place };
  // Values of the wording quote the outside too.
  if (error.params) whole.params = storableValues(error.params);
  return whole;
}

function storableValues(params: NonNullable<RunError["params"]>): NonNullable<RunError["params"]> {
  const values = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === "string" ? storableText(value) : value,
  ]);
  return Object.fromEntries(values);
}

/** The error of a node one of whose templates, or of the ways out of it, has no value. */
export function expressionFailure(error: ExpressionError, field: string, place: Place): RunError {
  const reference = error.params?.reference;
  const params = { ...error.params, reason: error.code, at: error.at };
  if (error.code !== "reference_unknown" || typeof reference !== "string") {
    const limit = error.params?.limit === undefined ? "" : `, the limit is ${error.params.limit}`;
    const message = `The expression in ${field} has no value (${error.code.replaceAll("_", " ")}${limit}).`;
    return { code: "expression_invalid", message, field, params, ...place };
  }
  if (reference.startsWith("secrets.")) {
    const message = `There is no secret ${reference.slice(8)} that ${field} may use.`;
    return { code: "secret_missing", message, field, params, ...place };
  }
  const message = `${field} refers to ${reference}, which does not exist.`;
  return { code: "expression_unknown_reference", message, field, params, ...place };
}

const jsonMessages: Record<Exclude<JsonFault, "too_large">, string> = {
  not_json: "The node gave a value that cannot be stored as JSON.",
  too_deep: "The node gave a value that is nested too deeply.",
};

/** The error of a node whose outputs can't be stored; `value`: what they are, where it is known as a whole. */
export function outputFailure(fault: JsonFault, maxBytes: number, place: Place, value?: unknown): RunError {
  if (fault === "not_json") return { code: "internal", message: jsonMessages[fault], ...place };
  // Measured only now, since it is read to its end for that.
  const measured = fault === "too_large" && value !== undefined ? checkJson(value, Number.POSITIVE_INFINITY) : null;
  const bytes = measured?.ok ? measured.bytes : null;
  const gave = bytes === null ? "too much" : `${bytes} bytes`;
  const message =
    fault === "too_large"
      ? `The node gave ${gave}; ${maxBytes} bytes is the most that one may give.`
      : jsonMessages[fault];
  const params = bytes === null ? { maxBytes } : { maxBytes, bytes };
  return { code: "output_too_large", message, params, retryable: false, ...place };
}

/** The error of a node with whose outputs those of the whole run would be more than it may keep. */
export function runOutputsFailure(bytes: number, maxBytes: number, place: Place): RunError {
  const message = `The outputs of all nodes of this run would take ${bytes} bytes together; ${maxBytes} is the most.`;
  return { code: "run_outputs_too_large", message, params: { maxBytes, bytes }, retryable: false, ...place };
}

/** The error of a node that exceeded its own time limit. */
export function timeoutFailure(timeoutMs: number, place: Place): RunError {
  const message = `The node took longer than its time limit of ${timeoutMs} ms.`;
  return { code: "node_timeout", message, params: { timeoutMs }, retryable: true, ...place };
}

/** The error of a node whose effect may or may not have happened before a crash. */
export function inFlightFailure(place: Place): RunError {
  const message = "The process stopped while this node was changing something outside, and it is not to be repeated.";
  return { code: "effect_in_flight", message, retryable: false, ...place };
}

const itemsMessages = {
  inputs_invalid: "The input items is not a list.",
  too_many_items: "The list has more items than an iteration may work off.",
} as const;

/** The error of an iteration whose items can't be worked off. */
export function itemsFailure(
  code: keyof typeof itemsMessages,
  place: Place,
  params?: Record<string, string | number>,
): RunError {
  const error: RunError = { code, message: itemsMessages[code], field: `inputs.${itemsInput}`, ...place };
  return params ? { ...error, params } : error;
}

/** Why a node was stopped that goes on in a turn which is over. */
export function turnOverError(): RunError {
  return { code: "turn_over", message: "Stopped because its turn was over." };
}

const stopMessages: Record<StopCode, string> = {
  run_cancelled: "The run was cancelled.",
  run_timeout: "The run took longer than its time limit.",
  run_limit_reached: "The run started more nodes than it may.",
};

/** Why the whole run was stopped. */
export function stopError(code: StopCode, params?: Record<string, string | number>): RunError {
  return params ? { code, message: stopMessages[code], params } : { code, message: stopMessages[code] };
}
