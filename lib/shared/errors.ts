// Every failure that leaves a feature: a code from one closed list, whose problem it is, and the status it maps to.
// Wording for people lives in messages/<locale>/errors.json under the same codes. Knows no HTTP library.

import type { Json } from "./json";

/** Whose problem it is: the caller's, one that may pass by itself, or ours. */
export type ErrorKind = "user" | "transient" | "bug";

const table = {
  // requests
  invalid_request: { status: 400, kind: "user" },
  invalid_json: { status: 400, kind: "user" },
  body_too_large: { status: 413, kind: "user" },
  unsupported_media_type: { status: 415, kind: "user" },
  unauthenticated: { status: 401, kind: "user" },
  forbidden: { status: 403, kind: "user" },
  csrf_failed: { status: 403, kind: "user" },
  not_found: { status: 404, kind: "user" },
  method_not_allowed: { status: 405, kind: "user" },
  conflict: { status: 409, kind: "user" },
  rate_limited: { status: 429, kind: "transient" },
  internal: { status: 500, kind: "bug" },
  unavailable: { status: 503, kind: "transient" },
  // accounts
  setup_done: { status: 409, kind: "user" },
  setup_needed: { status: 409, kind: "user" },
  sign_in_failed: { status: 401, kind: "user" },
  sign_in_limited: { status: 429, kind: "transient" },
  name_taken: { status: 409, kind: "user" },
  email_taken: { status: 409, kind: "user" },
  slug_taken: { status: 409, kind: "user" },
  in_use: { status: 409, kind: "user" },
  // graphs
  graph_invalid: { status: 422, kind: "user" },
  graph_too_large: { status: 413, kind: "user" },
  edit_refused: { status: 422, kind: "user" },
  revision_conflict: { status: 409, kind: "user" },
  nothing_to_publish: { status: 409, kind: "user" },
  not_published: { status: 409, kind: "user" },
  // runs and conversations
  inputs_invalid: { status: 422, kind: "user" },
  conversation_busy: { status: 409, kind: "user" },
  run_ended: { status: 409, kind: "user" },
  fork_impossible: { status: 409, kind: "user" },
  run_limit: { status: 429, kind: "transient" },
  // what runs wait for
  approval_decided: { status: 409, kind: "user" },
  not_assigned: { status: 403, kind: "user" },
  approval_expired: { status: 409, kind: "user" },
  link_expired: { status: 410, kind: "user" },
  event_unknown: { status: 404, kind: "user" },
  not_waiting: { status: 409, kind: "user" },
  // nodes (they end a run, and are the run's error code)
  node_failed: { status: 422, kind: "user" },
  node_timeout: { status: 504, kind: "transient" },
  run_timeout: { status: 504, kind: "transient" },
  run_cancelled: { status: 409, kind: "user" },
  run_limit_reached: { status: 422, kind: "user" },
  agent_stuck: { status: 422, kind: "user" },
  agent_limit_reached: { status: 422, kind: "user" },
  output_too_large: { status: 422, kind: "user" },
  run_outputs_too_large: { status: 422, kind: "user" },
  expression_invalid: { status: 422, kind: "user" },
  expression_unknown_reference: { status: 422, kind: "user" },
  code_failed: { status: 422, kind: "user" },
  code_timeout: { status: 422, kind: "user" },
  code_steps: { status: 422, kind: "user" },
  code_out_of_memory: { status: 422, kind: "user" },
  secret_missing: { status: 422, kind: "user" },
  run_depth_exceeded: { status: 422, kind: "user" },
  too_many_items: { status: 422, kind: "user" },
  turn_over: { status: 409, kind: "user" },
  effect_in_flight: { status: 409, kind: "transient" },
  interrupted: { status: 503, kind: "transient" },
  // the outside world
  address_blocked: { status: 422, kind: "user" },
  address_unreachable: { status: 502, kind: "transient" },
  redirect_refused: { status: 502, kind: "user" },
  response_too_large: { status: 502, kind: "user" },
  http_status: { status: 502, kind: "transient" },
  certificate_invalid: { status: 502, kind: "user" },
  request_timeout: { status: 504, kind: "transient" },
  // tool servers
  tool_server_failed: { status: 502, kind: "transient" },
  tool_server_unauthorized: { status: 422, kind: "user" },
  tool_server_bad_answer: { status: 502, kind: "transient" },
  tool_server_refused: { status: 422, kind: "user" },
  // tools
  document_invalid: { status: 422, kind: "user" },
  // prompts
  prompt_missing: { status: 422, kind: "user" },
  // models
  model_missing: { status: 422, kind: "user" },
  model_not_found: { status: 422, kind: "user" },
  provider_key_rejected: { status: 422, kind: "user" },
  provider_rate_limited: { status: 429, kind: "transient" },
  provider_quota: { status: 422, kind: "user" },
  provider_failed: { status: 502, kind: "transient" },
  provider_refused: { status: 422, kind: "user" },
  provider_bad_answer: { status: 502, kind: "transient" },
  provider_stream_broken: { status: 502, kind: "transient" },
  context_too_long: { status: 422, kind: "user" },
  budget_exceeded: { status: 402, kind: "user" },
  call_limit_reached: { status: 429, kind: "transient" },
} as const satisfies Record<string, { status: number; kind: ErrorKind }>;

export type ErrorCode = keyof typeof table;
export const errorCodes = Object.keys(table) as ErrorCode[];

/** Whether a text is one of our codes. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(table, text);
}

/** The HTTP status of a code. */
export function statusOf(code: ErrorCode): number {
  return table[code].status;
}

/** Whose problem a code describes. */
export function kindOf(code: ErrorCode): ErrorKind {
  return table[code].kind;
}

/** One thing wrong with what was sent: where (a JSON pointer or a node and field) and what, with values for its wording. */
export interface ErrorDetail {
  path: string;
  code: string;
  message: string;
}

/**
 * A failure with a stable code. `message` is a plain English sentence safe to show to the caller; `cause` stays in
 * the process log; `params` fill the translated wording; `details` list single faults of an input.
 */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly params: Record<string, string | number>;
  readonly details: ErrorDetail[];
  /** More members of the answer, such as the current graph of a revision conflict. */
  readonly extra: Record<string, Json>;
  /** Surely nothing of the request has reached the other side, so that sending it again repeats nothing. */
  readonly isUnsent: boolean;

  constructor(
    code: ErrorCode,
    message: string,
    more: {
      cause?: unknown;
      params?: Record<string, string | number>;
      details?: ErrorDetail[];
      extra?: Record<string, Json>;
      isUnsent?: boolean;
    } = {},
  ) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause });
    this.code = code;
    this.params = more.params ?? {};
    this.details = more.details ?? [];
    this.extra = more.extra ?? {};
    this.isUnsent = more.isUnsent ?? false;
  }

  get status(): number {
    return statusOf(this.code);
  }

  get kind(): ErrorKind {
    return kindOf(this.code);
  }
}

/** The failure as an AppError: itself when it is one, else `internal` with the original as its cause. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  return new AppError(
    "internal",
    "Something went wrong on our side. Try again; if it stays, look in the server's log.",
    {
      cause: error,
    },
  );
}
