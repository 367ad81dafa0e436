// Every way in which a call of a model fails, as one error with a code of the list, a sentence that names the provider
// and never its key, and the tokens that were spent before it failed.

import type { Usage } from "../run-log/events";
import { AppError, type ErrorCode } from "../shared/errors";
import type { ModelAccess } from "./access";
import { hostOf } from "./address";
import { type Refusal, readProviderError } from "./read-provider-error";
import { redactDetail } from "./redact";

export class ModelFailure extends AppError {
  /** What was spent although no whole answer came. */
  usage: Usage | undefined;
}

/** Whom a failure is about. */
export type Called = Pick<ModelAccess, "modelId" | "provider">;

interface More {
  status?: number;
  detail?: string;
  retryAfterS?: number;
  seconds?: number;
  cause?: unknown;
}

/** Builds the failure of a code, with its sentence. */
export function modelFailure(code: ErrorCode, called: Called, more: More = {}): ModelFailure {
  const detail = more.detail ? redactDetail(more.detail, called.provider) : "";
  const said = sentenceOf(code, called.provider.name, called.modelId, more);
  const params: Record<string, string | number> = { provider: called.provider.name, model: called.modelId };
  if (more.status) params.status = more.status;
  if (detail) params.detail = detail;
  if (more.seconds !== undefined) params.timeoutMs = more.seconds * 1000;
  const host = hostOf(called.provider);
  if (host) params.host = host;
  if (more.retryAfterS !== undefined) params.retryAfterS = more.retryAfterS;
  return new ModelFailure(code, detail ? `${said} It said: ${detail}` : said, {
    params,
    ...(more.cause === undefined ? {} : { cause: more.cause }),
  });
}

/** The failure for an answer whose status is an error. */
export function failureOfRefusal(refusal: Refusal, called: Called): ModelFailure {
  const { code, detail, retryAfterS } = readProviderError(refusal);
  return modelFailure(code, called, {
    status: refusal.status,
    detail,
    ...(retryAfterS === undefined ? {} : { retryAfterS }),
  });
}

const certificateCodes =
  /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT|UNABLE_TO_(?:GET|VERIFY)|HOSTNAME_MISMATCH)/;
const timeoutCodes = /^(?:UND_ERR_(?:HEADERS|BODY|CONNECT)_TIMEOUT|ETIMEDOUT)$/;
const networkCodes = /^(?:E[A-Z]{3,}|UND_ERR_[A-Z_]+|ERR_SSL_\w+)$/;

/** Turns whatever was thrown during a call into its failure; `streaming` = after the answer had begun. */
export function toModelFailure(error: unknown, called: Called, phase: "asking" | "streaming"): ModelFailure {
  const broken = phase === "streaming" ? "provider_stream_broken" : "address_unreachable";
  for (const one of causesOf(error)) {
    if (one instanceof ModelFailure) return one;
    if (one instanceof AppError) return adopt(one, called, phase);
    if (one.name === "TimeoutError") return modelFailure("request_timeout", called, { cause: error });
    const code = "code" in one && typeof one.code === "string" ? one.code : "";
    if (certificateCodes.test(code)) return modelFailure("certificate_invalid", called, { cause: error, detail: code });
    if (timeoutCodes.test(code)) return modelFailure("request_timeout", called, { cause: error });
    if (networkCodes.test(code)) return modelFailure(broken, called, { cause: error, detail: code });
    if (one.name.startsWith("AI_") && /Parse|Validation|InvalidResponse|EmptyResponse/.test(one.name))
      return modelFailure("provider_bad_answer", called, { cause: error });
  }
  // Wording of the platform's fetch and of the provider libraries for a connection that failed without a code.
  if (error instanceof Error && /terminated|fetch failed|cannot connect/i.test(error.message))
    return modelFailure(broken, called, { cause: error });
  if (isReported(error)) return failureOfRefusal({ status: 0, body: JSON.stringify({ error }) }, called);
  return modelFailure("provider_failed", called, { cause: error });
}

/** A failure of the guarded client keeps its code; that a connection was lost means something else in mid-answer. */
function adopt(error: AppError, called: Called, phase: "asking" | "streaming"): ModelFailure {
  if (phase === "streaming" && error.code === "address_unreachable")
    return modelFailure("provider_stream_broken", called, { cause: error });
  return new ModelFailure(error.code, error.message, {
    cause: error,
    params: { provider: called.provider.name, model: called.modelId, ...error.params },
    details: error.details,
  });
}

/** An error object that the provider sent inside its stream, rather than one that was thrown. */
function isReported(error: unknown): boolean {
  return typeof error === "string" || (typeof error === "object" && error !== null && !(error instanceof Error));
}

function* causesOf(error: unknown): Generator<Error> {
  let at = error;
  for (let depth = 0; depth < 8 && at instanceof Error; depth++) {
    yield at;
    at = at.cause;
  }
}

function sentenceOf(code: ErrorCode, provider: string, model: string, { status, seconds, retryAfterS }: More): string {
  switch (code) {
    case "provider_key_rejected":
      return `${provider} rejected the key.`;
    case "provider_rate_limited":
      return `${provider} is asked too often${retryAfterS === undefined ? "" : `; try again in ${retryAfterS} s`}.`;
    case "provider_quota":
      return `The account at ${provider} has no credit or quota left.`;
    case "model_not_found":
      return `${provider} has no model ${model}.`;
    case "context_too_long":
      return `The conversation is longer than ${model} can read.`;
    case "provider_refused":
      return `${provider} refused the request.`;
    case "request_timeout":
      return `${provider} sent nothing${seconds === undefined ? " in time" : ` for ${seconds} s`}.`;
    case "provider_stream_broken":
      return `${provider} broke off in the middle of the answer.`;
    case "provider_bad_answer":
      return status === 404
        ? `There is no model interface at the address of ${provider}. Check the address.`
        : `${provider} answered with something that is no answer of a model. Check the address.`;
    case "certificate_invalid":
      return `The certificate of ${provider} is not trusted.`;
    case "address_unreachable":
      return `${provider} can't be reached at its address.`;
    case "run_cancelled":
      return `The call of ${model} was stopped.`;
    case "response_too_large":
      return `The answer of ${provider} is larger than allowed.`;
    default:
      return `${provider} failed${status ? ` with status ${status}` : ""}.`;
  }
}
