// Lets handlers know which socket a request came through. Next hands them headers only, and any header could be the
// caller's own; so the process stamps each request with a word that nobody outside of it knows.

import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

export const peerHeader = "weft-peer";
const shared = Symbol.for("weft.peer-stamp");
// Server code is bundled more than once; the stamp has to be the same in every copy.
const store = globalThis as unknown as Record<symbol, string | undefined>;

/** The word that marks a stamp as ours; null where nothing stamps. */
export function peerStamp(): string | null {
  return store[shared] ?? null;
}

/** Starts stamping every request this process receives, before anything else sees it. */
export function stampPeerAddresses(): void {
  if (store[shared]) return;
  const stamp = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("hex");
  store[shared] = stamp;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[peerHeader] = `${stamp} ${request.socket.remoteAddress ?? ""}`;
  });
}
