// Keeps when a secret was last used: at most once a minute for each, and many in one statement, so that a secret that
// every run opens costs none of them anything. Server only.

import { systemSql } from "@/db/system";
import { log } from "../log";
import { systemClock } from "../shared/clock";

const restMs = 60_000;
const mostRemembered = 10_000;

const noted = new Map<string, number>();
const waiting = new Set<string>();
let writing: Promise<void> | null = null;

/** Notes that secrets were opened to be used; waits for nothing. */
export function noteSecretUse(secretIds: readonly string[]): void {
  const now = systemClock.monotonic();
  for (const id of secretIds) {
    const last = noted.get(id);
    if (last !== undefined && now - last < restMs) continue;
    if (noted.size >= mostRemembered) noted.clear();
    noted.set(id, now);
    waiting.add(id);
  }
  if (waiting.size === 0) return;
  writing ??= new Promise<void>((resolve) => setImmediate(resolve)).then(writeAll).finally(() => {
    writing = null;
  });
}

/** Resolves when everything noted so far is written. */
export async function secretUsesNoted(): Promise<void> {
  await writing;
}

async function writeAll(): Promise<void> {
  while (waiting.size > 0) {
    const ids = [...waiting];
    waiting.clear();
    try {
      // Runs of many workspaces are noted together. Other processes note the same secrets.
      await systemSql()`
        update secrets set last_used_at = now()
        where id = any(${ids}::uuid[]) and (last_used_at is null or last_used_at < now() - interval '1 minute')`;
    } catch (error) {
      // When a secret was last used is not worth a run, nor trying for ever.
      log.warn({ err: error }, "could not note the use of secrets");
    }
  }
}
