// Failures on the wire: RFC 9457 problem details with our stable code. Writes the process log for failures that are
// ours, so that the answer itself never carries a cause.

import { log } from "../log";
import { type AppError, type ErrorCode, toAppError } from "../shared/errors";
import { newId } from "../shared/ids";

/** Members of an error's body. */
export interface ProblemDetails {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  params?: Record<string, string | number>;
  errors?: { path: string; code: string; message: string }[];
  requestId: string;
  [extra: string]: unknown;
}

/** The body of a failure's answer. */
export function problemOf(error: AppError, requestId: string): ProblemDetails {
  return {
    ...error.extra,
    type: `urn:weft:problem:${error.code}`,
    title: error.code.replaceAll("_", " "),
    status: error.status,
    code: error.code,
    detail: error.message,
    ...(Object.keys(error.params).length > 0 ? { params: error.params } : {}),
    ...(error.details.length > 0 ? { errors: error.details } : {}),
    requestId,
  };
}

/** The answer to a failure. */
export function problemResponse(thrown: unknown, requestId: string = newId()): Response {
  const error = toAppError(thrown);
  if (error.kind === "bug") log.error({ err: error.cause ?? error, requestId }, "request failed");
  const headers = new Headers({
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "weft-request-id": requestId,
  });
  const retryAfter = error.params.retryAfterS;
  if (retryAfter !== undefined) headers.set("retry-after", String(retryAfter));
  if (error.code === "unauthenticated") headers.set("www-authenticate", 'Bearer realm="weft"');
  return new Response(JSON.stringify(problemOf(error, requestId)), { status: error.status, headers });
}
