// Bounds how often one address may use what is open to everybody, over all processes. Sums lie beside those of API
// keys.

import { systemClock } from "../shared/clock";
import { AppError } from "../shared/errors";
import { shareCounts } from "./key-limits";
import { RequestWindows } from "./request-windows";

// On globalThis: bundles may hold this module twice, and an address has one count a process.
const holder: { weftPublicWindows?: RequestWindows } = globalThis as { weftPublicWindows?: RequestWindows };

/** Counts a request of an address; throws `rate_limited` beyond `limit` a minute. Unknown addresses count as one. */
export function countPublicRequest(use: string, address: string | null, limit: number): void {
  holder.weftPublicWindows ??= new RequestWindows(systemClock, shareCounts("public:"));
  const retryAfterS = holder.weftPublicWindows.count(`${use}:${address ?? "unknown"}`, limit);
  if (retryAfterS === null) return;
  throw new AppError("rate_limited", `Too many requests. Try again in ${retryAfterS} seconds.`, {
    params: { retryAfterS },
  });
}
