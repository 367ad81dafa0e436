// What a workspace wants kept of its calls beside the bare facts, kept in memory for a while: it is asked for at every
// call. Server only.

import { eq } from "drizzle-orm";
import { workspaces } from "@/db/schema/tenancy";
import { withWorkspace } from "@/db/scope";
import { log } from "../log";
import type { CallLogSettings } from "./contract";

export const keepNothing: CallLogSettings = { keepParameters: false, keepBodies: false };

const freshMs = 5_000;
const mostKept = 1_000;
const kept = new Map<string, { at: number; settings: CallLogSettings }>();

/** The settings in a workspace's row. */
export function readLogSettings(settings: Readonly<Record<string, unknown>>): CallLogSettings {
  const own = settings.callLog;
  if (typeof own !== "object" || own === null) return keepNothing;
  return {
    keepParameters: "keepParameters" in own && own.keepParameters === true,
    keepBodies: "keepBodies" in own && own.keepBodies === true,
  };
}

/** The settings as they were a few seconds ago at most; null where they have to be read first. */
export function knownLogSettings(workspaceId: string): CallLogSettings | null {
  const found = kept.get(workspaceId);
  return found && performance.now() - found.at < freshMs ? found.settings : null;
}

/** Reads the settings; keeps nothing where that fails. */
export async function loadLogSettings(workspaceId: string): Promise<CallLogSettings> {
  try {
    const [row] = await withWorkspace(workspaceId, (tx) =>
      tx.select({ settings: workspaces.settings }).from(workspaces).where(eq(workspaces.id, workspaceId)),
    );
    const settings = readLogSettings(row?.settings ?? {});
    kept.delete(workspaceId);
    kept.set(workspaceId, { at: performance.now(), settings });
    const oldest = kept.keys().next();
    if (kept.size > mostKept && !oldest.done) kept.delete(oldest.value);
    return settings;
  } catch (error) {
    log.warn({ err: error }, "could not read what the log of calls keeps");
    return keepNothing;
  }
}

/** Forgets what is kept, after settings changed in this process. */
export function forgetLogSettings(workspaceId: string): void {
  kept.delete(workspaceId);
}
