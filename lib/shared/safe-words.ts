// What a model may be told of a failure: what it can act on, without what must not leave this system. Pure.

import type { AppError, ErrorCode } from "./errors";

/** Instead of sentences that name hosts, addresses or headers. */
const sentences: Partial<Record<ErrorCode, string>> = {
  address_blocked: "The tool's server may not be called from here.",
  address_unreachable: "The tool's server can't be reached at the moment.",
  certificate_invalid: "The tool's server has no valid certificate.",
  redirect_refused: "The tool's server leads to a place that may not be called.",
  request_timeout: "The tool did not answer in time.",
  response_too_large: "The tool's answer is too large.",
  secret_missing: "The tool is not set up completely: a secret is missing.",
  internal: "The tool failed for a reason that lies in this system.",
  unavailable: "The tool can't be reached at the moment.",
};

const privateAddress =
  /\b(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(?:\.\d{1,3}){2,3}(?::\d{1,5})?\b|\blocalhost(?::\d{1,5})?\b|\[?(?:fe80|f[cd][0-9a-f]{2})(?::[0-9a-f]{0,4}){2,7}\]?|\[::1\](?::\d{1,5})?/gi;
const stackLine = /^\s*(?:at .{1,300}[:(]\d+.*|File ".{1,300}", line \d+.*|Traceback \(most recent call last\):)$/gm;

/** A text of somebody else without lines of stacks and private addresses. */
export function withoutInsides(text: string): string {
  return text
    .replace(stackLine, "")
    .replace(privateAddress, "…")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** The sentence for a model. */
export function safeSentence(failure: AppError): string {
  return sentences[failure.code] ?? withoutInsides(failure.message);
}
