// The way to tool servers: the guarded client under the installation's present settings. What an answer may weigh and
// how long it may take is decided by whoever reads it. Server only.

import type { Fetch } from "../mcp/server-target";
import { createGuardedFetch } from "../net/guarded-fetch";
import { publicOnly } from "../net/send-request";
import { currentNetPolicy } from "../settings/net-policy";

const longMs = 660_000;

let policy = publicOnly;
const guarded = createGuardedFetch({
  policy: () => policy,
  headersTimeoutMs: longMs,
  idleTimeoutMs: longMs,
  // A stream may stay open for hours; each of its messages has a limit of its own.
  maxBytes: Number.MAX_SAFE_INTEGER,
});

/** Fetch for connections to tool servers. */
export const serverFetch: Fetch = async (input, init) => {
  policy = await currentNetPolicy();
  return guarded(input, init);
};

const metadataMs = 10_000;
const small = createGuardedFetch({
  policy: () => policy,
  headersTimeoutMs: metadataMs,
  idleTimeoutMs: metadataMs,
  maxBytes: 1_048_576,
});

/** Fetch for the small documents of a sign-in. */
export const signInFetch: Fetch = async (input, init) => {
  policy = await currentNetPolicy();
  return small(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(metadataMs) });
};
