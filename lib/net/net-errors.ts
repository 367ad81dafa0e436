// Turns what sockets, TLS and the HTTP client throw into our codes. The caller's own abort passes through as it is.

import { AppError } from "../shared/errors";

const certificateCodes = new Set([
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_REVOKED",
  "CERT_UNTRUSTED",
  "CERT_REJECTED",
  "CERT_SIGNATURE_FAILURE",
  "CERT_CHAIN_TOO_LONG",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "HOSTNAME_MISMATCH",
  "INVALID_CA",
  "INVALID_PURPOSE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);
const timeoutCodes = new Set([
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "ETIMEDOUT",
]);
/** Codes of connections that never came about. */
const unconnectedCodes = new Set(["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "UND_ERR_CONNECT_TIMEOUT"]);
const decodingCodes = /^(Z_|ERR__ERROR_|ERR_BROTLI|ERR_ZLIB)/;

/** Every code on the way down to the root of an error, aggregates included. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== "object" || error === null || depth > 5) return [];
  const code = "code" in error && typeof error.code === "string" ? [error.code] : [];
  const inner = "errors" in error && Array.isArray(error.errors) ? error.errors : [];
  const cause = "cause" in error ? codesOf(error.cause, depth + 1) : [];
  return [...code, ...inner.flatMap((one) => codesOf(one, depth + 1)), ...cause];
}

/** The AppError inside an error of the client, which wraps what our own look-up throws. */
function ownError(error: unknown, depth = 0): AppError | null {
  if (error instanceof AppError) return error;
  if (typeof error !== "object" || error === null || depth > 5) return null;
  if ("errors" in error && Array.isArray(error.errors)) {
    for (const one of error.errors) {
      const own = ownError(one, depth + 1);
      if (own) return own;
    }
  }
  return "cause" in error ? ownError(error.cause, depth + 1) : null;
}

/** What a failed exchange with a host is called; after a redirect something was sent already. */
export function netError(error: unknown, host: string, isFirst = false): AppError {
  const own = ownError(error);
  if (own) return own;
  const codes = codesOf(error);
  const isUnsent = isFirst && codes.length > 0 && codes.every((code) => unconnectedCodes.has(code));
  const more = { cause: error, params: { host }, isUnsent };
  const has = (set: Set<string>) => codes.some((code) => set.has(code));
  if (has(certificateCodes)) {
    return new AppError("certificate_invalid", `The certificate of ${host} is not valid.`, more);
  }
  if (has(timeoutCodes)) {
    return new AppError("request_timeout", `${host} did not answer in time.`, more);
  }
  if (codes.includes("UND_ERR_HEADERS_OVERFLOW")) {
    return new AppError("response_too_large", `The headers that ${host} sent are too large.`, more);
  }
  if (codes.includes("ENOTFOUND") || codes.includes("EAI_AGAIN")) {
    return new AppError("address_unreachable", `There is no host named ${host}.`, more);
  }
  if (codes.includes("ECONNREFUSED")) {
    return new AppError("address_unreachable", `${host} refused the connection.`, more);
  }
  if (codes.some((code) => decodingCodes.test(code))) {
    return new AppError("address_unreachable", `${host} sent a body that can't be unpacked.`, more);
  }
  return new AppError("address_unreachable", `The connection to ${host} failed.`, more);
}
