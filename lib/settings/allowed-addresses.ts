// Which private addresses nodes and providers may call: what the administrators set, and what the environment adds.
// Asked before every outgoing call, so the answer is kept for a few seconds. Server only.

import { env } from "../env";
import { getNetworkSettings } from "../workspaces/queries";

const keptMs = 3000;
let kept: { entries: readonly string[]; at: number } | undefined;
let asking: Promise<readonly string[]> | undefined;

/** Hosts, addresses and networks that may be called although they are private; at most three seconds old. */
export async function listAllowedAddresses(): Promise<readonly string[]> {
  if (kept && performance.now() - kept.at < keptMs) return kept.entries;
  asking ??= readAllowedAddresses().finally(() => {
    asking = undefined;
  });
  // A stale answer now is better than a wait before every first token.
  if (kept && performance.now() - kept.at < keptMs * 2) {
    asking.catch(() => undefined);
    return kept.entries;
  }
  return asking;
}

/** Forgets what is kept, after a change in this process. */
export function forgetAllowedAddresses(): void {
  kept = undefined;
}

async function readAllowedAddresses(): Promise<readonly string[]> {
  const entries = [...env().allowHosts, ...(await getNetworkSettings()).allow];
  kept = { entries, at: performance.now() };
  return entries;
}
